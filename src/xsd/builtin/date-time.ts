import type { BuiltinType } from './builtin-type.ts';
import { daysInMonth, daysSinceEpoch } from './calendar.ts';
import * as pattern from './date-time-pattern.ts';

const YEAR = '(?<year>-?(?:[1-9][0-9]{3,8}|0[0-9]{3}))';
const MONTH = '(?<month>0[1-9]|1[0-2])';
const DAY = '(?<day>0[1-9]|[12][0-9]|3[01])';
const TIME =
  '(?:(?<hour>[01][0-9]|2[0-3]):(?<minute>[0-5][0-9]):(?<second>[0-5][0-9])(?:\\.(?<fraction>[0-9]+))?|(?<midnight>24:00:00)(?:\\.0+)?)';
const ZONE = '(?<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?';

/**
 * The seven types of points and recurring spans of time (XSD 1.0 Part 2 §3.2.7–§3.2.14). Years have 4 to 9 digits
 * (§5.4 lets an implementation set the bound), none is 0000; months have their days, leap years included.
 */
export const dateTimeTypes: readonly BuiltinType[] = [
  dateTimeType(
    'dateTime',
    `${YEAR}-${MONTH}-${DAY}T${TIME}`,
    pattern.dateTime,
    'a date and time such as 2024-02-29T12:34:56Z',
  ),
  dateTimeType('date', `${YEAR}-${MONTH}-${DAY}`, pattern.date, 'a date such as 2024-02-29'),
  dateTimeType('time', TIME, pattern.time, 'a time of day such as 12:34:56'),
  dateTimeType('gYearMonth', `${YEAR}-${MONTH}`, pattern.gYearMonth, 'a month of a year such as 2024-02'),
  dateTimeType('gYear', YEAR, pattern.gYear, 'a year such as 2024'),
  dateTimeType('gMonthDay', `--${MONTH}-${DAY}`, pattern.gMonthDay, 'a day of a month such as --02-29'),
  dateTimeType('gDay', `---${DAY}`, pattern.gDay, 'a day such as ---29'),
  dateTimeType('gMonth', `--${MONTH}`, pattern.gMonth, 'a month such as --02'),
];

/** An instant: seconds from 1970 on, digits after the point without trailing zeros, and whether a zone was given. */
interface Instant {
  readonly seconds: bigint;
  readonly fraction: string;
  readonly zoned: boolean;
}

function dateTimeType(name: string, lexical: string, jsonPattern: string, wanted: string): BuiltinType {
  const syntax = new RegExp(`^${lexical}${ZONE}$`);
  const plain = new RegExp(`^${plainly(lexical)}${plainly(ZONE)}$`);
  const reason = `must be ${wanted} (xs:${name})`;
  return {
    name,
    whiteSpace: 'collapse',
    form: 'text',
    check: (text) => {
      if (plain.test(text)) return undefined;
      const groups = syntax.exec(text)?.groups;
      if (groups === undefined) return reason;
      const year = groups.year?.replace('-', '');
      if (year === '0000') return `${reason}; there is no year 0000`;
      if (groups.month === undefined || groups.day === undefined) return undefined;
      // `--02-29` is a day of leap years (§3.2.12)
      const days = daysInMonth(year ?? '2000', Number(groups.month));
      return Number(groups.day) <= days ? undefined : `${reason}; the month has ${days} days`;
    },
    key: (text) => {
      const { seconds, fraction, zoned } = readInstant(syntax, text);
      return `${seconds}.${fraction}${zoned ? 'Z' : ''}`;
    },
    compare: (a, b) => compareInstants(readInstant(syntax, a), readInstant(syntax, b)),
    pattern: jsonPattern,
    ascii: true,
    schema: {
      type: 'string',
      pattern: jsonPattern,
      description: `${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}; the zone (Z or ±hh:mm) is optional.`,
    },
    example: (seed) => exampleOf(name, Math.abs(seed)),
  };
}

/** The same syntax without years that are none, days that not every month has, and groups, which cost more than the rest. */
function plainly(lexical: string): string {
  return lexical
    .replace(YEAR, '[1-9][0-9]{3}')
    .replace(DAY, '(?:0[1-9]|1[0-9]|2[0-8])')
    .replaceAll(/\(\?<[a-z]+>/g, '(?:');
}

/** Places what the type does not say at fixed values: the order of `time` is that of `dateTime` on any one day (§3.2.8). */
function readInstant(syntax: RegExp, text: string): Instant {
  const groups = syntax.exec(text)?.groups ?? {};
  const days = daysSinceEpoch(BigInt(groups.year ?? 2000), Number(groups.month ?? 1), Number(groups.day ?? 1));
  const midnight = groups.midnight !== undefined;
  // The end of a day is the start of the next; a bare time has no next day (§3.2.8: 24:00:00 and 00:00:00 are one value).
  const hours = midnight ? (groups.day === undefined ? 0 : 24) : Number(groups.hour ?? 0);
  const seconds = (hours * 60 + Number(groups.minute ?? 0)) * 60 + Number(groups.second ?? 0);
  const zone = groups.zone;
  return {
    seconds: days * 86400n + BigInt(seconds - zoneSeconds(zone)),
    fraction: (groups.fraction ?? '').replace(/0+$/, ''),
    zoned: zone !== undefined,
  };
}

function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const seconds = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

/** §3.2.7.4: without a zone an instant may lie up to 14 hours to either side. */
function compareInstants(a: Instant, b: Instant): number {
  if (a.zoned === b.zoned) return compareExactly(a, b);
  const [zoned, local, sign] = a.zoned ? [a, b, 1] : [b, a, -1];
  if (compareExactly(zoned, { ...local, seconds: local.seconds - 50400n }) < 0) return -sign;
  if (compareExactly(zoned, { ...local, seconds: local.seconds + 50400n }) > 0) return sign;
  return Number.NaN;
}

function compareExactly(a: Instant, b: Instant): number {
  if (a.seconds !== b.seconds) return a.seconds < b.seconds ? -1 : 1;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1;
}

function exampleOf(name: string, seed: number): string {
  const month = String(1 + (seed % 12)).padStart(2, '0');
  const day = String(1 + (seed % 28)).padStart(2, '0');
  const year = String(2000 + (seed % 50));
  const time = `${String(seed % 24).padStart(2, '0')}:${String(seed % 60).padStart(2, '0')}:56Z`;
  switch (name) {
    case 'dateTime':
      return `${year}-${month}-${day}T${time}`;
    case 'date':
      return `${year}-${month}-${day}`;
    case 'time':
      return time;
    case 'gYearMonth':
      return `${year}-${month}`;
    case 'gYear':
      return year;
    case 'gMonthDay':
      return `--${month}-${day}`;
    case 'gDay':
      return `---${day}`;
    default:
      return `--${month}`;
  }
}
