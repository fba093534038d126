import type { XmlLimits } from '../../xml/reader.ts';
import type { Scope } from './scope.ts';

/** Thrown where bytes go beyond what is covered, well-formed or not: the plain way then reads them, and says what is wrong. */
export const NOT_COVERED = new Error('not covered');

/**
 * One message on its way from XML bytes to JSON bytes. `source` is valid UTF-8. Room for output is kept so that what is
 * left to read, twice over, fits: no byte of XML becomes more than two of JSON but where {@link reserve} is called.
 */
export interface Transcoding {
  source: Uint8Array;
  /** The same, four bytes at a time. */
  view: DataView;
  at: number;
  out: Buffer;
  outAt: number;
  outView: DataView;
  scope: Scope;
  depth: number;
  elements: number;
  readonly limits: XmlLimits;
  /** JSON names that are read and not written. */
  readonly hidden: ReadonlySet<string>;
  /** Of the start tag read last, where it had attributes. */
  isNil: boolean;
  isEmpty: boolean;
  /** Clark name of `xsi:type`; `''` for none. */
  typeName: string;
  /** Where the name of the start tag that was matched last ends. */
  nameTo: number;
}

/** Room beside twice of what is left: member names, brackets. */
const SLACK = 4096;

/**
 * Begins with a message.
 * @param out - taken over; another one may be in its place at the end
 * @param scope - a root, kept from one message to the next
 */
export function beginTranscoding(
  source: Uint8Array,
  out: Buffer,
  limits: XmlLimits,
  hidden: ReadonlySet<string>,
  scope: Scope,
): Transcoding {
  return {
    source,
    view: viewOf(source),
    at: 0,
    out,
    outView: viewOf(out),
    outAt: 0,
    scope,
    depth: 0,
    elements: 0,
    limits,
    hidden,
    isNil: false,
    isEmpty: false,
    typeName: '',
    nameTo: 0,
  };
}

/** Makes sure of the room that the invariant of {@link Transcoding} speaks of, and of some bytes more. */
export function reserve(state: Transcoding, more: number): void {
  const { out, outAt, source, at } = state;
  const wanted = outAt + (source.length - at) * 2 + SLACK + more;
  if (out.length >= wanted) return;
  const larger = Buffer.allocUnsafeSlow(wanted + (wanted >> 1));
  larger.set(out.subarray(0, outAt));
  state.out = larger;
  state.outView = viewOf(larger);
}

/** Goes on in other bytes, of a message that is held in part. @param at - where in them */
export function replaceSource(state: Transcoding, source: Uint8Array, at: number): void {
  state.source = source;
  state.view = viewOf(source);
  state.at = at;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes as words of four, little-endian, the last one filled up with zeros. */
export function wordsOf(bytes: Uint8Array): Int32Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  const view = viewOf(padded);
  return Int32Array.from({ length: padded.length / 4 }, (_, index) => view.getInt32(index * 4, true));
}

/** Bytes to be compared four at a time: all whole words, and the last four bytes, which overlap. */
export interface BytePattern {
  readonly words: Int32Array;
  readonly end: number;
  readonly length: number;
}

/** The pattern of these bytes; undefined for less than four. */
export function patternOf(bytes: Uint8Array): BytePattern | undefined {
  const { length } = bytes;
  if (length < 4) return undefined;
  return { words: wordsOf(bytes.subarray(0, length & ~3)), end: viewOf(bytes).getInt32(length - 4, true), length };
}

/** True where these bytes lie. What is compared must be there: a view does not read beyond its end. */
export function isPatternAt(view: DataView, at: number, { words, end, length }: BytePattern): boolean {
  if (view.getInt32(at + length - 4, true) !== end) return false;
  for (let index = 0; index < words.length; index++) {
    if (view.getInt32(at + index * 4, true) !== words[index]) return false;
  }
  return true;
}

/** Writes words; what fills up the last one is written over by what comes next. @param length - in bytes */
export function writeWords(state: Transcoding, words: Int32Array, length: number): void {
  const { outView, outAt } = state;
  for (let index = 0; index < words.length; index++) outView.setInt32(outAt + index * 4, words[index] as number, true);
  state.outAt = outAt + length;
}

/** Writes bytes that are JSON already. */
export function writeBytes(state: Transcoding, bytes: Uint8Array): void {
  const { out } = state;
  let at = state.outAt;
  for (let index = 0; index < bytes.length; index++) out[at++] = bytes[index] as number;
  state.outAt = at;
}

/** Writes JSON text of any length. */
export function writeJson(state: Transcoding, json: string): void {
  reserve(state, json.length * 3);
  state.outAt += state.out.write(json, state.outAt, 'utf8');
}
