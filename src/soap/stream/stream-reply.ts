import { setImmediate as otherWork } from 'node:timers/promises';
import { rootScope } from '../../codec/transcode/scope.ts';
import {
  beginTranscoding,
  NOT_COVERED,
  reserve,
  type Transcoding,
  writeBytes,
} from '../../codec/transcode/transcoding.ts';
import type { JsonValue } from '../../json/value.ts';
import type { AnswerView } from '../call.ts';
import type { ExpectedReply } from '../reply.ts';
import { planBlocks, startReply } from '../transcode-reply.ts';
import type { TransportReply } from '../transport.ts';
import { type Arrival, receive } from './arrival.ts';
import type { BufferPool } from './buffer-pool.ts';
import { readEntries } from './entries.ts';
import { hasList, type OpenedList, openList } from './open-list.ts';
import { settlesWithin } from './settles-within.ts';
import { readTail } from './tail.ts';

/** What a reply that arrives turned out to be: one with a list, decoded while it arrives, or one to be read when all is here. */
export type OpenedReply =
  | {
      readonly kind: 'stream';
      readonly headerBlocks: ReadonlyMap<string, JsonValue>;
      /**
       * JSON in UTF-8, made while it is asked for; a piece is written over when the next one is.
       * @throws {BackendError} when the rest is no valid reply
       */
      readonly json: AsyncGenerator<Buffer, undefined>;
      /** Elements that the WSDL does not know, once all is read. */
      readonly unknownElements: () => number;
    }
  | { readonly kind: 'whole'; readonly bytes: Buffer };

/** Begins to read a reply of one operation. */
export type OpenReply = (
  reply: Omit<TransportReply, 'body'>,
  chunks: AsyncIterator<Buffer>,
  view: AnswerView,
) => Promise<OpenedReply>;

/** Bytes of JSON that are handed on at a time. */
const PIECE_BYTES = 32 * 1024;
/** Milliseconds for which what is made waits to become a full piece. */
const LINGER_MS = 100;
/** Milliseconds of work after which others have their turn. */
const TURN_MS = 2;

/**
 * Compiles the streaming of an operation's replies; undefined where its output is not one that can be read from bytes.
 * @param pool - of the backend
 */
export function compileOpenReply(expected: ExpectedReply, pool: BufferPool): OpenReply | undefined {
  const { codec, limits } = expected;
  const { output } = codec;
  const field = output?.field;
  if (output === undefined || field === undefined || output.empty) return undefined;
  const blocks = planBlocks(codec);

  return async (reply, chunks, view) => {
    if (!hasList(field, view)) return { kind: 'whole', bytes: await collect(chunks) };
    const buffers = pool.take();
    const state = beginTranscoding(Buffer.alloc(0), buffers.out, limits, view.hidden, rootScope());
    const arrival = receive(state, chunks, buffers.window, limits.bytesMax);
    try {
      const list = await openList(arrival, field, (from) => startReply(from, field, blocks), view);
      const unknown = { elements: 0 };
      return {
        kind: 'stream',
        headerBlocks: list.headerBlocks,
        json: writeList(arrival, list, reply, expected, view, unknown, () => pool.give(buffers)),
        unknownElements: () => unknown.elements,
      };
    } catch (error) {
      if (error !== NOT_COVERED) throw error;
      await arrival.grow(Number.POSITIVE_INFINITY);
      state.at = 0;
      return { kind: 'whole', bytes: arrival.rest() };
    }
  };
}

async function collect(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for (;;) {
    const { done, value } = await chunks.next();
    if (done === true) return Buffer.concat(all);
    all.push(value);
  }
}

/** The answer in pieces: each is made when it is asked for, so that who is slow to take them slows the backend down. */
async function* writeList(
  arrival: Arrival,
  list: OpenedList,
  reply: Omit<TransportReply, 'body'>,
  expected: ExpectedReply,
  view: AnswerView,
  unknown: { elements: number },
  onDone: () => void,
): AsyncGenerator<Buffer, undefined> {
  const { state } = arrival;
  const isLines = view.lines === true;
  const comma = isLines ? LINE_FEED : COMMA;
  const entries = { field: list.entry, comma, count: 0 };
  let turnMs = performance.now();
  reserve(state, 2);
  if (!isLines) writeBytes(state, OPEN_LIST);
  for (let factor = 1, isAtEnd = false; !isAtEnd; ) {
    const from = state.at;
    const stop = readEntries(state, entries, PIECE_BYTES);
    isAtEnd = stop === 'end' || (stop === 'cut' && arrival.isComplete);
    if (stop === 'full') yield takeOut(state);
    else if (!isAtEnd) {
      if (state.at > from) factor = 1;
      const grown = arrival.grow(arrival.unread() * factor + 1);
      if (entries.count > 0 && state.outAt > 0 && !(await settlesWithin(grown, LINGER_MS))) yield takeOut(state);
      await grown;
      factor = 2;
    }
    if (performance.now() - turnMs > TURN_MS) {
      await otherWork();
      turnMs = performance.now();
    }
  }
  await arrival.grow(Number.POSITIVE_INFINITY);
  const tail = readTail(arrival, list, entries.count, reply, expected, view);
  unknown.elements = tail.unknownElements;
  for (const json of tail.entries) {
    const text = Buffer.from(json);
    reserve(state, text.length + 1);
    if (entries.count > 0) writeBytes(state, comma);
    writeBytes(state, text);
    entries.count++;
  }
  reserve(state, tail.members.length + 2);
  if (isLines) writeBytes(state, entries.count === 0 ? NOTHING : LINE_FEED);
  else writeBytes(state, CLOSE_LIST);
  writeBytes(state, tail.members);
  if (!list.isAlone) writeBytes(state, CLOSE_OBJECT);
  yield takeOut(state);
  onDone();
  return undefined;
}

/** What was written: no copy, since nothing is written until the next piece is asked for. */
function takeOut(state: Transcoding): Buffer {
  const piece = state.out.subarray(0, state.outAt);
  state.outAt = 0;
  return piece;
}

const NOTHING = Buffer.alloc(0);
const COMMA = Buffer.from(',');
const LINE_FEED = Buffer.from('\n');
const OPEN_LIST = Buffer.from('[');
const CLOSE_LIST = Buffer.from(']');
const CLOSE_OBJECT = Buffer.from('}');
