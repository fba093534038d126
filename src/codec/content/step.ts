import type { JsonObject } from '../../json/value.ts';
import type { QName } from '../../xml/qname.ts';
import type { XmlReader } from '../../xml/reader.ts';
import type { DecodeState } from '../decode-state.ts';
import type { EncodeContext } from '../encode-context.ts';
import type { ExampleState } from '../example-state.ts';
import type { JsonSchemaRegistry } from '../json-schema.ts';
import type { ObjectParts } from '../object-schema.ts';
import type { FieldPlan } from '../transcode/plan.ts';
import type { Allotment, Continue, Trail } from './allotment.ts';

/**
 * One particle of a content model, compiled: what it takes of the parent's object and what of the parent's children
 * (XSD 1.0 Part 1 §3.8, §3.9).
 */
export interface ContentStep {
  /** Members of the parent's object that are this particle's. */
  readonly members: readonly string[];
  /** Members without which the particle cannot be there. */
  readonly requiredMembers: readonly string[];
  /** Clark names of the elements that it may take, at any place in it. */
  readonly names: readonly string[];
  /** True when no child at all satisfies it (§3.9.6, Particle Emptiable). */
  readonly isEmptiable: boolean;
  /** True when the object has something to write for it. */
  isPresent(object: JsonObject): boolean;
  /** @param outer - default namespace around the children */
  encode(object: JsonObject, outer: string, context: EncodeContext): string;
  /** True when the child at hand can begin it. */
  accepts(reader: XmlReader): boolean;
  /**
   * Takes children while they fit, in schema order, or by an allotment where there is one; stands on a tag before and after.
   * Issues are those of strict reading.
   */
  decode(reader: XmlReader, object: JsonObject, state: DecodeState, allotment?: Allotment): void;
  /** Tries to take children from an index on, by name alone, such that `then` takes the rest; notes its decisions in the trail. */
  match(names: readonly QName[], at: number, then: Continue, trail: Trail): boolean;
  /** Takes the one child at hand although it is not its turn. @returns false when there is no room for it */
  decodeAnywhere(reader: XmlReader, object: JsonObject, state: DecodeState): boolean;
  describe(parts: ObjectParts, registry: JsonSchemaRegistry): void;
  example(object: JsonObject, state: ExampleState): void;
  /** True when an example of it would have to hold a type that is being made already. */
  wouldRepeat(state: ExampleState): boolean;
  /** Its elements in the order of the schema, where reading them by name says it all; else absent or undefined. */
  fields?(): readonly FieldPlan[] | undefined;
}
