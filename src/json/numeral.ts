import { BigNumeral } from './value.ts';

/** Decimal digits that every double keeps (the C standard's DBL_DIG). */
const DOUBLE_DIGITS = 15;

/**
 * Reads the number that begins at an index (RFC 8259 §6). It becomes a JavaScript number while a double holds what is
 * written: safe integers, else at most 15 significant digits within the range of a double; what is more stays text.
 * @returns undefined when no number begins there; else the value and the index behind it
 */
export function parseNumeral(
  text: string,
  from: number,
): { readonly value: number | BigNumeral; readonly end: number } | undefined {
  let at = from;
  if (text.charCodeAt(at) === 0x2d) at++;
  const integerFrom = at;
  at = behindDigits(text, at);
  const integerDigits = at - integerFrom;
  if (integerDigits === 0 || (integerDigits > 1 && text.charCodeAt(integerFrom) === 0x30)) return undefined;
  let integer = true;
  if (text.charCodeAt(at) === 0x2e) {
    const fraction = at + 1;
    at = behindDigits(text, fraction);
    if (at === fraction) return undefined;
    integer = false;
  }
  const mantissaEnd = at;
  if ((text.charCodeAt(at) | 0x20) === 0x65) {
    at++;
    const sign = text.charCodeAt(at);
    if (sign === 0x2b || sign === 0x2d) at++;
    const exponent = at;
    at = behindDigits(text, exponent);
    if (at === exponent) return undefined;
    integer = false;
  }
  const numeral = text.slice(from, at);
  const value = Number(numeral);
  const exact = integer ? Number.isSafeInteger(value) : holds(value, text.slice(integerFrom, mantissaEnd));
  return { value: exact ? value : new BigNumeral(numeral), end: at };
}

/** Whether a double keeps a decimal number with that mantissa (digits and at most one point). */
function holds(value: number, mantissa: string): boolean {
  if (!Number.isFinite(value)) return false;
  if (value === 0) return !hasNonZeroDigit(mantissa);
  return significantDigits(mantissa) <= DOUBLE_DIGITS;
}

function significantDigits(mantissa: string): number {
  let count = 0;
  let zeros = 0;
  for (let at = 0; at < mantissa.length; at++) {
    const code = mantissa.charCodeAt(at);
    if (code === 0x2e) continue;
    if (code === 0x30) {
      if (count > 0) zeros++; // trailing so far; leading ones never count
    } else {
      count += zeros + 1;
      zeros = 0;
    }
  }
  return count;
}

function hasNonZeroDigit(mantissa: string): boolean {
  for (let at = 0; at < mantissa.length; at++) {
    const code = mantissa.charCodeAt(at);
    if (code >= 0x31 && code <= 0x39) return true;
  }
  return false;
}

function behindDigits(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (!(code >= 0x30 && code <= 0x39)) return at;
    at++;
  }
}
