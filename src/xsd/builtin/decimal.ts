import type { BuiltinType } from './builtin-type.ts';

const DECIMAL = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;

/** `xs:decimal` (XSD 1.0 Part 2 §3.2.3); any number of digits. */
export const decimalType: BuiltinType = {
  name: 'decimal',
  whiteSpace: 'collapse',
  form: 'digits',
  check: (text) => (DECIMAL.test(text) ? undefined : 'must be a decimal number such as -12.50 (xs:decimal)'),
  key: canonicalDecimal,
  compare: compareDecimals,
  pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)$',
  ascii: true,
  schema: {
    type: 'string',
    pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)$',
    description: 'A decimal number as text, so that no digit is lost.',
  },
  example: (seed) => `${1 + (Math.abs(seed) % 1000)}.${50 + (Math.abs(seed) % 50)}`,
};

/** A decimal text taken apart: digits before the point without leading zeros, digits after it without trailing ones. */
export interface DecimalParts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Takes a valid decimal apart; zero is never negative. */
export function decimalParts(text: string): DecimalParts {
  const start = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
  const point = text.indexOf('.');
  const whole = trimLeadingZeros(point < 0 ? text.slice(start) : text.slice(start, point));
  const fraction = point < 0 ? '' : trimTrailingZeros(text.slice(point + 1));
  return { negative: text.startsWith('-') && (whole !== '' || fraction !== ''), whole, fraction };
}

/** Number of significant digits (`totalDigits`, §4.3.11) and of digits after the point (`fractionDigits`, §4.3.12) of the value. */
export function countDigits(text: string): { readonly total: number; readonly fraction: number } {
  const { whole, fraction } = decimalParts(text);
  return { total: whole.length + fraction.length, fraction: fraction.length };
}

/** The shortest text of the value: no `+`, no needless zeros, `0.5`. */
export function canonicalDecimal(text: string): string {
  const { negative, whole, fraction } = decimalParts(text);
  return `${negative ? '-' : ''}${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Order of two valid decimals by their digits: exact, and linear in their length. */
export function compareDecimals(a: string, b: string): number {
  const left = decimalParts(a);
  const right = decimalParts(b);
  if (left.negative !== right.negative) return left.negative ? -1 : 1;
  const order = compareMagnitudes(left, right);
  return left.negative ? -order : order;
}

function compareMagnitudes(a: DecimalParts, b: DecimalParts): number {
  if (a.whole.length !== b.whole.length) return a.whole.length - b.whole.length;
  if (a.whole !== b.whole) return a.whole < b.whole ? -1 : 1;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1; // without trailing zeros, a prefix is the smaller one
}

function trimLeadingZeros(digits: string): string {
  let start = 0;
  while (start < digits.length && digits.charCodeAt(start) === 0x30) start++;
  return digits.slice(start);
}

function trimTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return digits.slice(0, end);
}
