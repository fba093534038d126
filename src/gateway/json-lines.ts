/** Media type of a list as one JSON value on each line. */
export const JSON_LINES = 'application/x-ndjson';

/**
 * A JSON array as lines; null as none. Nothing is read as a value, so that no numeral changes.
 * @param json - as `JSON.stringify` writes it, in UTF-8 where it is bytes
 */
export function toLines(json: string | Uint8Array): string {
  const text = typeof json === 'string' ? json : Buffer.from(json).toString('utf8');
  if (!text.startsWith('[') || text === '[]') return '';
  let depth = 0;
  let from = 1;
  const lines: string[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]/g)) {
    if (token === ',' && depth === 1) {
      lines.push(text.slice(from, index));
      from = index + 1;
    } else if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
  }
  return `${[...lines, text.slice(from, -1)].join('\n')}\n`;
}
