/** Media type of a list as one JSON value on each line. */
export const JSON_LINES = 'application/x-ndjson';

/**
 * A JSON array as lines; null as none. Nothing is read as a value, so that no numeral changes. Takes time by the length alone.
 * @param json - as `JSON.stringify` writes it, in UTF-8 where it is bytes
 */
export function toLines(json: string | Uint8Array): string {
  const text = typeof json === 'string' ? json : Buffer.from(json).toString('utf8');
  if (!text.startsWith('[') || text === '[]') return '';
  let depth = 0;
  let from = 1;
  const lines: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const token = text[at];
    if (token === '"') at = endOfString(text, at);
    else if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    else if (token === ',' && depth === 1) {
      lines.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return `${[...lines, text.slice(from, -1)].join('\n')}\n`;
}

/** Where the string that begins at `start` has its last quote. A regular expression has no stack for megabytes. */
function endOfString(text: string, start: number): number {
  let end = start;
  do end = text.indexOf('"', end + 1);
  while (isEscaped(text, end));
  return end === -1 ? text.length : end;
}

/** Whether an odd number of backslashes stands in front. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first--;
  return (at - first) % 2 === 1;
}
