/**
 * An anchored pattern for the whole numbers from `min` to `max` (inclusive, absent = no bound), in the lexical form of
 * `xs:integer`: sign and leading zeros allowed. Plain groups, classes and counts alone, so that every engine takes it.
 */
export function integerRangePattern(min: bigint | undefined, max: bigint | undefined): string {
  const branches: string[] = [];
  const add = (sign: string, digits: string | undefined) => {
    if (digits !== undefined) branches.push(`${sign}0*${digits}`);
  };
  if (min !== undefined && max !== undefined && min < 0n && max > 0n) {
    // Both signs up to the smaller bound, then what one side has beyond it: half as long as saying each side in full.
    const common = -min < max ? -min : max;
    add('[+-]?', digitRange(0n, common));
    add('\\+?', digitRange(common + 1n, max));
    add('-', digitRange(common + 1n, -min));
  } else if (min === undefined && max === undefined) {
    add('[+-]?', digitRange(0n, undefined));
  } else {
    if (max === undefined || max >= 0n) add('\\+?', digitRange(min === undefined || min < 0n ? 0n : min, max));
    if (min === undefined || min <= 0n)
      add('-', digitRange(max === undefined || max > 0n ? 0n : -max, min === undefined ? undefined : -min));
  }
  return branches.length === 1 ? `^${branches[0]}$` : `^(${branches.join('|')})$`;
}

/** Digits of the numbers from `low` to `high`, both at least 0, without leading zeros; undefined when there are none. */
export function digitRange(low: bigint, high: bigint | undefined): string | undefined {
  if (high === undefined) return low === 0n ? '[0-9]+' : group(atLeast(String(low)));
  return high < low ? undefined : group(between(String(low), String(high)));
}

function atLeast(low: string): string[] {
  return [...sameLength(low, '9'.repeat(low.length)), `[1-9][0-9]{${low.length},}`];
}

function between(low: string, high: string): string[] {
  if (low.length === high.length) return sameLength(low, high);
  const first = low === '0' ? ['[0-9]'] : sameLength(low, '9'.repeat(low.length));
  const shorter = high.length - low.length - 1;
  const middle = shorter > 0 ? [`[1-9]${count(low.length, low.length + shorter - 1)}`] : [];
  return [...first, ...middle, ...sameLength(`1${'0'.repeat(high.length - 1)}`, high)];
}

/** Numbers of one length, from `low` to `high`: split at the first digit in which they differ. */
function sameLength(low: string, high: string): string[] {
  if (low === high) return [low];
  const [a = '', b = ''] = [low[0], high[0]];
  const [lowRest, highRest] = [low.slice(1), high.slice(1)];
  if (a === b) return sameLength(lowRest, highRest).map((rest) => a + rest);
  const lowWhole = /^0*$/.test(lowRest);
  const highWhole = /^9*$/.test(highRest);
  const from = lowWhole ? Number(a) : Number(a) + 1;
  const to = highWhole ? Number(b) : Number(b) - 1;
  const nines = '9'.repeat(lowRest.length);
  const zeros = '0'.repeat(highRest.length);
  return [
    ...(lowWhole ? [] : sameLength(lowRest, nines).map((rest) => a + rest)),
    ...(from <= to
      ? [`${from === to ? from : `[${from}-${to}]`}${lowRest === '' ? '' : `[0-9]${repeat(lowRest.length)}`}`]
      : []),
    ...(highWhole ? [] : sameLength(zeros, highRest).map((rest) => b + rest)),
  ];
}

function group(branches: string[]): string {
  return branches.length === 1 ? `${branches[0]}` : `(${branches.join('|')})`;
}

function repeat(times: number): string {
  return times === 1 ? '' : `{${times}}`;
}

function count(low: number, high: number): string {
  return low === high ? `[0-9]${repeat(low)}` : `[0-9]{${low},${high}}`;
}
