/**
 * True when an Accept header lets the answer be `application/json` (RFC 9110 §12.5.1). The most specific range decides;
 * `q=0` excludes. No header accepts anything.
 */
export function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === 'application/json' || accept === '*/*' || accept.trim() === '') return true;
  let bestSpecificity = -1;
  let accepted = false;
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const specificity = JSON_RANGES.indexOf(type);
    if (specificity < bestSpecificity || specificity < 0) continue;
    const isExcluded = parameters.some((parameter) => /^q=0(?:\.0{1,3})?$/.test(parameter));
    accepted = specificity > bestSpecificity ? !isExcluded : accepted || !isExcluded;
    bestSpecificity = specificity;
  }
  return accepted;
}

/** True when an Accept header names `application/x-ndjson`, and does not rather have `application/json`. */
export function prefersLines(accept: string | undefined): boolean {
  if (accept === undefined || !accept.toLowerCase().includes('application/x-ndjson')) return false;
  let lines = 0;
  let json = 0;
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    if (type === 'application/x-ndjson') lines = weight;
    else if (type === 'application/json') json = weight;
  }
  return lines > 0 && lines >= json;
}

const JSON_RANGES = ['*/*', 'application/*', 'application/json'];

/** True for `application/json` and `application/…+json`, in UTF-8 when a charset is named (RFC 8259 §8.1). */
export function isJsonContentType(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true;
  if (contentType === undefined) return false;
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'application/json' && !/^application\/[a-z0-9.!#$&^_-]{1,100}\+json$/.test(type)) return false;
  return parameters.every((parameter) => !parameter.startsWith('charset=') || /^charset="?utf-?8"?$/.test(parameter));
}
