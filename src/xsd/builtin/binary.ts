import type { BuiltinType } from './builtin-type.ts';

/** `xs:hexBinary` (XSD 1.0 Part 2 §3.2.15); length in octets. */
export const hexBinaryType: BuiltinType = {
  name: 'hexBinary',
  whiteSpace: 'collapse',
  form: 'text',
  check: (text) =>
    text.length % 2 === 0 && !/[^0-9A-Fa-f]/.test(text)
      ? undefined
      : 'must be an even number of hexadecimal digits (xs:hexBinary)',
  key: (text) => text.toUpperCase(),
  length: (text) => text.length / 2,
  pattern: '^([0-9A-Fa-f]{2})*$',
  ascii: true,
  schema: { type: 'string', pattern: '^([0-9A-Fa-f]{2})*$', contentEncoding: 'base16' },
  example: (seed) => `0AFF${(Math.abs(seed) % 256).toString(16).toUpperCase().padStart(2, '0')}`,
};

const BASE64_REASON = 'must be base64 text in whole groups of four characters (xs:base64Binary)';
const BASE64_PATTERN = '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$';

/**
 * `xs:base64Binary` (XSD 1.0 Part 2 §3.2.16): the alphabet of RFC 2045, complete groups, no stray bits in the last one.
 * White space between characters is allowed and carries nothing; length in octets.
 */
export const base64BinaryType: BuiltinType = {
  name: 'base64Binary',
  whiteSpace: 'collapse',
  form: 'binary',
  check: (text) => {
    const digits = withoutSpaces(text);
    if (digits.length % 4 !== 0) return BASE64_REASON;
    const padding = digits.endsWith('==') ? 2 : digits.endsWith('=') ? 1 : 0;
    const end = digits.length - padding;
    if (/[^A-Za-z0-9+/]/.test(padding === 0 ? digits : digits.slice(0, end))) return BASE64_REASON;
    const last = digits.charAt(end - 1);
    if (padding === 1 && !'AEIMQUYcgkosw048'.includes(last)) return BASE64_REASON;
    return padding === 2 && !'AQgw'.includes(last) ? BASE64_REASON : undefined;
  },
  key: withoutSpaces,
  length: (text) => {
    const digits = withoutSpaces(text);
    const padding = digits.endsWith('==') ? 2 : digits.endsWith('=') ? 1 : 0;
    return (digits.length / 4) * 3 - padding;
  },
  pattern: BASE64_PATTERN,
  ascii: true,
  schema: { type: 'string', pattern: BASE64_PATTERN, contentEncoding: 'base64' },
  example: (seed) => Buffer.from([0, 1, Math.abs(seed) % 256]).toString('base64'),
};

/** Leaves out the spaces that collapsed white space may hold. */
export function withoutSpaces(text: string): string {
  return text.includes(' ') ? text.replaceAll(' ', '') : text;
}
