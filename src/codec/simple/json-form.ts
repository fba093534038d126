import { BigNumeral, isJsonObject, type JsonValue } from '../../json/value.ts';
import { findIllegalCharacter } from '../../xml/characters.ts';
import { withoutSpaces } from '../../xsd/builtin/binary.ts';
import type { BuiltinType } from '../../xsd/builtin/builtin-type.ts';
import { parseFloatText } from '../../xsd/builtin/float.ts';
import type { TextOrRefusal } from './compiled-type.ts';
import { isExactDecimal, otherNumberTexts, renderDecimal, renderDouble } from './number-text.ts';

/** How values of one built-in type stand in JSON (design.md §2); names are not among them. */
export interface JsonFormCodec {
  /** The text of a JSON value, white space not yet normalised, or why it has none. */
  write(value: JsonValue): TextOrRefusal;
  /** More texts of a value that `write` has a text for, in case its pattern wants another one. */
  otherTexts?(text: string): Iterable<string>;
  /** The JSON of a normalised text that is in the lexical space of the type. */
  read(text: string): JsonValue;
}

/** The codec of a row's JSON form. */
export function jsonFormOf(row: BuiltinType): JsonFormCodec {
  switch (row.form) {
    case 'text':
    case 'qname':
      return { write: (value) => writeString(value, 'a string'), read: (text) => text };
    case 'binary':
      return {
        write: (value) => writeString(typeof value === 'string' ? value.replace(/[ \t\n\r]+/g, '') : value, 'a string'),
        read: withoutSpaces,
      };
    case 'boolean':
      return {
        write: (value) => (typeof value === 'boolean' ? String(value) : refuse('true or false', value)),
        otherTexts: (text) => [text === 'true' ? '1' : '0'],
        read: (text) => text === 'true' || text === '1',
      };
    case 'integer':
      return { write: (value) => writeInteger(value, row), otherTexts: otherNumberTexts, read: readInteger };
    case 'float':
      return {
        write: (value) => writeFloat(value, row),
        otherTexts: otherNumberTexts,
        read: (text) => readFloat(text, row),
      };
    case 'digits':
    case 'wholeDigits':
      return { write: (value) => writeDigits(value, row), otherTexts: otherNumberTexts, read: (text) => text };
  }
}

/** What a JSON value is, for messages. */
export function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number' || value instanceof BigNumeral) return 'a number';
  return isJsonObject(value) ? 'an object' : `a ${typeof value}`;
}

/** "must be {wanted}, not {what it is}". */
export function refuse(wanted: string, value: JsonValue): TextOrRefusal {
  return { refusal: `must be ${wanted}, not ${kindOf(value)}` };
}

/** A string whose characters XML 1.0 can carry (§2.2). */
export function writeString(value: JsonValue, wanted: string): TextOrRefusal {
  if (typeof value !== 'string') return refuse(wanted, value);
  const at = findIllegalCharacter(value);
  if (at < 0) return value;
  const code = value.charCodeAt(at);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code >= 0xd800 && code < 0xe000) return { refusal: `must not hold half of a surrogate pair (${name})` };
  return { refusal: `must not hold the character ${name}, which XML cannot carry` };
}

function writeInteger(value: JsonValue, row: BuiltinType): TextOrRefusal {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'number' || value instanceof BigNumeral) return { refusal: row.check('') ?? 'must be a number' };
  return refuse(`a number (xs:${row.name})`, value);
}

function readInteger(text: string): JsonValue {
  const value = Number(text);
  return value === 0 ? 0 : value; // a JSON integer has no negative zero
}

function writeFloat(value: JsonValue, row: BuiltinType): TextOrRefusal {
  if (typeof value === 'number') {
    return Number.isFinite(value) && Number.isFinite(asFloat(value, row)) ? renderDouble(value) : outOfRange(row);
  }
  // More digits than every double keeps are usual: 0.30000000000000004. The text goes out as it came in.
  if (value instanceof BigNumeral) {
    return Number.isFinite(asFloat(Number(value.numeral), row)) ? value.numeral : outOfRange(row);
  }
  if (value === 'INF' || value === '-INF' || value === 'NaN') return value;
  return refuse(`a number, "INF", "-INF" or "NaN" (xs:${row.name})`, value);
}

function readFloat(text: string, row: BuiltinType): JsonValue {
  const value = parseFloatText(text);
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(asFloat(value, row))) return value;
  return value > 0 ? 'INF' : '-INF'; // what rounds to infinity is infinity (§3.2.4)
}

function asFloat(value: number, { name }: BuiltinType): number {
  return name === 'float' ? Math.fround(value) : value;
}

function outOfRange({ name }: BuiltinType): TextOrRefusal {
  return { refusal: `must be within the range of xs:${name}` };
}

function writeDigits(value: JsonValue, row: BuiltinType): TextOrRefusal {
  if (typeof value === 'string') return writeString(value, 'a string');
  if (value instanceof BigNumeral) return { refusal: SEND_A_STRING };
  if (typeof value !== 'number') return refuse(`a string of digits (xs:${row.name})`, value);
  if (!Number.isFinite(value)) return { refusal: row.check('') ?? 'must be a number' };
  if (Object.is(value, -0)) return '0';
  if (row.form === 'wholeDigits' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return { refusal: SEND_A_STRING };
  }
  return isExactDecimal(value) ? renderDecimal(value) : { refusal: SEND_A_STRING };
}

const SEND_A_STRING =
  'must be sent as a string: a JSON number of this size or precision may have lost digits on its way';
