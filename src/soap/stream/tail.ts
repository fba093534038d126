import { transcodeElement } from '../../codec/transcode/element.ts';
import type { FieldPlan } from '../../codec/transcode/plan.ts';
import { GREATER_THAN, isSpace, LESS_THAN, matchOneOf, SLASH, skipSpace, takeEnd } from '../../codec/transcode/tags.ts';
import { NOT_COVERED, reserve, type Transcoding, writeBytes } from '../../codec/transcode/transcoding.ts';
import { isJsonObject, type JsonValue, member } from '../../json/value.ts';
import { type AnswerView, BackendError, type SoapReply } from '../call.ts';
import { type ExpectedReply, readReply } from '../reply.ts';
import type { TransportReply } from '../transport.ts';
import { type Arrival, tryToRead } from './arrival.ts';
import { countEntries } from './entry-pointer.ts';
import type { OpenedList } from './open-list.ts';

/** What comes behind the entries that were read one by one. */
export interface ReplyTail {
  /** Further entries, as JSON. */
  readonly entries: readonly string[];
  /** Members behind the list, each with a comma in front, as JSON. */
  readonly members: Buffer;
  readonly unknownElements: number;
}

/**
 * Reads the rest of a reply, which is all here. Where that goes beyond what is covered, the rest is read the plain way, as
 * the end of a reply that begins in the same way and has none of the entries that were read already.
 * @param count - of those
 * @throws {BackendError} when it is not valid: then the reply as a whole is not
 */
export function readTail(
  arrival: Arrival,
  list: OpenedList,
  count: number,
  reply: Omit<TransportReply, 'body'>,
  expected: ExpectedReply,
  view: AnswerView,
): ReplyTail {
  const { state } = arrival;
  reserve(state, 0);
  // Bytes that are not UTF-8 are not shown to the state, which would end as if they were not there.
  const members = arrival.isWhole() ? tryToRead(state, () => readEnd(state, list, view)) : undefined;
  if (members !== undefined) return { entries: [], members, unknownElements: 0 };

  const { limits } = expected;
  const elementsMax = Math.max(1, limits.elementsMax - state.elements + list.openNames.length);
  const body = Buffer.concat([list.head, arrival.rest()]);
  const field = list.message.fields[list.index] as FieldPlan;
  const read = readRest({ ...reply, body }, { ...expected, limits: { ...limits, elementsMax } }, field.name, count);
  if (read.kind === 'fault' || !isJsonObject(read.value ?? null)) throw unexpected();
  const message = read.value as { readonly [name: string]: JsonValue };
  const entries = member(message, field.name) ?? [];
  if (!Array.isArray(entries)) throw unexpected();
  const withoutHidden = (name: string, value: unknown) => (view.hidden.has(name) ? undefined : value);
  const later = list.isAlone
    ? ''
    : Object.entries(message)
        .filter(([name]) => !list.earlier.has(name) && !view.hidden.has(name))
        .map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value, withoutHidden)}`)
        .join('');
  return {
    entries: entries.map((entry) => JSON.stringify(entry, withoutHidden)),
    members: Buffer.from(later),
    unknownElements: read.unknownElements,
  };
}

function readRest(reply: TransportReply, expected: ExpectedReply, list: string, count: number): SoapReply {
  try {
    return readReply(reply, expected);
  } catch (error) {
    throw countEntries(error, reply, list, count);
  }
}

function unexpected(): BackendError {
  return new BackendError(
    'invalid-response',
    'executed',
    'The backend ended its answer in another way than it began it.',
  );
}

/** End tags and the fields between them, to the very end. @returns the members as JSON */
function readEnd(
  state: Transcoding,
  { message, index, openNames, isAlone, scope }: OpenedList,
  view: AnswerView,
): Buffer {
  const { fields } = message;
  const outFrom = state.outAt;
  skipSpace(state);
  let open = openNames.length;
  if (open > MESSAGE_DEPTH) takeNamedEndTag(state, openNames[--open] as Buffer);
  state.depth = MESSAGE_DEPTH;
  state.scope = scope;
  for (let next = index + 1; ; ) {
    skipSpace(state);
    const { source, at, outAt } = state;
    if (source[at] !== LESS_THAN) throw NOT_COVERED;
    if (source[at + 1] === SLASH) break;
    const found = matchOneOf(state, fields, next, at + 1);
    const field = fields[found];
    // Lists behind the first one are rare enough for the plain way.
    if (field === undefined || field.repeats) throw NOT_COVERED;
    reserve(state, field.member.length + 1);
    if (!isAlone) {
      state.out[state.outAt++] = 0x2c;
      writeBytes(state, field.member);
    }
    transcodeElement(state, field, at + 1, state.nameTo);
    if (isAlone || view.hidden.has(field.name)) state.outAt = outAt;
    next = found + 1;
  }
  while (open > 0) {
    skipSpace(state);
    takeNamedEndTag(state, openNames[--open] as Buffer);
  }
  takeEnd(state);
  const members = Buffer.from(state.out.subarray(outFrom, state.outAt));
  state.outAt = outFrom;
  return members;
}

/** Envelope, body and the message's own element. */
const MESSAGE_DEPTH = 3;

function takeNamedEndTag(state: Transcoding, name: Buffer): void {
  const { source, at } = state;
  let end = at + 2 + name.length;
  if (source[at] !== LESS_THAN || source[at + 1] !== SLASH) throw NOT_COVERED;
  if (!name.equals(source.subarray(at + 2, end))) throw NOT_COVERED;
  while (isSpace(source[end])) end++;
  if (source[end] !== GREATER_THAN) throw NOT_COVERED;
  state.at = end + 1;
}
