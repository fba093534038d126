import { type CharacterClass, compileClass } from './character-class.ts';
import { expandedSize, type PatternSyntax } from './syntax.ts';

/** States beyond which no automaton is built. */
export const STATES_MAX = 100_000;

/**
 * A nondeterministic automaton (Thompson's construction). A state reads one character of a class and goes on to `next`, or
 * reads nothing and goes on to `next` and `other`; state 0 accepts and goes nowhere.
 */
export interface Automaton {
  readonly start: number;
  readonly size: number;
  /** Index of the class a state reads; -1 when it reads nothing. */
  readonly reads: Int32Array;
  readonly next: Int32Array;
  /** Second way on of a state that reads nothing; -1 when there is none. */
  readonly other: Int32Array;
  readonly classes: readonly ((character: string) => boolean)[];
}

/** States that the automaton of a pattern has at most. */
export function statesOf(syntax: PatternSyntax): number {
  return 2 * expandedSize(syntax);
}

/** Builds the automaton of a pattern; undefined when it would be too large. */
export function buildAutomaton(syntax: PatternSyntax): Automaton | undefined {
  if (statesOf(syntax) > STATES_MAX) return undefined;
  const reads = [-1];
  const next = [-1];
  const other = [-1];
  const classIndexes = new Map<CharacterClass, number>();
  const classes: ((character: string) => boolean)[] = [];

  const add = (reading: number, to: number, alternatively: number): number => {
    reads.push(reading);
    next.push(to);
    other.push(alternatively);
    return reads.length - 1;
  };
  const classIndex = (characters: CharacterClass): number => {
    const known = classIndexes.get(characters);
    if (known !== undefined) return known;
    classes.push(compileClass(characters));
    classIndexes.set(characters, classes.length - 1);
    return classes.length - 1;
  };
  /** Entry state of a part from which `to` is reached. */
  const build = (part: PatternSyntax, to: number): number => {
    switch (part.kind) {
      case 'character':
        return add(classIndex(part.characters), to, -1);
      case 'sequence':
        return part.parts.reduceRight((behind, piece) => build(piece, behind), to);
      case 'alternatives':
        return part.branches.map((branch) => build(branch, to)).reduce((entry, branch) => add(-1, branch, entry));
      case 'repeat':
        return repeat(part.part, part.min, part.max, to);
    }
  };
  const repeat = (part: PatternSyntax, min: number, max: number, to: number): number => {
    let entry = to;
    if (max === Number.POSITIVE_INFINITY) {
      entry = add(-1, -1, to);
      next[entry] = build(part, entry);
    } else {
      for (let count = min; count < max; count++) entry = add(-1, build(part, entry), to);
    }
    for (let count = 0; count < min; count++) entry = build(part, entry);
    return entry;
  };

  const start = build(syntax, 0);
  return {
    start,
    size: reads.length,
    reads: Int32Array.from(reads),
    next: Int32Array.from(next),
    other: Int32Array.from(other),
    classes,
  };
}
