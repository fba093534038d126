import { isUtf8 } from 'node:buffer';
import type { HeaderBlockCodec, OperationCodec } from '../codec/message-codec.ts';
import { transcodeElement, transcodeMember } from '../codec/transcode/element.ts';
import { type FieldPlan, planField, planOf } from '../codec/transcode/plan.ts';
import { rootScope, type Scope } from '../codec/transcode/scope.ts';
import {
  enter,
  LESS_THAN,
  matchOneOf,
  SLASH,
  skipSpace,
  takeEndTag,
  takeRestOfStartTag,
} from '../codec/transcode/tags.ts';
import { beginTranscoding, NOT_COVERED, reserve, type Transcoding } from '../codec/transcode/transcoding.ts';
import type { JsonValue } from '../json/value.ts';
import { SOAP11, SOAP12 } from '../xml/namespaces.ts';
import type { XmlLimits } from '../xml/reader.ts';
import type { AnswerView } from './call.ts';
import type { TransportReply } from './transport.ts';

/** A reply that went from bytes to bytes. */
export interface TranscodedReply {
  /** The answer as JSON in UTF-8; undefined when there is nothing to say. */
  readonly json: Buffer | undefined;
  readonly headerBlocks: ReadonlyMap<string, JsonValue>;
}

/** Reads replies of one operation; undefined for one that only the plain way can read, or refuse. */
export type TranscodeReply = (reply: TransportReply, view: AnswerView) => TranscodedReply | undefined;

const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*["']1\.0["'](?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*["']utf-8["'])?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*["'](?:yes|no)["'])?[ \t\r\n]*\?>/i;
const DECLARATION_MAX = 128;
const CHARSET = /charset[ \t]*=[ \t]*"?([^";\s]*)/i;

/** The elements of an envelope of either version, by what they are. */
const ENVELOPES: readonly Readonly<Record<'envelope' | 'header' | 'body', FieldPlan>>[] = [SOAP11, SOAP12].map(
  (namespace) => ({
    envelope: planField({ namespace, local: 'Envelope' }, '', false, () => undefined),
    header: planField({ namespace, local: 'Header' }, '', false, () => undefined),
    body: planField({ namespace, local: 'Body' }, '', false, () => undefined),
  }),
);

