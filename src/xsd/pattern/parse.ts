import {
  anyCharacter,
  type CharacterClass,
  multiCharacterEscape,
  propertyEscape,
  singleCharacter,
} from './character-class.ts';
import { renderCodePoint } from './code-point-ranges.ts';
import type { PatternSyntax } from './syntax.ts';

/** How deep groups and class subtractions may be nested. */
const DEPTH_MAX = 100;

/** A pattern that is not in the language of XSD 1.0 Part 2 appendix F; `column` counts characters from 1. */
export class PatternFault extends Error {
  readonly column: number;
  constructor(reason: string, column: number) {
    super(reason);
    this.name = 'PatternFault';
    this.column = column;
  }
}

/**
 * Parses a regular expression of XSD: `regExp ::= branch ('|' branch)*`, `branch ::= piece*`, `piece ::= atom quantifier?`
 * (Part 2 appendix F). `^` and `$` are characters like any other.
 * @throws {PatternFault}
 */
export function parsePattern(pattern: string): PatternSyntax {
  return new PatternParser(pattern).parse();
}

/** Escapes of one character (F.1, SingleCharEsc) that stand for another one. */
const controls: ReadonlyMap<string, number> = new Map([
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
]);

class PatternParser {
  readonly #characters: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#characters = [...pattern];
  }

  parse(): PatternSyntax {
    const syntax = this.#alternatives();
    if (this.#peek() !== undefined) this.#fail('")" without "("');
    return syntax;
  }

  #alternatives(): PatternSyntax {
    if (++this.#depth > DEPTH_MAX) this.#fail('nested too deep');
    const branches = [this.#sequence()];
    while (this.#take('|')) branches.push(this.#sequence());
    this.#depth--;
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { kind: 'alternatives', branches };
  }

  #sequence(): PatternSyntax {
    const parts: PatternSyntax[] = [];
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek()) {
      parts.push(this.#quantified(this.#atom()));
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'sequence', parts };
  }

  #quantified(part: PatternSyntax): PatternSyntax {
    if (this.#take('?')) return { kind: 'repeat', part, min: 0, max: 1 };
    if (this.#take('*')) return { kind: 'repeat', part, min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { kind: 'repeat', part, min: 1, max: Number.POSITIVE_INFINITY };
    if (!this.#take('{')) return part;
    const min = this.#count();
    const max = !this.#take(',') ? min : this.#peek() === '}' ? Number.POSITIVE_INFINITY : this.#count();
    if (!this.#take('}')) this.#fail('"}" was expected');
    if (max < min) this.#fail('a count whose bounds are the wrong way round');
    return { kind: 'repeat', part, min, max };
  }

  #count(): number {
    let digits = '';
    for (let next = this.#peek(); next !== undefined && /^[0-9]$/.test(next); next = this.#peek()) {
      digits += next;
      this.#at++;
    }
    if (digits === '') this.#fail('a count was expected');
    return Number(digits);
  }

  #atom(): PatternSyntax {
    const next = this.#next();
    switch (next) {
      case '(': {
        const syntax = this.#alternatives();
        if (!this.#take(')')) this.#fail('")" was expected');
        return syntax;
      }
      case '.':
        return { kind: 'character', characters: anyCharacter };
      case '[':
        return { kind: 'character', characters: this.#class() };
      case '\\':
        return { kind: 'character', characters: this.#escape() };
      case '?':
      case '*':
      case '+':
      case '{':
      case '}':
      case ']':
        return this.#fail(`"${next}" stands where a character was expected`);
      default:
        return { kind: 'character', characters: singleCharacter(next.codePointAt(0) ?? 0) };
    }
  }

  /** Behind a backslash. */
  #escape(): CharacterClass {
    const letter = this.#next();
    const control = controls.get(letter);
    if (control !== undefined) return singleCharacter(control);
    // More punctuation than the grammar lists (F.1, SingleCharEsc): others take it, and it can mean nothing else.
    if (/^[!-/:-@[-`{-~]$/.test(letter)) return singleCharacter(letter.codePointAt(0) ?? 0);
    const inside = letter === 'p' || letter === 'P' ? this.#property(letter === 'P') : multiCharacterEscape(letter);
    return inside === undefined ? this.#fail(`there is no escape "\\${letter}"`) : { inside, negated: false };
  }

  #property(negated: boolean): string | undefined {
    if (!this.#take('{')) this.#fail('"{" was expected');
    let name = '';
    for (let next = this.#next(); next !== '}'; next = this.#next()) name += next;
    return propertyEscape(name, negated) ?? this.#fail(`there is no category or block "${name}"`);
  }

  /** Behind the opening bracket (F.1, charClassExpr). */
  #class(): CharacterClass {
    if (++this.#depth > DEPTH_MAX) this.#fail('nested too deep');
    const negated = this.#take('^');
    const start = this.#at;
    let inside = '';
    while (!this.#take(']')) {
      if (this.#at > start && this.#peek() === '-' && this.#peek(1) === '[') {
        this.#at += 2;
        const except = this.#class();
        if (!this.#take(']')) this.#fail('"]" was expected behind the class that is taken away');
        this.#depth--;
        return { inside, negated, except };
      }
      inside += this.#classPart();
    }
    if (inside === '') this.#fail('a class without characters');
    this.#depth--;
    return { inside, negated };
  }

  #classPart(): string {
    const low = this.#classCharacter();
    if (low.single === undefined) return low.inside;
    const behind = this.#peek(1);
    if (this.#peek() !== '-' || behind === ']' || behind === '[' || behind === undefined) return low.inside;
    this.#at++;
    const high = this.#classCharacter();
    if (high.single === undefined) return this.#fail('a range that ends in a class');
    if (high.single < low.single) return this.#fail('a range whose ends are the wrong way round');
    return `${low.inside}-${high.inside}`;
  }

  #classCharacter(): CharacterClass {
    const next = this.#next();
    if (next === '\\') return this.#escape();
    if (next === '[') return this.#fail('"[" in a class must be escaped');
    const codePoint = next.codePointAt(0) ?? 0;
    return { inside: renderCodePoint(codePoint), negated: false, single: codePoint };
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #next(): string {
    return this.#characters[this.#at++] ?? this.#fail('the pattern ends too early');
  }

  #fail(reason: string): never {
    throw new PatternFault(reason, Math.min(this.#at, this.#characters.length) + 1);
  }
}
