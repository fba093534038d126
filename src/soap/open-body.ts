import type { HeaderBlockCodec } from '../codec/message-codec.ts';
import { transcodeElement } from '../codec/transcode/element.ts';
import { type FieldPlan, planField } from '../codec/transcode/plan.ts';
import type { Scope } from '../codec/transcode/scope.ts';
import { enter, LESS_THAN, matchOneOf, SLASH, skipSpace, takeEndTag, takeStartTag } from '../codec/transcode/tags.ts';
import { NOT_COVERED, type Transcoding } from '../codec/transcode/transcoding.ts';
import type { JsonValue } from '../json/value.ts';
import { SOAP11, SOAP12 } from '../xml/namespaces.ts';

const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.0\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[Uu][Tt][Ff]-8\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/;
const DECLARATION_MAX = 128;

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

/** What stands in front of a body's content, read: where the names of the tags lie that are open, and the header blocks. */
export interface OpenedBody {
  readonly envelopeFrom: number;
  readonly envelopeTo: number;
  readonly bodyFrom: number;
  readonly bodyTo: number;
  /** The scope outside of the body. */
  readonly outer: Scope;
  readonly headerBlocks: ReadonlyMap<string, JsonValue>;
}

/** Reads the envelope's start, its header blocks and the body's start tag. @throws NOT_COVERED */
export function openBody(state: Transcoding, blocks: readonly BlockPlan[]): OpenedBody {
  const { source } = state;
  skipProlog(state);
  const [elements, envelopeFrom, envelopeTo] = startEnvelope(state);
  const headerBlocks = new Map<string, JsonValue>();
  skipSpace(state);
  if (source[state.at] === LESS_THAN && matchOneOf(state, elements.header.alone, 0, state.at + 1) >= 0) {
    readHeader(state, elements.header, blocks, headerBlocks);
  }
  skipSpace(state);
  const bodyFrom = state.at + 1;
  if (source[state.at] !== LESS_THAN || matchOneOf(state, elements.body.alone, 0, bodyFrom) < 0) throw NOT_COVERED;
  const bodyTo = state.nameTo;
  const outer = state.scope;
  enter(state);
  takeStartTag(state, elements.body, bodyFrom, bodyTo);
  if (state.isEmpty || state.isNil || state.typeName !== '') throw NOT_COVERED;
  return { envelopeFrom, envelopeTo, bodyFrom, bodyTo, outer, headerBlocks };
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
    takeStartTag(state, elements.envelope, from, nameTo);
    if (state.isEmpty || state.isNil || state.typeName !== '') throw NOT_COVERED;
    return [elements, from, nameTo];
  }
  throw NOT_COVERED;
}

function readHeader(
  state: Transcoding,
  header: FieldPlan,
  blocks: readonly BlockPlan[],
  values: Map<string, JsonValue>,
): void {
  const { source, nameTo: headerTo } = state;
  const headerFrom = state.at + 1;
  const outer = state.scope;
  enter(state);
  takeStartTag(state, header, headerFrom, headerTo);
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
  transcodeElement(state, block.field, from, state.nameTo);
  values.set(block.codec.name, JSON.parse(state.out.toString('utf8', 0, state.outAt)));
}
