import { isCharacter } from './characters.ts';
import type { Malformed } from './markup.ts';

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

/** Longest reference that is read: `&#x10FFFF;` with room for leading zeros and for names worth quoting. */
const REFERENCE_MAX = 64;

/**
 * Replaces character references and the five predefined entities (XML 1.0 §4.1, §4.6) in a piece of source text, and
 * normalises what is not a reference by `normalise`.
 * @param from - index of the piece's first character in `source`
 * @param to - index behind its last one
 */
export function replaceReferences(
  source: string,
  from: number,
  to: number,
  normalise: (piece: string) => string,
  malformed: Malformed,
): string {
  let result = '';
  let at = from;
  for (;;) {
    const ampersand = source.indexOf('&', at);
    if (ampersand < 0 || ampersand >= to) return result + normalise(source.slice(at, to));
    result += normalise(source.slice(at, ampersand));
    const reference = source.slice(ampersand + 1, Math.min(to, ampersand + REFERENCE_MAX));
    const length = reference.indexOf(';');
    if (length < 0) malformed(ampersand, 'an ampersand that begins no reference');
    result += replacement(reference.slice(0, length), ampersand, malformed);
    at = ampersand + length + 2;
  }
}

function replacement(reference: string, index: number, malformed: Malformed): string {
  if (!reference.startsWith('#')) {
    return PREDEFINED.get(reference) ?? malformed(index, 'a reference to an entity that XML does not predefine');
  }
  const digits = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(reference);
  if (digits === null) return malformed(index, 'a character reference without a number');
  const codePoint = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  if (!isCharacter(codePoint)) return malformed(index, 'a reference to a character that XML does not allow');
  return String.fromCodePoint(codePoint);
}

/** Line ends as a reader reports them: line feeds only (XML 1.0 §2.11). */
export function normaliseLineEnds(piece: string): string {
  return piece.includes('\r') ? piece.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : piece;
}

/** White space of an attribute value: each character a space, a line end one space (XML 1.0 §3.3.3). */
export function normaliseAttributeSpace(piece: string): string {
  return piece.replaceAll('\r\n', ' ').replaceAll('\r', ' ').replaceAll('\n', ' ').replaceAll('\t', ' ');
}
