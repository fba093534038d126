import { setImmediate as otherWork } from 'node:timers/promises';
import { transcodeElement } from '../../codec/transcode/element.ts';
import { type FieldPlan, PlanKind, planOf, type ValuePlan } from '../../codec/transcode/plan.ts';
import { rootScope } from '../../codec/transcode/scope.ts';
import {
  enter,
  GREATER_THAN,
  LESS_THAN,
  matchOneOf,
  SLASH,
  skipSpace,
  takeRestOfStartTag,
} from '../../codec/transcode/tags.ts';
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
import { type Arrival, readWhenHere, receive, tryToRead } from './arrival.ts';
import { readTail } from './tail.ts';

/** What a reply that arrives turned out to be: one with a list, decoded while it arrives, or one to be read when all is here. */
export type OpenedReply =
  | {
      readonly kind: 'stream';
      readonly headerBlocks: ReadonlyMap<string, JsonValue>;
      /** JSON in UTF-8, made while it is asked for. @throws {BackendError} when the rest is no valid reply */
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
const PIECE_BYTES = 64 * 1024;
/** Milliseconds of work after which others have their turn. */
const TURN_MS = 2;

/** A list inside of a reply, its first entry next. */
export interface OpenedList {
  /** The reply's bytes up to there. */
  readonly head: Buffer;
  readonly headerBlocks: ReadonlyMap<string, JsonValue>;
  readonly message: ValuePlan;
  /** Index of its field in the message. */
  readonly index: number;
  readonly entry: FieldPlan;
  /** Names of the elements that are open, outermost first. */
  readonly openNames: readonly Buffer[];
  /** True when the answer is the list itself, and not an object that has it. */
  readonly isAlone: boolean;
}

/** Compiles the streaming of an operation's replies; undefined where its output is not one that can be read from bytes. */
export function compileOpenReply(expected: ExpectedReply): OpenReply | undefined {
  const { codec, limits } = expected;
  const { output } = codec;
  const field = output?.field;
  if (output === undefined || field === undefined || output.empty) return undefined;
  const blocks = planBlocks(codec);

  return async (reply, chunks, view) => {
    const state = beginTranscoding(Buffer.alloc(0), Buffer.alloc(0), limits, view.hidden, rootScope());
    const arrival = receive(state, chunks, limits.bytesMax);
    try {
      const list = await openList(arrival, field, (from) => startReply(from, field, blocks), view);
      const unknown = { elements: 0 };
      return {
        kind: 'stream',
        headerBlocks: list.headerBlocks,
        json: writeList(arrival, list, reply, expected, view, unknown),
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

type StartReply = (state: Transcoding) => ReturnType<typeof startReply>;

/** Reads up to the first entry of the list that is wanted. @throws NOT_COVERED where there is none to be streamed */
async function openList(
  arrival: Arrival,
  field: FieldPlan,
  start: StartReply,
  { responseBody, hidden, lines }: AnswerView,
): Promise<OpenedList> {
  const { state } = arrival;
  const message = planOf(field);
  const isAlone = responseBody !== undefined;
  if (message.kind !== PlanKind.Object || (!isAlone && message.typeMember !== undefined)) throw NOT_COVERED;
  const { fields } = message;
  if (isAlone && !fields.some((each) => each.name === responseBody && isList(each))) throw NOT_COVERED;
  if (!isAlone && (lines === true || !fields.some(isList))) throw NOT_COVERED;

  const { headerBlocks, openNames } = await readWhenHere(arrival, () => {
    const { source } = state;
    const started = start(state);
    enter(state);
    takeRestOfStartTag(state, started.to);
    if (state.isNil || state.isEmpty || state.typeName !== '') throw NOT_COVERED;
    const nameOf = (from: number, to: number) => Buffer.from(source.subarray(from, to));
    return {
      headerBlocks: started.headerBlocks,
      openNames: [
        nameOf(started.envelopeFrom, started.envelopeTo),
        nameOf(started.bodyFrom, started.bodyTo),
        nameOf(started.from, started.to),
      ],
    };
  });
  if (!isAlone) writeBytes(state, OPEN_OBJECT);
  for (let next = 0, isFirst = true; ; ) {
    const at = await readWhenHere(arrival, () => {
      const { source, outAt } = state;
      const index = nextField(state, fields, next);
      if (index < 0) throw NOT_COVERED;
      const found = fields[index] as FieldPlan;
      const isWanted = isAlone ? found.name === responseBody : !hidden.has(found.name);
      if (isWanted && !isAlone) {
        if (!isFirst) writeBytes(state, COMMA);
        writeBytes(state, found.member);
      }
      const { nameTo, at: tagAt, scope } = state;
      let list: { readonly entry: FieldPlan; readonly name: Buffer | undefined } | undefined;
      if (isWanted && found.repeats) list = { entry: found, name: undefined };
      else if (found.repeats) throw NOT_COVERED;
      else {
        const plan = planOf(found);
        if (isWanted && plan.kind === PlanKind.Array && plan.item !== undefined) {
          enter(state);
          takeRestOfStartTag(state, nameTo);
          if (!state.isEmpty && !state.isNil && state.typeName === '') {
            list = { entry: plan.item, name: Buffer.from(source.subarray(tagAt + 1, nameTo)) };
          } else {
            state.depth--;
            state.scope = scope;
          }
        }
        if (list === undefined) {
          transcodeElement(state, plan, tagAt + 1, nameTo);
          if (isAlone || !isWanted) state.outAt = outAt;
        }
      }
      return { index, isWanted, list };
    });
    next = at.index + 1;
    if (at.list === undefined) {
      if (isAlone && at.isWanted) throw NOT_COVERED;
      if (at.isWanted) isFirst = false;
      continue;
    }
    const { entry, name } = at.list;
    const head = Buffer.from(state.source.subarray(0, state.at));
    arrival.dropRead();
    return {
      head,
      headerBlocks,
      message,
      index: at.index,
      entry,
      openNames: name === undefined ? openNames : [...openNames, name],
      isAlone,
    };
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
): AsyncGenerator<Buffer, undefined> {
  const { state } = arrival;
  const isLines = view.lines === true;
  const comma = isLines ? LINE_FEED : COMMA;
  const plan = planOf(list.entry);
  let isFirst = true;
  let turnMs = performance.now();
  let checkedAt = 0;
  reserve(state, 2);
  if (!isLines) writeBytes(state, OPEN_LIST);
  const readEntry = (): boolean => {
    if (!isEntryNext(state, list.entry)) return false;
    if (!isFirst) writeBytes(state, comma);
    transcodeElement(state, plan, state.at + 1, state.nameTo);
    return true;
  };
  for (let factor = 1; ; ) {
    reserve(state, 1);
    const found = tryToRead(state, readEntry);
    if (found === false) break;
    if (found === undefined) {
      if (arrival.isComplete) break;
      await arrival.grow((state.source.length - state.at) * factor + 1);
      factor = 2;
      checkedAt = state.at;
      continue;
    }
    factor = 1;
    isFirst = false;
    if (state.outAt < PIECE_BYTES && state.at - checkedAt < PIECE_BYTES) continue;
    checkedAt = state.at;
    if (state.outAt >= PIECE_BYTES) yield takeOut(state);
    if (performance.now() - turnMs > TURN_MS) {
      await otherWork();
      turnMs = performance.now();
    }
  }
  await arrival.grow(Number.POSITIVE_INFINITY);
  const tail = readTail(arrival, list, reply, expected, view);
  unknown.elements = tail.unknownElements;
  for (const json of tail.entries) {
    const text = Buffer.from(json);
    reserve(state, text.length + 1);
    if (!isFirst) writeBytes(state, comma);
    writeBytes(state, text);
    isFirst = false;
  }
  reserve(state, tail.members.length + 2);
  if (isLines) writeBytes(state, isFirst ? NOTHING : LINE_FEED);
  else writeBytes(state, CLOSE_LIST);
  writeBytes(state, tail.members);
  if (!list.isAlone) writeBytes(state, CLOSE_OBJECT);
  yield takeOut(state);
  return undefined;
}

function isList(field: FieldPlan): boolean {
  return field.repeats || planOf(field).kind === PlanKind.Array;
}

/** False where something else stands next. @throws NOT_COVERED while it cannot be told */
function isEntryNext(state: Transcoding, entry: FieldPlan): boolean {
  skipSpace(state);
  const { source, at } = state;
  if (source[at] !== LESS_THAN || source.indexOf(GREATER_THAN, at) < 0) throw NOT_COVERED;
  return source[at + 1] !== SLASH && matchOneOf(state, entry.alone, 0, at + 1) >= 0;
}

/** As in element.ts, where the tag may not have arrived. */
function nextField(state: Transcoding, fields: readonly FieldPlan[], from: number): number {
  skipSpace(state);
  const { source, at } = state;
  if (source[at] !== LESS_THAN || source.indexOf(GREATER_THAN, at) < 0) throw NOT_COVERED;
  return source[at + 1] === SLASH ? -1 : matchOneOf(state, fields, from, at + 1);
}

function takeOut(state: Transcoding): Buffer {
  const piece = Buffer.from(state.out.subarray(0, state.outAt));
  state.outAt = 0;
  return piece;
}

const NOTHING = Buffer.alloc(0);
const COMMA = Buffer.from(',');
const LINE_FEED = Buffer.from('\n');
const OPEN_LIST = Buffer.from('[');
const CLOSE_LIST = Buffer.from(']');
const OPEN_OBJECT = Buffer.from('{');
const CLOSE_OBJECT = Buffer.from('}');
