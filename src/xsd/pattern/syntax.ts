import type { CharacterClass } from './character-class.ts';

/** A regular expression of XSD (Part 2 appendix F), parsed. It always stands for whole texts: there are no anchors. */
export type PatternSyntax =
  | { readonly kind: 'alternatives'; readonly branches: readonly PatternSyntax[] }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternSyntax[] }
  /** `max` is `Infinity` for an open count. */
  | { readonly kind: 'repeat'; readonly part: PatternSyntax; readonly min: number; readonly max: number }
  | { readonly kind: 'character'; readonly characters: CharacterClass };

/** Each class of characters in the pattern, in the order written. */
export function* characterClasses(syntax: PatternSyntax): Iterable<CharacterClass> {
  switch (syntax.kind) {
    case 'alternatives':
      for (const branch of syntax.branches) yield* characterClasses(branch);
      return;
    case 'sequence':
      for (const part of syntax.parts) yield* characterClasses(part);
      return;
    case 'repeat':
      yield* characterClasses(syntax.part);
      return;
    case 'character':
      yield syntax.characters;
  }
}

/** Number of single characters in the pattern when counts are written out, an open count once more than its minimum. */
export function expandedSize(syntax: PatternSyntax): number {
  switch (syntax.kind) {
    case 'alternatives':
      return syntax.branches.reduce((sum, branch) => sum + 1 + expandedSize(branch), 0);
    case 'sequence':
      return syntax.parts.reduce((sum, part) => sum + expandedSize(part), 0);
    case 'repeat': {
      const copies = Number.isFinite(syntax.max) ? syntax.max : syntax.min + 1;
      return copies * (1 + expandedSize(syntax.part));
    }
    case 'character':
      return 1;
  }
}
