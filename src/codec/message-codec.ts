import type { ValidationIssue } from '../json/issue.ts';
import type { JsonValue } from '../json/value.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { JsonSchema, JsonSchemaRegistry } from './json-schema.ts';
import type { FieldPlan } from './transcode/plan.ts';

/** The outcome of encoding: XML text, or every reason why there is none. Never both. */
export type EncodeResult =
  | { readonly ok: true; readonly xml: string }
  | { readonly ok: false; readonly issues: readonly ValidationIssue[] };

/** How to read and what was passed over. Fresh for each message. */
export interface DecodeContext {
  /**
   * `lenient` for replies: missing, unknown and reordered elements are taken (design.md §2). `strict` for requests at the
   * simulator and the mock: order, occurrence, facets and unknown names are issues.
   */
  readonly mode: 'lenient' | 'strict';
  /** Number of unknown elements that were dropped in lenient mode. */
  unknownElements: number;
  /** Strict mode only: what was wrong, in document order; pointers are those of the JSON it would become. */
  readonly issues: ValidationIssue[];
}

/**
 * Encodes and decodes one XML element (or the sequence of elements in a SOAP body) whose JSON shape is fixed by the schema.
 * Immutable, compiled once, safe for any number of calls at a time.
 */
export interface ElementCodec {
  /**
   * JSON to XML: complete elements with every namespace they use declared on them.
   * `undefined` means "absent": an element with no required content encodes as empty, else issues say what is missing.
   */
  encode(value: JsonValue | undefined): EncodeResult;
  /**
   * XML to JSON. The reader stands on the start tag of the element; afterwards it stands behind its end tag.
   * @throws {DecodeError} when the text of a value cannot be read as its type, with the pointer and never the value
   */
  decode(reader: XmlReader, context: DecodeContext): JsonValue;
  /** The JSON Schema of the very shape that `encode` takes and `decode` gives. */
  schema(registry: JsonSchemaRegistry): JsonSchema;
}

/** A message: the children of `soap:Body`. The JSON is design.md §1: members of the wrapper, or by part name. */
export interface MessageCodec {
  encode(value: JsonValue | undefined): EncodeResult;
  /**
   * The reader stands on the start tag of `soap:Body`; afterwards behind its end tag.
   * @returns undefined when the message holds nothing ({@link MessageCodec.empty})
   * @throws {DecodeError} another body element than the message's, or an unreadable value
   */
  decode(reader: XmlReader, context: DecodeContext): JsonValue | undefined;
  schema(registry: JsonSchemaRegistry): JsonSchema | undefined;
  /** True when the schema leaves the message nothing to say: no parts, or a wrapper with neither content nor attributes. */
  readonly empty: boolean;
  /** A schema-true example, deterministic for a seed; `undefined` when {@link empty}. */
  example(options?: ExampleOptions): JsonValue | undefined;
  /** Local names that stand directly in `soap:Body` (Clark names), for dispatch in the mock. */
  readonly bodyElements: readonly string[];
  /** Where the message is one element: how it goes from bytes to bytes. */
  readonly field?: FieldPlan;
}

/** How {@link MessageCodec.example} chooses. */
export interface ExampleOptions {
  /** Any integer; the same seed gives the same example. Default 0. */
  readonly seed?: number;
  /** `required`: the least that is valid; `full` (default): every member once, recursion cut. */
  readonly extent?: 'required' | 'full';
}

/** A header block by name: its codec and its place in the contract. */
export interface HeaderBlockCodec extends ElementCodec {
  /** Local name of the block's element, as configuration names it (`ApplicationToken`). */
  readonly name: string;
  /** Namespace of the block's element. */
  readonly namespace: string;
  /** How the block goes from bytes to bytes; absent: it does not. */
  readonly field?: FieldPlan;
}

/** Everything compiled for one operation. */
export interface OperationCodec {
  readonly input: MessageCodec;
  /** Absent or undefined for a one-way operation. */
  readonly output?: MessageCodec | undefined;
  readonly inputHeaders: readonly HeaderBlockCodec[];
  readonly outputHeaders: readonly HeaderBlockCodec[];
  /** Declared fault details by Clark name of the detail's child element. */
  readonly faults: ReadonlyMap<string, ElementCodec & { readonly name: string }>;
}

/** A reply (or a strict request) that cannot be read: the pointer of the value, a reason, never the value itself. */
export class DecodeError extends Error {
  readonly pointer: string;
  readonly reason: string;
  constructor(pointer: string, reason: string) {
    super(`${pointer === '' ? '(root)' : pointer}: ${reason}`);
    this.name = 'DecodeError';
    this.pointer = pointer;
    this.reason = reason;
  }
}
