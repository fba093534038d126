import type { BuiltinType } from './builtin-type.ts';

/** `xs:boolean` (XSD 1.0 Part 2 §3.2.2). */
export const booleanType: BuiltinType = {
  name: 'boolean',
  whiteSpace: 'collapse',
  form: 'boolean',
  check: (text) =>
    text === 'true' || text === 'false' || text === '1' || text === '0'
      ? undefined
      : 'must be true or false (xs:boolean)',
  key: (text) => (text === 'true' || text === '1' ? 'true' : 'false'),
  pattern: '^(true|false|1|0)$',
  ascii: true,
  schema: { type: 'boolean' },
  example: (seed) => (seed % 2 === 0 ? 'true' : 'false'),
};
