import type { AtomicParts } from './atomic.ts';
import type { Bound } from './effective-facets.ts';
import { permittedValues } from './enumeration.ts';
import { normaliseSpace } from './white-space.ts';

/** Lengths beyond which an example is not padded or filled. */
const LENGTH_MAX = 10_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * A plain text that the type takes: a value of its enumeration, else the first of several guesses that holds; when none
 * does, a text of the built-in type, which facets refuse.
 */
export function atomicExample(parts: AtomicParts, seed: number): string {
  const number = Math.abs(Math.trunc(seed)) || 0;
  if (parts.facets.enumeration !== undefined) {
    const values = permittedValues(parts);
    const value = values[number % Math.max(values.length, 1)];
    if (value !== undefined) return value.plain;
  }
  for (const guess of guesses(parts, number)) {
    const text = normaliseSpace(guess, parts.facets.whiteSpace);
    if (parts.check(text, () => 'urn:example') === undefined) return text;
  }
  return parts.row.example(number);
}

function* guesses({ row, facets }: AtomicParts, seed: number): Iterable<string> {
  yield row.example(seed);
  for (const pattern of facets.patterns.toReversed()) {
    for (let attempt = 0; attempt < 20; attempt++) {
      const sample = pattern.sample(seed + attempt);
      if (sample !== undefined) {
        yield sample;
        yield padded(sample, facets.minLength ?? 0, facets.maxLength);
      }
    }
  }
  if (row.length !== undefined) yield* ofLength(row.name, row.example(seed), facets.minLength ?? 0, facets.maxLength);
  if (row.compare !== undefined) {
    yield* betweenBounds(facets.lower, facets.upper, seed);
    for (let attempt = 1; attempt < 60; attempt++) yield row.example(seed + attempt);
    for (let digit = 0; digit <= 9; digit++) yield* [String(digit), String(-digit), `0.${digit}`];
  }
}

function* ofLength(name: string, text: string, minLength: number, maxLength: number | undefined): Iterable<string> {
  const length = Math.min(minLength > 0 ? minLength : Math.min(3, maxLength ?? 3), LENGTH_MAX);
  if (name === 'hexBinary') yield '0F'.repeat(length);
  else if (name === 'base64Binary') yield Buffer.alloc(length, 1).toString('base64');
  else yield padded(text, minLength, maxLength);
}

function padded(text: string, minLength: number, maxLength: number | undefined): string {
  const characters = [...text];
  while (characters.length < Math.min(minLength, LENGTH_MAX)) {
    characters.push(LETTERS[characters.length % LETTERS.length] ?? 'a');
  }
  return characters.slice(0, maxLength).join('');
}

/** Texts at and around the bounds: they are right for numbers, and at the bound itself for dates. */
function* betweenBounds(lower: readonly Bound[], upper: readonly Bound[], seed: number): Iterable<string> {
  const [low, high] = [lower.at(-1)?.text.trim(), upper.at(-1)?.text.trim()];
  const [from, to] = [Number(low ?? Number.NaN), Number(high ?? Number.NaN)];
  if (Number.isFinite(from) && Number.isFinite(to)) {
    if (to - from >= 2) yield String(Math.floor(from) + 1 + (seed % Math.min(Math.floor(to - from) - 1 || 1, 1000)));
    yield String(from + (to - from) / 2);
  }
  if (Number.isFinite(from))
    yield* [String(Math.floor(from) + 1 + (seed % 100)), String(Math.floor(from) + 1), `${from}1`, String(from + 0.5)];
  if (Number.isFinite(to))
    yield* [String(Math.ceil(to) - 1 - (seed % 100)), String(Math.ceil(to) - 1), String(to - 0.5)];
  for (const bound of [low, high]) {
    if (bound === undefined) continue;
    yield bound;
    if (/^[+-]?[0-9]+$/.test(bound)) yield* [String(BigInt(bound) + 1n), String(BigInt(bound) - 1n)];
    const year = /^-?[0-9]{4}/.exec(bound)?.[0];
    if (year !== undefined) {
      for (const step of [1, -1]) {
        yield String(Number(year) + step).padStart(4, '0') + bound.slice(year.length);
      }
    }
    yield bound.replace(/(:[0-9]{2})(\.[0-9]+)?/, (_, seconds: string) => `${seconds}`);
  }
}
