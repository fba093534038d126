/** Significant decimal digits that every double keeps. */
const DOUBLE_DIGITS = 15;

/** A finite number as a decimal without an exponent (`1e21` is 1000000000000000000000): the shortest digits that give it back. */
export function renderDecimal(value: number): string {
  const text = String(value);
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?e([+-][0-9]+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponentText);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** A finite number in the lexical form of `xs:double`; the sign of zero is kept. */
export function renderDouble(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
}

/**
 * Whether a finite number stands for the decimal it was written as (design.md §2): a safe integer, or at most 15 significant
 * digits.
 */
export function isExactDecimal(value: number): boolean {
  if (Number.isSafeInteger(value)) return true;
  const digits = String(value)
    .replace(/e.*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '');
  return digits.length <= DOUBLE_DIGITS;
}

/**
 * Other texts of the same number, for types whose pattern asks for leading zeros, zeros behind the point or a sign. The
 * pattern decides which of them is right.
 */
export function* otherNumberTexts(text: string): Iterable<string> {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (match === null) return;
  const [, sign = '', whole = '', fraction = ''] = match;
  for (let more = 0; more <= PADDING_MAX; more++) {
    const places = fraction + '0'.repeat(more);
    for (let width = whole.length; width <= PADDING_MAX; width++) {
      const digits = whole.padStart(width, '0') + (places === '' ? '' : `.${places}`);
      yield sign + digits;
      if (sign === '') yield `+${digits}`;
    }
  }
  if (whole === '0' && fraction !== '') yield `${sign}.${fraction}`;
}

const PADDING_MAX = 20;
