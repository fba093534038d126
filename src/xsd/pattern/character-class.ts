import { nameRestRanges, nameStartRanges } from '../builtin/name.ts';
import { findBlock } from './blocks.ts';
import { type CodePointRanges, complement, renderCodePoint, renderRanges } from './code-point-ranges.ts';
import { decimalDigits } from './decimal-digits.ts';

/** A class of characters: the inside of an ECMAScript class (flag `u`), perhaps negated, less another class (F.1, charClassSub). */
export interface CharacterClass {
  readonly inside: string;
  readonly negated: boolean;
  readonly except?: CharacterClass;
  /** Code point when the class is one character as written. */
  readonly single?: number;
}

/** The class of one character. */
export function singleCharacter(codePoint: number): CharacterClass {
  return { inside: renderCodePoint(codePoint), negated: false, single: codePoint };
}

/** `.`: any character but line feed and carriage return (F.1.1, WildcardEsc); ECMAScript's own leaves out two more. */
export const anyCharacter: CharacterClass = { inside: '\\n\\r', negated: true };

const spaces: CodePointRanges = [
  [0x09, 0x0a],
  [0x0d, 0x0d],
  [0x20, 0x20],
];
const nameStart = ordered([...nameStartRanges, [0x3a, 0x3a]]);
const nameCharacters = ordered([...nameStart, ...nameRestRanges]);

/** Multi-character escapes by their letter (F.1.1, MultiCharEsc), as insides of a class. */
const multiCharacterEscapes: ReadonlyMap<string, string> = new Map([
  ['s', '\\t\\n\\r '],
  ['S', renderRanges(complement(spaces))],
  ['i', renderRanges(nameStart)],
  ['I', renderRanges(complement(nameStart))],
  ['c', renderRanges(nameCharacters)],
  ['C', renderRanges(complement(nameCharacters))],
  ['d', renderRanges(decimalDigits)],
  ['D', renderRanges(complement(decimalDigits))],
  ['w', '\\p{L}\\p{M}\\p{N}\\p{S}'],
  ['W', '\\p{P}\\p{Z}\\p{C}'],
]);

/** Inside of the class that `\` and a letter stand for; undefined when the letter is no multi-character escape. */
export function multiCharacterEscape(letter: string): string | undefined {
  return multiCharacterEscapes.get(letter);
}

const CATEGORY = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;

/** Inside of the class that `\p{name}` or `\P{name}` stands for; undefined when there is no such category or block. */
export function propertyEscape(name: string, negated: boolean): string | undefined {
  if (name === 'Nd') return multiCharacterEscape(negated ? 'D' : 'd');
  if (CATEGORY.test(name)) return `\\${negated ? 'P' : 'p'}{${name}}`;
  const block = name.startsWith('Is') ? findBlock(name.slice(2)) : undefined;
  return block === undefined ? undefined : renderRanges(negated ? complement(block) : block);
}

/** A pattern (flag `u`) for one character of the class. A class that is taken away becomes a lookahead. */
export function renderClass({ inside, negated, except, single }: CharacterClass): string {
  if (single !== undefined) return single === 0x2d ? '-' : inside;
  const own = inside === '' ? (negated ? '[\\s\\S]' : '[^\\s\\S]') : `[${negated ? '^' : ''}${inside}]`;
  return except === undefined ? own : `(?:(?!${renderClass(except)})${own})`;
}

/** Whether a single character is in the class. */
export function compileClass(characters: CharacterClass): (character: string) => boolean {
  if (characters.single !== undefined) {
    const wanted = String.fromCodePoint(characters.single);
    return (character) => character === wanted;
  }
  const pattern = new RegExp(`^${renderClass(characters)}$`, 'u');
  return (character) => pattern.test(character);
}

function ordered(ranges: CodePointRanges): CodePointRanges {
  return [...ranges].sort(([a], [b]) => a - b);
}
