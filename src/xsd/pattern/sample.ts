import { type CharacterClass, compileClass } from './character-class.ts';
import type { PatternSyntax } from './syntax.ts';

/** Longest text that a sample is let grow to. */
const LENGTH_MAX = 10_000;
const PREFERRED = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:/ @+,;!?#%&()[]{}*=';

/**
 * A text that matches the pattern, another one for another seed where there are so many; undefined when none was found,
 * since a class holds no character that was tried, or the text would be very long.
 */
export function samplePattern(syntax: PatternSyntax, seed: number): string | undefined {
  const choose = createChooser(seed);
  const render = (part: PatternSyntax): string | undefined => {
    switch (part.kind) {
      case 'character':
        return sampleClass(part.characters, choose);
      case 'sequence':
        return join(part.parts.map(render));
      case 'alternatives': {
        const branch = part.branches[choose(part.branches.length)];
        return branch === undefined ? undefined : render(branch);
      }
      case 'repeat': {
        const extra = choose(Math.min(part.max - part.min, 3) + 1);
        const texts: (string | undefined)[] = [];
        const count = part.min + extra;
        if (count > LENGTH_MAX) return undefined;
        for (let at = 0; at < count; at++) texts.push(render(part.part));
        return join(texts);
      }
    }
  };
  return render(syntax);
}

function join(texts: readonly (string | undefined)[]): string | undefined {
  let whole = '';
  for (const text of texts) {
    if (text === undefined) return undefined;
    whole += text;
    if (whole.length > LENGTH_MAX) return undefined;
  }
  return whole;
}

function sampleClass(characters: CharacterClass, choose: (count: number) => number): string | undefined {
  if (characters.single !== undefined) return String.fromCodePoint(characters.single);
  const holds = compileClass(characters);
  const preferred = [...PREFERRED].filter(holds);
  if (preferred.length > 0) return preferred[choose(preferred.length)];
  for (let codePoint = 0x09; codePoint <= 0x10ffff; codePoint++) {
    if (codePoint === 0xd800) codePoint = 0xe000; // lone surrogates are no characters
    if (codePoint > 0x0d && codePoint < 0x20) continue;
    if (codePoint === 0xfffe || codePoint === 0xffff) continue;
    const character = String.fromCodePoint(codePoint);
    if (holds(character)) return character;
  }
  return undefined;
}

/** Numbers below a count, always the same row for a seed (xorshift). */
function createChooser(seed: number): (count: number) => number {
  let state = (Math.imul(Math.trunc(seed) || 0, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  return (count) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return count <= 1 ? 0 : state % count;
  };
}
