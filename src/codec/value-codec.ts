import type { JsonObject, JsonValue } from '../json/value.ts';
import type { QName } from '../xml/qname.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { AttributesCodec } from './attributes.ts';
import type { DecodeState } from './decode-state.ts';
import type { EncodeContext } from './encode-context.ts';
import type { ExampleState } from './example-state.ts';
import type { JsonSchema, JsonSchemaRegistry } from './json-schema.ts';
import type { Leading } from './reserved-members.ts';
import type { ValuePlan } from './transcode/plan.ts';

/** The tags of an element to be written; made at compile time, so that writing one costs no more than joining strings. */
export interface ElementTag {
  /** `<Name`, with a namespace declaration where one is needed, still open for attributes. */
  readonly open: string;
  /** `</Name>`. */
  readonly close: string;
  /** Default namespace inside the element; `''` for none. */
  readonly namespace: string;
}

/** Members that stand before a type's own ones: `$type`, `$element`. */
export interface LeadingMembers {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

/**
 * What one element holds: its attributes and its content, both ways, with its JSON Schema. Knows nothing of the element's
 * name. Immutable, compiled once for each type (or declaration) and content.
 */
export interface ValueCodec {
  /** True when the JSON is an object with members known from the schema, beside which `$type` and `$element` may stand. */
  readonly isObject: boolean;
  /** What stands for an element that is there and holds nothing, where the type allows that. */
  readonly blank?: JsonValue;
  /** Type that a nil element has to name, because the declared one is abstract (XSD 1.0 Part 1 §3.4.4, cvc-type.2). */
  readonly nilType?: QName;
  /** Attributes that may stand on the element also when it is nil. */
  readonly attributes?: AttributesCodec | undefined;
  /**
   * The element as XML text; meaningless when there were issues. Pointers of issues are relative to the value.
   * @param leading - members of the object that someone before has already dealt with
   */
  encode(value: JsonValue, tag: ElementTag, context: EncodeContext, leading: Leading): string;
  /**
   * The reader stands on the element's start tag, afterwards behind its end tag.
   * @param into - the object to put members into, where someone before has begun one
   */
  decode(reader: XmlReader, state: DecodeState, into?: JsonObject): JsonValue;
  /** The schema; with leading members only for objects, and then never a reference. */
  schema(registry: JsonSchemaRegistry, leading?: LeadingMembers): JsonSchema;
  example(state: ExampleState): JsonValue;
  /** What of decoding goes from bytes to bytes; absent or undefined where it cannot. */
  plan?(): ValuePlan | undefined;
}
