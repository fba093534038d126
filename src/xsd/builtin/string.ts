import type { BuiltinType } from './builtin-type.ts';
import { isName, isNCName, isNmtoken, NAME_CHAR, NAME_START } from './name.ts';

const COLLAPSED = '^([^ \\t\\r\\n]+( [^ \\t\\r\\n]+)*)?$';
const NCNAME = `[${NAME_START}][${NAME_CHAR}]*`;

const ncName = { check: isNCName, wanted: 'a name without a colon', pattern: `^${NCNAME}$` };

/** Types whose value is their text: `xs:string` and kin (XSD 1.0 Part 2 §3.2.1, §3.3.1–§3.3.12), `anyURI`, `anySimpleType`. */
export const stringTypes: readonly BuiltinType[] = [
  textType('anySimpleType', { whiteSpace: 'preserve' }),
  textType('string', { whiteSpace: 'preserve' }),
  textType('normalizedString', { whiteSpace: 'replace', pattern: '^[^\\t\\r\\n]*$' }),
  textType('token', { pattern: COLLAPSED }),
  textType('language', {
    check: (text) =>
      text.split('-').every((part, at) => (at === 0 ? /^[a-zA-Z]{1,8}$/ : /^[a-zA-Z0-9]{1,8}$/).test(part)),
    wanted: 'a language such as en-GB',
    pattern: '^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$',
    ascii: true,
    example: () => 'en',
  }),
  textType('NMTOKEN', { check: isNmtoken, wanted: 'a name token', pattern: `^[:${NAME_CHAR}]+$` }),
  textType('Name', { check: isName, wanted: 'a name', pattern: `^[:${NAME_START}][:${NAME_CHAR}]*$` }),
  textType('NCName', ncName),
  textType('ID', ncName),
  textType('IDREF', ncName),
  textType('ENTITY', ncName),
  // RFC 2396 as amended by XLink (§3.2.17) leaves hardly any text out: after escaping, all are references.
  textType('anyURI', { pattern: COLLAPSED, example: (seed) => `http://example.org/${Math.abs(seed)}` }),
];

/**
 * `xs:QName` (§3.2.18) and `xs:NOTATION` (§3.2.19): the text is a prefix and a name, the value a namespace and a name; so the
 * key of a text says nothing without its namespaces, and the codec compares values in Clark notation.
 */
export const qnameTypes: readonly BuiltinType[] = ['QName', 'NOTATION'].map((name) => ({
  name,
  whiteSpace: 'collapse',
  form: 'qname',
  check: (text) =>
    text.split(':').length <= 2 && text.split(':').every(isNCName)
      ? undefined
      : `must be a qualified name (xs:${name})`,
  key: (text) => text,
  pattern: `^(${NCNAME}:)?${NCNAME}$`,
  ascii: false,
  schema: {
    type: 'string',
    pattern: `^(\\{[^{}]+\\})?${NCNAME}$`,
    description: 'A qualified name: {namespace}name, or the name alone when it is in no namespace.',
  },
  example: () => 'name',
}));

interface TextRule {
  readonly whiteSpace?: 'preserve' | 'replace';
  readonly check?: (text: string) => boolean;
  readonly wanted?: string;
  readonly pattern?: string;
  readonly ascii?: boolean;
  readonly example?: (seed: number) => string;
}

function textType(name: string, rule: TextRule): BuiltinType {
  const reason = `must be ${rule.wanted ?? 'text'} (xs:${name})`;
  const { check, pattern } = rule;
  return {
    name,
    whiteSpace: rule.whiteSpace ?? 'collapse',
    form: 'text',
    check: check === undefined ? () => undefined : (text) => (check(text) ? undefined : reason),
    key: (text) => text,
    length: countCodePoints,
    ...(pattern === undefined ? {} : { pattern }),
    ascii: rule.ascii ?? false,
    schema: { type: 'string', ...(pattern === undefined ? {} : { pattern }) },
    example: rule.example ?? ((seed) => `text${Math.abs(seed)}`),
  };
}

/** Length in characters as XML counts them: code points, not UTF-16 units (§4.3.1). */
function countCodePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00) {
      count--;
      at++;
    }
  }
  return count;
}
