import type { BuiltinType } from './builtin-type.ts';
import { daysSinceEpoch, floorDivide } from './calendar.ts';

const SYNTAX =
  /^-?P(?=[0-9T])(?:(?<years>[0-9]+)Y)?(?:(?<months>[0-9]+)M)?(?:(?<days>[0-9]+)D)?(?:T(?=[0-9])(?:(?<hours>[0-9]+)H)?(?:(?<minutes>[0-9]+)M)?(?:(?<seconds>[0-9]+)(?:\.(?<fraction>[0-9]+))?S)?)?$/;

const DATE = '(([0-9]+Y)?([0-9]+M)?[0-9]+D|([0-9]+Y)?[0-9]+M|[0-9]+Y)';
const TIME = 'T(([0-9]+H)?([0-9]+M)?[0-9]+(\\.[0-9]+)?S|([0-9]+H)?[0-9]+M|[0-9]+H)';
const PATTERN = `^-?P(${DATE}(${TIME})?|${TIME})$`;

/** Texts beyond this length are durations all the same, but not comparable with any other: arithmetic stays bounded. */
const COMPARABLE_LENGTH_MAX = 200;
/** Ticks in a second: as fine as a text of that length can be. */
const TICKS = 10n ** BigInt(COMPARABLE_LENGTH_MAX);

/** Four instants that show the order of months and days (XSD 1.0 Part 2 §3.2.6.2). */
const references: readonly (readonly [year: bigint, month: bigint])[] = [
  [1696n, 9n],
  [1697n, 2n],
  [1903n, 3n],
  [1903n, 7n],
];

/** `xs:duration` (XSD 1.0 Part 2 §3.2.6): at least one component, `T` only before one. */
export const durationType: BuiltinType = {
  name: 'duration',
  whiteSpace: 'collapse',
  form: 'text',
  check: (text) => (SYNTAX.test(text) ? undefined : 'must be a duration such as P1DT12H30M (xs:duration)'),
  key: (text) => {
    const value = text.length > COMPARABLE_LENGTH_MAX ? undefined : readDuration(text);
    return value === undefined ? text : `${value.months}:${value.ticks}`;
  },
  compare: (a, b) => {
    if (a.length > COMPARABLE_LENGTH_MAX || b.length > COMPARABLE_LENGTH_MAX) return Number.NaN;
    const [left, right] = [readDuration(a), readDuration(b)];
    const orders = references.map(([year, month]) => {
      const [x, y] = [ticksAfter(left, year, month), ticksAfter(right, year, month)];
      if (x === y) return 0;
      return x < y ? -1 : 1;
    });
    const first = orders[0] ?? 0;
    return orders.every((order) => order === first) ? first : Number.NaN;
  },
  pattern: PATTERN,
  ascii: true,
  schema: { type: 'string', pattern: PATTERN, description: 'A duration such as P1DT12H30M.' },
  example: (seed) => `P1DT${1 + (Math.abs(seed) % 23)}H`,
};

/** Months, and what lies beyond them in units of a TICKS-th of a second; both with the sign of the duration. */
interface Duration {
  readonly months: bigint;
  readonly ticks: bigint;
}

function readDuration(text: string): Duration {
  const groups = SYNTAX.exec(text)?.groups ?? {};
  const part = (name: string) => BigInt(groups[name] ?? 0);
  const sign = text.startsWith('-') ? -1n : 1n;
  const seconds = ((part('days') * 24n + part('hours')) * 60n + part('minutes')) * 60n + part('seconds');
  const fraction = BigInt((groups.fraction ?? '').padEnd(COMPARABLE_LENGTH_MAX, '0'));
  return { months: sign * (part('years') * 12n + part('months')), ticks: sign * (seconds * TICKS + fraction) };
}

/** Ticks from 1970 to the end of a duration that starts on the first of that month. */
function ticksAfter(duration: Duration, year: bigint, month: bigint): bigint {
  const months = year * 12n + month - 1n + duration.months;
  const startYear = floorDivide(months, 12n);
  return daysSinceEpoch(startYear, Number(months - startYear * 12n) + 1, 1) * 86400n * TICKS + duration.ticks;
}
