/** Decimals of at most so many digits behind the point, zeros at the end not counted; for texts that are known to be decimals. */
export function fractionDigitsPattern(digits: number): string {
  return `[+-]?[0-9]*(\\.[0-9]{0,${digits}}0*)?`;
}

/**
 * Decimals of at most so many significant digits: zeros in front, and at the end behind the point, are not counted.
 * @param end - pattern for the end of the text
 */
export function totalDigitsPattern(digits: number, end: string): string {
  return `[+-]?0*([0-9]{0,${digits}}|(?=[0-9.]{1,${digits + 1}}0*${end})[0-9]*\\.[0-9]*)`;
}
