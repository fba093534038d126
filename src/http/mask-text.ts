import { MASK, maskXml } from '../auth/redact.ts';

/** A value for the log or for a caller with the given texts masked wherever they stand, and XML by the names in it. */
export function maskTexts(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return maskText(value, secrets);
  if (Array.isArray(value)) return value.map((each) => maskTexts(each, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskTexts(inner, secrets)]));
}

function maskText(text: string, secrets: readonly string[]): string {
  const byName = /^\s*<[^>]+>/.test(text) ? maskFragment(text) : text;
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), byName);
}

/** Content of a fault's detail may be several elements. */
function maskFragment(xml: string): string {
  const masked = maskXml(`<detail>${xml}</detail>`);
  return masked.startsWith('<detail>') ? masked.slice('<detail>'.length, -'</detail>'.length) : masked;
}

/** The members of a problem that hold words of a backend, masked; the text itself where there is nothing to mask. */
export function maskProblem(json: string, secrets: readonly string[]): string {
  if (!secrets.some((secret) => json.includes(JSON.stringify(secret).slice(1, -1)))) return json;
  const { detail, errors, fault, ...rest } = JSON.parse(json) as Record<string, unknown>;
  const shown = (value: unknown) => (value === undefined ? undefined : maskTexts(value, secrets));
  return JSON.stringify({ ...rest, detail: shown(detail), errors: shown(errors), fault: shown(fault) });
}
