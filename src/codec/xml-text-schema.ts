import type { JsonSchema } from './json-schema.ts';

/** Text as a pattern that matches it literally. */
export function escapePattern(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\/-]/g, (found) => (found === '-' ? found : `\\${found}`))
    .replaceAll('\n', '\\n');
}

/**
 * Schema of XML text. A pattern cannot say what XML is, only how such a text begins and ends; an example says more.
 * @param sample - XML text of a valid value
 * @param content - `mixed` where text may stand around the elements
 */
export function xmlTextSchema(
  description: string,
  sample: string | undefined,
  content: 'element' | 'mixed',
): JsonSchema {
  const schema: JsonSchema = { type: 'string', description, contentMediaType: 'application/xml' };
  if (sample === undefined) return schema;
  const pattern = content === 'mixed' ? '^[^<]*<[\\p{L}_][\\s\\S]*>[^>]*$' : '^\\s*<[\\p{L}_][\\s\\S]*>\\s*$';
  return { ...schema, pattern, examples: [sample] };
}
