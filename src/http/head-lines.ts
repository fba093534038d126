/** Header fields that every answer has: prepared once, name and value in turn, as `writeHead` takes them. */
export interface CommonHeaders {
  readonly lines: readonly string[];
  readonly names: ReadonlySet<string>;
}

/** Prepares them. @param headers - names as answers write them */
export function commonHeaders(headers: Readonly<Record<string, string>>): CommonHeaders {
  return { lines: Object.entries(headers).flat(), names: new Set(Object.keys(headers)) };
}

type Headers = Readonly<Record<string, string>>;

/**
 * The head of one answer. What the exchange says replaces what is common to all, what the answer says replaces both; only
 * `Vary` is said together.
 */
export function headLines({ lines: common, names }: CommonHeaders, ofExchange: Headers, ofAnswer: Headers): string[] {
  const lines =
    holdsOneOf(ofAnswer, names) || holdsOneOf(ofExchange, names)
      ? withoutReplaced(common, ofExchange, ofAnswer)
      : common.slice();
  for (const name in ofExchange) if (!(name in ofAnswer)) lines.push(name, ofExchange[name] as string);
  for (const name in ofAnswer) {
    const value = ofAnswer[name] as string;
    lines.push(name, name === 'Vary' && ofExchange.Vary !== undefined ? `${ofExchange.Vary}, ${value}` : value);
  }
  return lines;
}

function holdsOneOf(headers: Headers, names: ReadonlySet<string>): boolean {
  for (const name in headers) if (names.has(name)) return true;
  return false;
}

function withoutReplaced(common: readonly string[], ofExchange: Headers, ofAnswer: Headers): string[] {
  const lines: string[] = [];
  for (let index = 0; index < common.length; index += 2) {
    const name = common[index] as string;
    if (!(name in ofAnswer) && !(name in ofExchange)) lines.push(name, common[index + 1] as string);
  }
  return lines;
}
