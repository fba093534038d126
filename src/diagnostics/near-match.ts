/**
 * The name closest to the one that was not found, for "did you mean": equal but for case, else within two edits (one for
 * names of up to four characters, none for a single one). Undefined when none is near. Linear in the number of names.
 */
export function nearMatch(wanted: string, names: Iterable<string>): string | undefined {
  const limit = wanted.length <= 1 ? 0 : wanted.length <= 4 ? 1 : 2;
  const lower = wanted.toLowerCase();
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const name of names) {
    const distance = name.toLowerCase() === lower ? 0.5 : editDistance(wanted, name, limit);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Names are no longer than this; a longer one has no near match. */
const LENGTH_MAX = 200;

/** Edits from one to the other (insert, delete, replace, swap neighbours), or `limit + 1` as soon as it must be more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || a.length > LENGTH_MAX) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swap = swapped ? (beforePrevious[column - 2] ?? limit) + 1 : limit + 1;
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced, swap));
    }
    if (Math.min(...current) > limit && Math.min(...previous) > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}
