import { compileClass } from './character-class.ts';
import { renderEcmaScript } from './ecmascript.ts';
import { compileMatcher, type MatchResult } from './matcher.ts';
import { PatternFault, parsePattern } from './parse.ts';
import { samplePattern } from './sample.ts';
import { characterClasses, type PatternSyntax } from './syntax.ts';

/** The patterns of one step of derivation, alternatives to each other, compiled (XSD 1.0 Part 2 §4.3.4). */
export interface CompiledPattern {
  /** As written, alternatives joined by `|`. */
  readonly source: string;
  /** `unknown`: the pattern cannot be read or is too large, so nothing is known about any text. */
  match(text: string): MatchResult | 'unknown';
  /** The same in ECMAScript (flag `u`), without anchors; undefined when there is no such pattern. See {@link renderEcmaScript}. */
  ecmaScript(ascii: boolean): string | undefined;
  /** A text that matches, by seed; undefined when none is known. */
  sample(seed: number): string | undefined;
  /** Whether a matching text may hold white space. */
  readonly admitsSpace: boolean;
}

/** Compiles patterns; the matcher itself is made when it is first asked. */
export function compilePattern(alternatives: readonly string[]): CompiledPattern {
  const source = alternatives.join('|');
  const syntax = parseAll(alternatives);
  if (syntax === undefined) {
    return { source, match: () => 'unknown', ecmaScript: () => undefined, sample: () => undefined, admitsSpace: true };
  }
  let matcher: ((text: string) => MatchResult | 'unknown') | undefined;
  return {
    source,
    match: (text) => {
      matcher ??= compileMatcher(syntax) ?? (() => 'unknown');
      return matcher(text);
    },
    ecmaScript: (ascii) => renderEcmaScript(syntax, ascii),
    sample: (seed) => samplePattern(syntax, seed),
    get admitsSpace() {
      for (const characters of characterClasses(syntax)) {
        const holds = compileClass(characters);
        if ([' ', '\t', '\n', '\r'].some((space) => holds(space))) return true;
      }
      return false;
    },
  };
}

function parseAll(alternatives: readonly string[]): PatternSyntax | undefined {
  try {
    const branches = alternatives.map(parsePattern);
    const [only] = branches;
    return branches.length === 1 ? only : { kind: 'alternatives', branches };
  } catch (error) {
    if (error instanceof PatternFault) return undefined;
    throw error;
  }
}
