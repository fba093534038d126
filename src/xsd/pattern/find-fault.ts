import { STATES_MAX, statesOf } from './automaton.ts';
import { PatternFault, parsePattern } from './parse.ts';

/**
 * Why texts will not be compared with a pattern, or not as its author may think; undefined when all is well.
 * @returns the rest of a sentence that begins with "the pattern"
 */
export function findPatternFault(pattern: string): string | undefined {
  try {
    if (statesOf(parsePattern(pattern)) > STATES_MAX) return 'is too large: texts are not compared with it';
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    return `cannot be read at character ${error.column}, ${error.message}: texts are not compared with it`;
  }
  // The commonest slip: anchors of other languages (appendix F: a pattern stands for whole texts).
  return /^\^.*(?<!\\)\$$/s.test(pattern)
    ? 'begins with "^" and ends with "$", which are characters like any other: texts must hold them'
    : undefined;
}
