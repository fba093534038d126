import { isUtf8 } from 'node:buffer';
import type { OperationCodec } from '../codec/message-codec.ts';
import { transcodeElement, transcodeMember } from '../codec/transcode/element.ts';
import { type FieldPlan, planField } from '../codec/transcode/plan.ts';
import { rootScope } from '../codec/transcode/scope.ts';
import { LESS_THAN, matchOneOf, skipSpace, takeEnd, takeEndTag } from '../codec/transcode/tags.ts';
import { beginTranscoding, NOT_COVERED, reserve, type Transcoding } from '../codec/transcode/transcoding.ts';
import type { JsonValue } from '../json/value.ts';
import type { XmlLimits } from '../xml/reader.ts';
import type { AnswerView } from './call.ts';
import { type KnownOpening, rememberOpening } from './known-opening.ts';
import { type BlockPlan, type OpenedBody, openBody } from './open-body.ts';
import type { TransportReply } from './transport.ts';

/** A reply that went from bytes to bytes. */
export interface TranscodedReply {
  /** The answer as JSON in UTF-8; undefined when there is nothing to say. */
  readonly json: Buffer | undefined;
  readonly headerBlocks: ReadonlyMap<string, JsonValue>;
}

/** Reads replies of one operation; undefined for one that only the plain way can read, or refuse. */
export type TranscodeReply = (reply: TransportReply, view: AnswerView) => TranscodedReply | undefined;

const USUAL_TYPE = 'text/xml; charset=utf-8';
const CHARSET = /charset[ \t]*=[ \t]*"?([^";\s]*)/i;

/**
 * Compiles the way from bytes to bytes for the replies of one operation; undefined where its output has none. What it gives
 * is what the plain way gives, written by `JSON.stringify`; whatever is not plainly a valid success is left to the plain way.
 */
export function compileTranscodeReply(codec: OperationCodec, limits: XmlLimits): TranscodeReply | undefined {
  const { output } = codec;
  const field = output?.field;
  if (output === undefined || field === undefined) return undefined;
  const blocks = planBlocks(codec);
  // Kept from one reply to the next; nothing of it is handed out.
  let scratch: Buffer = Buffer.alloc(0);
  const root = rootScope();
  const known = rememberOpening();

  return ({ status, headers, body }, view) => {
    if (status < 200 || status > 299 || body.length > limits.bytesMax) return undefined;
    if (!isUtf8Xml(headers['content-type'] ?? '')) return undefined;
    const source = Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const state = beginTranscoding(source, scratch, limits, view.hidden, root);
    try {
      if (!isUtf8(source)) return undefined;
      return readReply(state, field, output.empty, blocks, view, known);
    } catch (error) {
      if (error === NOT_COVERED) return undefined;
      throw error;
    } finally {
      scratch = state.out.length > SCRATCH_MAX ? Buffer.alloc(0) : state.out;
    }
  };
}

/** False for a media type that says otherwise. */
export function isUtf8Xml(contentType: string): boolean {
  if (contentType === USUAL_TYPE) return true;
  const charset = CHARSET.exec(contentType)?.[1];
  return (charset === undefined || /^utf-8$/i.test(charset)) && !/^\s*multipart/i.test(contentType);
}

/** The header blocks that replies of an operation may have. */
export function planBlocks({ outputHeaders }: OperationCodec): readonly BlockPlan[] {
  return outputHeaders.map((block) => ({
    codec: block,
    field: block.field ?? planField({ namespace: block.namespace, local: block.name }, '', false, () => undefined),
  }));
}

/** Bytes that are kept between replies. */
const SCRATCH_MAX = 4 * 1024 * 1024;

function readReply(
  state: Transcoding,
  field: FieldPlan,
  isEmpty: boolean,
  blocks: readonly BlockPlan[],
  view: AnswerView,
  known: KnownOpening,
): TranscodedReply {
  const { envelopeFrom, envelopeTo, bodyFrom, bodyTo, outer, headerBlocks } = startReply(state, field, blocks, known);
  const from = state.at + 1;
  const to = state.nameTo;
  const { responseBody } = view;
  let hasAnswer = !isEmpty;
  if (isEmpty || responseBody === undefined) transcodeElement(state, field, from, to);
  else hasAnswer = transcodeMember(state, field, from, to, responseBody);
  skipSpace(state);
  takeEndTag(state, bodyFrom, bodyTo);
  state.depth--;
  state.scope = outer;
  skipSpace(state);
  takeEndTag(state, envelopeFrom, envelopeTo);
  takeEnd(state);
  return { json: hasAnswer ? Buffer.from(state.out.subarray(0, state.outAt)) : undefined, headerBlocks };
}

/**
 * Reads the envelope's start, its header blocks, the body's start, and finds the message in it: the reader then stands on the
 * message's start tag, which matched and is still to be read.
 * @param known - absent: nothing is remembered of earlier replies
 * @throws NOT_COVERED
 */
export function startReply(
  state: Transcoding,
  field: FieldPlan,
  blocks: readonly BlockPlan[],
  known?: KnownOpening,
): OpenedBody {
  reserve(state, 0);
  let opened = known?.take(state);
  if (opened === undefined) {
    opened = openBody(state, blocks);
    known?.keep(state, opened);
  }
  skipSpace(state);
  const { source } = state;
  if (source[state.at] !== LESS_THAN || matchOneOf(state, field.alone, 0, state.at + 1) < 0) throw NOT_COVERED;
  state.outAt = 0;
  return opened;
}
