/** Pairs of first and last code point, ascending and apart from each other. */
export type CodePointRanges = readonly (readonly [number, number])[];

/** Last code point of Unicode. */
const LAST = 0x10ffff;

/** All code points that are not in the ranges. */
export function complement(ranges: CodePointRanges): CodePointRanges {
  const rest: (readonly [number, number])[] = [];
  let from = 0;
  for (const [low, high] of ranges) {
    if (low > from) rest.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= LAST) rest.push([from, LAST]);
  return rest;
}

/**
 * Ranges as the inside of a character class that ECMAScript (flag `u`) and Python read alike: escapes of four digits up to
 * U+FFFF, the characters themselves beyond, where the two languages have no escape in common.
 */
export function renderRanges(ranges: CodePointRanges): string {
  return ranges
    .map(([low, high]) => {
      if (low === high) return renderCodePoint(low);
      return `${renderCodePoint(low)}${high === low + 1 ? '' : '-'}${renderCodePoint(high)}`;
    })
    .join('');
}

/** One code point, safe inside and outside a character class. */
export function renderCodePoint(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (codePoint > 0xffff) return character;
  // `u` mode knows only escapes of syntax characters; `-` may be escaped inside a class alone, so it is written by number.
  if (/[\^$\\.*+?()[\]{}|/]/.test(character)) return `\\${character}`;
  if (codePoint >= 0x20 && codePoint < 0x7f && character !== '-') return character;
  // Letters that run from left to right are shown as they are.
  return /\p{L}/u.test(character) && !/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(character)
    ? character
    : `\\u${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
