import { decimalParts } from '../../xsd/builtin/decimal.ts';
import { digitRange } from '../../xsd/builtin/integer-range.ts';
import type { Bound } from './effective-facets.ts';

const ANY = '[0-9.]+';
const ZERO = '[0.]+';
const POSITIVE = '[0.]*[1-9][0-9.]*';

/** Decimals from a bound on, as a pattern without anchors for texts that are known to be decimals. */
export function decimalAtLeast(bound: Bound): string {
  const { negative, whole, fraction } = decimalParts(bound.text.trim());
  if (negative) return `(\\+?${ANY}|-${magnitudeAtMost(whole, fraction, bound.inclusive)})`;
  if (whole !== '' || fraction !== '') return `\\+?${magnitudeAtLeast(whole, fraction, bound.inclusive)}`;
  return bound.inclusive ? `(\\+?${ANY}|-${ZERO})` : `\\+?${POSITIVE}`;
}

/** Decimals up to a bound. */
export function decimalAtMost(bound: Bound): string {
  const { negative, whole, fraction } = decimalParts(bound.text.trim());
  if (negative) return `-${magnitudeAtLeast(whole, fraction, bound.inclusive)}`;
  if (whole !== '' || fraction !== '') return `(-${ANY}|\\+?${magnitudeAtMost(whole, fraction, bound.inclusive)})`;
  return bound.inclusive ? `(-${ANY}|\\+?${ZERO})` : `-${POSITIVE}`;
}

function magnitudeAtLeast(whole: string, fraction: string, inclusive: boolean): string {
  const more = digitRange(BigInt(whole) + 1n, undefined);
  const same = fraction === '' && inclusive ? '(\\.[0-9]*)?' : `\\.${fractionAtLeast(fraction, inclusive)}`;
  return `0*(${more}(\\.[0-9]*)?|${whole}${same})`;
}

function magnitudeAtMost(whole: string, fraction: string, inclusive: boolean): string {
  const less = whole === '' ? undefined : `(${digitRange(0n, BigInt(whole) - 1n)})?(\\.[0-9]*)?`;
  const same = fraction === '' && !inclusive ? undefined : `${whole}(\\.${fractionAtMost(fraction, inclusive)})?`;
  return `0*(${[less, same].filter((branch) => branch !== undefined).join('|')})`;
}

/** Digits behind the point that are at least, or more than, those given. */
function fractionAtLeast(digits: string, inclusive: boolean): string {
  if (digits === '') return inclusive ? '[0-9]*' : '[0-9]*[1-9][0-9]*';
  const digit = Number(digits[0]);
  const rest = `${digit}${fractionAtLeast(digits.slice(1), inclusive)}`;
  return digit === 9 ? rest : `([${digit + 1}-9][0-9]*|${rest})`;
}

/** Digits behind the point that are at most, or less than, those given; the last of these is not 0. */
function fractionAtMost(digits: string, inclusive: boolean): string {
  if (digits === '') return '0*';
  const digit = Number(digits[0]);
  const branches = [
    ...(digit === 0 ? [] : [`[0-${digit - 1}][0-9]*`]),
    ...(digits.length > 1 || inclusive ? [`${digit}${fractionAtMost(digits.slice(1), inclusive)}`] : []),
  ];
  return `(${branches.join('|')})?`;
}
