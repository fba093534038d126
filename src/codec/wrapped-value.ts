import { type JsonObject, member, setMember } from '../json/value.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { DecodeState } from './decode-state.ts';
import type { EncodeContext } from './encode-context.ts';
import { placeError, placeIssues } from './issue-place.ts';
import type { JsonSchema, JsonSchemaRegistry } from './json-schema.ts';
import { countLeading, type Leading } from './reserved-members.ts';
import { reportUnknownMembers } from './unknown-members.ts';
import type { ElementTag, LeadingMembers, ValueCodec } from './value-codec.ts';

const VALUE = 'value';
const KNOWN = { names: new Set([VALUE]) };

/** Writes `{ $type, value }`: what is no object with members of its own stands in `value` beside the names that lead. */
export function encodeWrapped(
  codec: ValueCodec,
  object: JsonObject,
  tag: ElementTag,
  context: EncodeContext,
  leading: Leading,
): string {
  const value = member(object, VALUE);
  const outside = context.taken;
  context.taken = countLeading(leading) + (value === undefined ? 0 : 1);
  reportUnknownMembers(object, KNOWN, context, leading);
  context.taken = outside;
  if (value === undefined) {
    context.issues.push({ pointer: `/${VALUE}`, detail: 'is required' });
    return '';
  }
  const from = context.issues.length;
  const xml = codec.encode(value, tag, context, 0);
  if (context.issues.length > from) placeIssues(context.issues, from, `/${VALUE}`);
  return xml;
}

/** Reads an element into the member `value` of an object. */
export function decodeWrapped(codec: ValueCodec, reader: XmlReader, state: DecodeState, object: JsonObject): void {
  const from = state.issues.length;
  try {
    setMember(object, VALUE, codec.decode(reader, state));
  } catch (error) {
    throw placeError(error, `/${VALUE}`);
  }
  if (state.issues.length > from) placeIssues(state.issues, from, `/${VALUE}`);
}

/** Schema of `{ …leading, value }`. */
export function wrappedSchema(codec: ValueCodec, registry: JsonSchemaRegistry, leading: LeadingMembers): JsonSchema {
  return {
    type: 'object',
    properties: { ...leading.properties, [VALUE]: codec.schema(registry) },
    required: [...leading.required, VALUE],
    additionalProperties: false,
  };
}