/** A header block and how its bytes are read. */
export interface BlockPlan {
  readonly codec: HeaderBlockCodec;
  readonly field: FieldPlan;
}

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

  return ({ status, headers, body }, view) => {
    if (status < 200 || status > 299 || body.length > limits.bytesMax) return undefined;
    if (!isUtf8Xml(headers['content-type'] ?? '')) return undefined;
    const source = Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const state = beginTranscoding(source, scratch, limits, view.hidden, root);
    try {
      if (!isUtf8(source)) return undefined;
      return readReply(state, field, output.empty, blocks, view);
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
): TranscodedReply {
  const { source } = state;
  const { envelopeFrom, envelopeTo, bodyFrom, bodyTo, outer, from, to, headerBlocks } = startReply(
    state,
    field,
    blocks,
  );
  const { responseBody } = view;
  let hasAnswer = !isEmpty;
  if (isEmpty || responseBody === undefined) transcodeElement(state, planOf(field), from, to);
  else hasAnswer = transcodeMember(state, planOf(field), from, to, responseBody);
  skipSpace(state);
  takeEndTag(state, bodyFrom, bodyTo);
  state.depth--;
  state.scope = outer;
  skipSpace(state);
  takeEndTag(state, envelopeFrom, envelopeTo);
  skipSpace(state);
  if (state.at < source.length) throw NOT_COVERED;
  return { json: hasAnswer ? Buffer.from(state.out.subarray(0, state.outAt)) : undefined, headerBlocks };
}

/** What stands in front of a message, read: where the names of the tags lie that are still open. */
export interface StartedReply {
  readonly envelopeFrom: number;
  readonly envelopeTo: number;
  readonly bodyFrom: number;
  readonly bodyTo: number;
  /** The scope outside of the body. */
  readonly outer: Scope;
  /** The name of the message's own start tag, which matched and is still to be read. */
  readonly from: number;
  readonly to: number;
  readonly headerBlocks: ReadonlyMap<string, JsonValue>;
}

/** Reads the envelope's start, its header blocks and the body's start. @throws NOT_COVERED */
export function startReply(state: Transcoding, field: FieldPlan, blocks: readonly BlockPlan[]): StartedReply {
  const { source } = state;
  reserve(state, 0);
  skipProlog(state);
  const [elements, envelopeFrom, envelopeTo] = startEnvelope(state);
  const headerBlocks = new Map<string, JsonValue>();
  skipSpace(state);
  if (matchOneOf(state, elements.header.alone, 0, state.at + 1) >= 0) {
    readHeader(state, state.at + 1, state.nameTo, blocks, headerBlocks);
  }
  skipSpace(state);
  const bodyFrom = state.at + 1;
  if (source[state.at] !== LESS_THAN || matchOneOf(state, elements.body.alone, 0, bodyFrom) < 0) throw NOT_COVERED;
  const bodyTo = state.nameTo;
  const outer = state.scope;
  enter(state);
  takeRestOfStartTag(state, bodyTo);
  if (state.isEmpty || state.isNil || state.typeName !== '') throw NOT_COVERED;
  skipSpace(state);
  const from = state.at + 1;
  if (source[state.at] !== LESS_THAN || matchOneOf(state, field.alone, 0, from) < 0) throw NOT_COVERED;
  state.outAt = 0;
  return { envelopeFrom, envelopeTo, bodyFrom, bodyTo, outer, from, to: state.nameTo, headerBlocks };
}

function skipProlog(state: Transcoding): void {
  const { source } = state;
  if (source[0] === LESS_THAN && source[1] === 0x3f) {
    const start = (source as Buffer).toString('latin1', 0, Math.min(source.length, DECLARATION_MAX));
    const declaration = DECLARATION.exec(start)?.[0];
    if (declaration === undefined) throw NOT_COVERED;
    state.at = declaration.length;
  }
  skipSpace(state);
  if (source[state.at] !== LESS_THAN) throw NOT_COVERED;
}

/** The names of the elements in it, and where its own name lies; the reader then stands inside. */
function startEnvelope(state: Transcoding): readonly [Record<'header' | 'body', FieldPlan>, number, number] {
  const from = state.at + 1;
  for (const elements of ENVELOPES) {
    if (matchOneOf(state, elements.envelope.alone, 0, from) < 0) continue;
    const { nameTo } = state;
    enter(state);
    takeRestOfStartTag(state, nameTo);
    if (state.isEmpty || state.isNil || state.typeName !== '') throw NOT_COVERED;
    return [elements, from, nameTo];
  }
  throw NOT_COVERED;
}

function readHeader(
  state: Transcoding,
  headerFrom: number,
  headerTo: number,
  blocks: readonly BlockPlan[],
  values: Map<string, JsonValue>,
): void {
  const { source } = state;
  const outer = state.scope;
  enter(state);
  takeRestOfStartTag(state, headerTo);
  if (state.isNil || state.typeName !== '') throw NOT_COVERED;
  if (!state.isEmpty) {
    for (;;) {
      skipSpace(state);
      if (source[state.at] !== LESS_THAN) throw NOT_COVERED;
      if (source[state.at + 1] === SLASH) break;
      readBlock(state, blocks, values);
    }
    takeEndTag(state, headerFrom, headerTo);
  }
  state.depth--;
  state.scope = outer;
}

/** One header block; its text is short, so it is written as JSON and read again. */
function readBlock(state: Transcoding, blocks: readonly BlockPlan[], values: Map<string, JsonValue>): void {
  const from = state.at + 1;
  const block = blocks.find(({ field }) => matchOneOf(state, field.alone, 0, from) >= 0);
  if (block === undefined || values.has(block.codec.name)) throw NOT_COVERED;
  state.outAt = 0;
  transcodeElement(state, planOf(block.field), from, state.nameTo);
  values.set(block.codec.name, JSON.parse(state.out.toString('utf8', 0, state.outAt)));
}
