import type { BuiltinType } from './builtin-type.ts';
import { canonicalDecimal, compareDecimals } from './decimal.ts';
import { integerRangePattern } from './integer-range.ts';

const INTEGER = /^[+-]?[0-9]+$/;

/** `xs:integer` and what is derived from it (XSD 1.0 Part 2 §3.3.13–§3.3.25). */
export const integerTypes: readonly BuiltinType[] = [
  integerType('integer', 'wholeDigits', undefined, undefined),
  integerType('nonPositiveInteger', 'wholeDigits', undefined, 0n),
  integerType('negativeInteger', 'wholeDigits', undefined, -1n),
  integerType('long', 'wholeDigits', -(2n ** 63n), 2n ** 63n - 1n),
  integerType('int', 'integer', -(2n ** 31n), 2n ** 31n - 1n, 'int32'),
  integerType('short', 'integer', -(2n ** 15n), 2n ** 15n - 1n, 'int32'),
  integerType('byte', 'integer', -128n, 127n, 'int32'),
  integerType('nonNegativeInteger', 'wholeDigits', 0n, undefined),
  integerType('unsignedLong', 'wholeDigits', 0n, 2n ** 64n - 1n),
  integerType('unsignedInt', 'integer', 0n, 2n ** 32n - 1n),
  integerType('unsignedShort', 'integer', 0n, 2n ** 16n - 1n, 'int32'),
  integerType('unsignedByte', 'integer', 0n, 255n, 'int32'),
  integerType('positiveInteger', 'wholeDigits', 1n, undefined),
];

function integerType(
  name: string,
  form: 'integer' | 'wholeDigits',
  min: bigint | undefined,
  max: bigint | undefined,
  format?: string,
): BuiltinType {
  const reason = `must be a whole number${renderRange(min, max)} (xs:${name})`;
  const pattern = integerRangePattern(min, max);
  const [low, high] = [min?.toString(), max?.toString()];
  const [lowNumber, highNumber] = [Number(min ?? Number.NEGATIVE_INFINITY), Number(max ?? Number.POSITIVE_INFINITY)];
  return {
    name,
    whiteSpace: 'collapse',
    form,
    check: (text) => {
      if (!INTEGER.test(text)) return reason;
      if (text.length < 16) {
        const value = Number(text); // exact: 15 digits at most
        return value < lowNumber || value > highNumber ? reason : undefined;
      }
      if (low !== undefined && compareDecimals(text, low) < 0) return reason;
      return high !== undefined && compareDecimals(text, high) > 0 ? reason : undefined;
    },
    key: canonicalDecimal,
    compare: compareDecimals,
    pattern,
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    ascii: true,
    schema:
      form === 'integer'
        ? { type: 'integer', minimum: Number(min), maximum: Number(max), ...(format === undefined ? {} : { format }) }
        : {
            type: 'string',
            pattern,
            description: `A whole number${renderRange(min, max)} as text, so that no digit is lost.`,
          },
    example: (seed) => {
      const step = BigInt(1 + (Math.abs(seed) % 100));
      return String(max !== undefined && max <= 0n ? max - step : step);
    },
  };
}

function renderRange(min: bigint | undefined, max: bigint | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}
