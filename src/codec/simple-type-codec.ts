import type { ValidationIssue } from '../json/issue.ts';
import type { JsonValue } from '../json/value.ts';
import type { JsonSchema, JsonSchemaRegistry } from './json-schema.ts';
import type { ByteForm } from './transcode/plan.ts';

/** What encoding a simple value may need from around it. Fresh for each message. */
export interface SimpleEncodeContext {
  /** Where problems go; pointers are relative to the value at hand, and whoever called puts its own step in front. */
  readonly issues: ValidationIssue[];
  /**
   * A prefix bound to the namespace on the element being written: for QName and NOTATION. Asked for `''` too, where a name in
   * no namespace is written, and so no default namespace may be in force.
   */
  prefixFor(namespace: string): string;
}

/** Namespace bound to a prefix where a text stands (`''` = default namespace); undefined when it is bound to none. */
export type LookupNamespace = (prefix: string) => string | undefined;

/**
 * One simple type compiled: JSON to lexical text and back, both ways with every rule of the type and its facets
 * (XSD 1.0 Part 2 §4). Immutable; one object for one {@link SimpleType}.
 */
export interface SimpleTypeCodec {
  /** The lexical text, not yet escaped; undefined when there were issues. White space is as the type keeps it. */
  encode(value: JsonValue, context: SimpleEncodeContext): string | undefined;
  /**
   * JSON of a text as it stands in a document. Facets are not looked at: what the type can read is read.
   * @throws {UnreadableText} when the type cannot read it; its message is the predicate of a sentence and never quotes the text
   */
  decode(text: string, lookup: LookupNamespace): JsonValue;
  /** Strict reading: why the text is not valid, facets included, as a predicate; undefined when it is. */
  check(text: string, lookup: LookupNamespace): string | undefined;
  /** Texts of one value have one key, texts of different values different ones. Takes only text that the type can read. */
  key(text: string, lookup: LookupNamespace): string;
  /** JSON Schema of what `encode` takes and `decode` gives. Named enumerations may be defined in the registry. */
  schema(registry: JsonSchemaRegistry): JsonSchema;
  /** A valid value; another one for another seed where the type has so many. */
  example(seed: number): JsonValue;
  /** How bytes of its usual texts can be judged one by one; absent where only {@link SimpleTypeCodec.decode} can. */
  readonly byteForm?: ByteForm;
}

/** Text that a type cannot read. */
export class UnreadableText extends Error {
  constructor(predicate: string) {
    super(predicate);
    this.name = 'UnreadableText';
  }
}
