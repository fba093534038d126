import type { Bound } from './effective-facets.ts';

/**
 * The bound that the others follow from; of two at one value the exclusive one.
 * @param sign - 1 chooses the highest, -1 the lowest
 */
export function tightest(
  bounds: readonly Bound[],
  compare: ((a: string, b: string) => number) | undefined,
  sign: 1 | -1,
): Bound | undefined {
  let chosen: Bound | undefined;
  for (const bound of bounds) {
    const order = chosen === undefined ? 1 : sign * (compare?.(bound.text.trim(), chosen.text.trim()) ?? 0);
    if (order > 0 || (order === 0 && !bound.inclusive)) chosen = bound;
  }
  return chosen;
}
