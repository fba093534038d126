/** Days in a month of the proleptic Gregorian calendar; `year` is the text of the year, sign left out (Part 2 appendix E). */
export function daysInMonth(year: string, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** By the last four digits alone: 10,000 is a multiple of 400. */
function isLeapYear(year: string): boolean {
  const cycle = Number(year.slice(-4));
  return cycle % 4 === 0 && (cycle % 100 !== 0 || cycle % 400 === 0);
}

/** Days from 1970-01-01 to a date; any year, negative ones counted as they are written. */
export function daysSinceEpoch(year: bigint, month: number, day: number): bigint {
  const shifted = month <= 2 ? year - 1n : year; // years that begin in March put the leap day last
  const era = floorDivide(shifted, 400n);
  const yearOfEra = shifted - era * 400n;
  const dayOfYear = BigInt(Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1);
  const dayOfEra = yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + dayOfYear;
  return era * 146097n + dayOfEra - 719468n;
}

/** Quotient rounded down, as the standard's `fQuotient`. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
