import type { JsonSchema } from './json-schema.ts';

/** Text as a pattern that matches it literally. */
export function escapePattern(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\/-]/g, (found) => (found === '-' ? found : `\\${found}`))
    .replaceAll('\n', '\\n');
}

/**
 * Schema of XML text. A pattern cannot say what XML is: it says how such a text begins, and after that names one text that
 * is right in every way, for whoever makes samples from patterns.
 * @param sample - XML text of a valid value
 * @param content - `mixed` where text may stand before the first element
 */
export function xmlTextSchema(
  description: string,
  sample: string | undefined,
  content: 'element' | 'mixed',
): JsonSchema {
  const schema: JsonSchema = { type: 'string', description, contentMediaType: 'application/xml' };
  if (sample === undefined) return schema;
  const markup = sample.indexOf('<');
  if (markup < 0) return schema;
  const rest = sample.slice(markup + 1);
  const before = content === 'mixed' ? '[^<]*' : '\\s*';
  return { ...schema, pattern: `^${before}<(?:${escapePattern(rest)})?`, examples: [sample] };
}
