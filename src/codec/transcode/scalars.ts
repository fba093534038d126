import { findIllegalCharacter } from '../../xml/characters.ts';

import { TextForm, type ValuePlan } from './plan.ts';
import { LESS_THAN } from './tags.ts';
import { writeText } from './text.ts';
import { NOT_COVERED, type Transcoding, writeBytes, writeJson } from './transcoding.ts';

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const POINT = 0x2e;
const QUOTE = 0x22;
/** Digits of an integer that a double holds whatever they are. */
const SAFE_DIGITS = 15;
/** Digits of which every combination is within the range of `xs:long`. */
const LONG_DIGITS = 18;

/**
 * Writes the JSON of a simple value whose text lies ahead; stands on the next tag afterwards. The usual texts of the usual
 * types are judged byte by byte; all others by the type's codec.
 */
export function writeScalar(state: Transcoding, plan: ValuePlan): void {
  switch (plan.form) {
    case TextForm.String:
      writeText(state);
      return;
    case TextForm.Boolean:
      if (writeBoolean(state)) return;
      break;
    case TextForm.Integer:
      if (writeInteger(state, plan)) return;
      break;
    case TextForm.Digits:
      if (writeDigits(state)) return;
      break;
    case TextForm.Double:
      if (writeDouble(state)) return;
      break;
    case TextForm.DateTime:
      if (writeDateTime(state)) return;
      break;
  }
  writeByCodec(state, plan);
}

/** References, line ends to normalise, and what may be `]]>`. */
const NOT_PLAIN = /[&\r\]]/;

function writeByCodec(state: Transcoding, { codec }: ValuePlan): void {
  const { source, at, scope } = state;
  const end = source.indexOf(LESS_THAN, at);
  if (end < 0 || codec === undefined) throw NOT_COVERED;
  const text = (source as Buffer).toString('utf8', at, end);
  if (NOT_PLAIN.test(text) || findIllegalCharacter(text) >= 0) throw NOT_COVERED;
  const lookup = (prefix: string): string | undefined =>
    prefix === '' ? scope.defaultNamespace || undefined : scope.byPrefix.get(prefix);
  let json: string;
  try {
    json = JSON.stringify(codec.decode(text, lookup));
  } catch {
    throw NOT_COVERED;
  }
  writeJson(state, json);
  state.at = end;
}

function copy(state: Transcoding, from: number, to: number): void {
  const { source, out } = state;
  let outAt = state.outAt;
  for (let at = from; at < to; at++) out[outAt++] = source[at] as number;
  state.outAt = outAt;
}

function copyQuoted(state: Transcoding, from: number, to: number): void {
  state.out[state.outAt++] = QUOTE;
  copy(state, from, to);
  state.out[state.outAt++] = QUOTE;
}

function writeBoolean(state: Transcoding): boolean {
  const { source, at } = state;
  const word = source[at] === TRUE[0] ? TRUE : FALSE;
  const { length } = word;
  for (let index = 0; index < length; index++) if (source[at + index] !== word[index]) return false;
  if (source[at + length] !== LESS_THAN) return false;
  writeBytes(state, word);
  state.at = at + length;
  return true;
}

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

/** A number as JSON writes it too: no sign but minus, no zeros in front, not minus zero. */
function writeInteger(state: Transcoding, { minimum, maximum }: ValuePlan): boolean {
  const { source } = state;
  const from = state.at;
  const isNegative = source[from] === MINUS;
  const digitsFrom = isNegative ? from + 1 : from;
  let at = digitsFrom;
  let value = 0;
  for (let byte = source[at]; byte !== undefined && byte >= ZERO && byte <= NINE; byte = source[++at]) {
    value = value * 10 + (byte - ZERO);
  }
  const digits = at - digitsFrom;
  if (source[at] !== LESS_THAN || digits === 0 || digits > SAFE_DIGITS) return false;
  if (source[digitsFrom] === ZERO && (digits > 1 || isNegative)) return false;
  const signed = isNegative ? -value : value;
  if (signed < minimum || signed > maximum) return false;
  copy(state, from, at);
  state.at = at;
  return true;
}

/** Digits, perhaps with a sign and a point, that every type of this form takes as they are. */
function writeDigits(state: Transcoding): boolean {
  const { source } = state;
  const from = state.at;
  let at = from;
  for (let byte = source[at]; byte !== undefined && byte >= ZERO && byte <= NINE; byte = source[++at]) {
    // digits alone: signs, points and what is longer is the codec's to judge
  }
  const digits = at - from;
  if (source[at] !== LESS_THAN || digits === 0 || digits > LONG_DIGITS) return false;
  // Zero is no positiveInteger, and only zero and less are nonPositive: the codec knows.
  if (source[from] === ZERO) return false;
  copyQuoted(state, from, at);
  state.at = at;
  return true;
}

/** A decimal fraction that a double keeps and that JSON writes in the same way. */
function writeDouble(state: Transcoding): boolean {
  const { source } = state;
  const from = state.at;
  const digitsFrom = source[from] === MINUS ? from + 1 : from;
  let at = digitsFrom;
  let point = -1;
  for (let byte = source[at]; byte !== undefined; byte = source[++at]) {
    if (byte === POINT && point < 0) point = at;
    else if (byte < ZERO || byte > NINE) break;
  }
  if (source[at] !== LESS_THAN || at - digitsFrom > SAFE_DIGITS) return false;
  const first = source[digitsFrom];
  const wholeDigits = (point < 0 ? at : point) - digitsFrom;
  if (wholeDigits === 0 || first === undefined || first === ZERO) return false;
  if (point >= 0 && (at === point + 1 || source[at - 1] === ZERO)) return false;
  copy(state, from, at);
  state.at = at;
  return true;
}

/** `2024-02-28T12:34:56`, perhaps with a fraction and `Z`: days that every month has; other dates go to the codec. */
function writeDateTime(state: Transcoding): boolean {
  const { source, out } = state;
  const from = state.at;
  let to = state.outAt;
  out[to++] = QUOTE;
  for (let index = 0; index < 19; index++) {
    const byte = source[from + index] as number;
    const wanted = DATE_TIME_SHAPE[index] as number;
    if (wanted === 0 ? byte < ZERO || byte > NINE : byte !== wanted) return false;
    out[to++] = byte;
  }
  let at = from + 19;
  let byte = source[at];
  if (byte === POINT) {
    do {
      out[to++] = byte as number;
      byte = source[++at];
    } while (byte !== undefined && byte >= ZERO && byte <= NINE);
    if (at === from + 20) return false;
  }
  if (byte === UPPER_Z) {
    out[to++] = byte;
    byte = source[++at];
  }
  if (byte !== LESS_THAN) return false;
  const month = two(source, from + 5);
  const day = two(source, from + 8);
  if (month < 1 || month > 12 || day < 1 || day > 28) return false;
  if (two(source, from) + two(source, from + 2) === 0) return false;
  if (two(source, from + 11) > 23 || two(source, from + 14) > 59 || two(source, from + 17) > 59) return false;
  out[to++] = QUOTE;
  state.at = at;
  state.outAt = to;
  return true;
}

const UPPER_Z = 0x5a;

/** 0 for a digit, else the byte that must stand there. */
const DATE_TIME_SHAPE = Uint8Array.from([...'0000-00-00T00:00:00'], (character) =>
  character === '0' ? 0 : character.charCodeAt(0),
);

function two(source: Uint8Array, at: number): number {
  return ((source[at] as number) - ZERO) * 10 + ((source[at + 1] as number) - ZERO);
}
