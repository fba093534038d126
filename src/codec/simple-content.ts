import { isJsonObject, type JsonObject, member, setMember } from '../json/value.ts';
import { escapeText } from '../xml/writer.ts';
import type { ComplexType } from '../xsd/model/complex-type.ts';
import type { SimpleType } from '../xsd/model/simple-type.ts';
import { compileAttributes } from './attributes.ts';
import type { Compiler } from './compiler.ts';
import { readElementText } from './decode-state.ts';
import { placeError, placeIssues } from './issue-place.ts';
import { createMemberNames } from './json-names.ts';
import { emptyParts, renderObject } from './object-schema.ts';
import { countLeading } from './reserved-members.ts';
import { allowOwnType, reportUnknownMembers } from './unknown-members.ts';
import type { ValueCodec } from './value-codec.ts';
import {
  constraintValue,
  fixedSchema,
  holdToFixed,
  readConstrained,
  type ValueConstraint,
} from './value-constraint.ts';
import { shieldBareName } from './xsi-attributes.ts';

/** Member that holds the text of an element whose attributes stand beside it. */
export const VALUE = 'value';

/** A complex type with simple content (XSD 1.0 Part 1 §3.4.2) and attributes: `{ value, …attributes }`. */
export function compileSimpleContent(
  type: ComplexType,
  content: SimpleType,
  compiler: Compiler,
  constraint: ValueConstraint = {},
): ValueCodec {
  const codec = compiler.simple(content);
  const names = createMemberNames(new Set([VALUE]));
  names.take(VALUE);
  const attributes = compileAttributes(type, names, compiler);
  const known = allowOwnType(new Set([VALUE, ...attributes.members]), type.name?.local);
  const { fixedValue } = constraint;
  return {
    isObject: true,
    attributes,
    encode(value, outerTag, context, leading) {
      if (!isJsonObject(value)) {
        context.issues.push({ pointer: '', detail: `must be an object with "${VALUE}" and its attributes` });
        return '';
      }
      const outside = context.taken;
      context.taken = countLeading(leading);
      const written = attributes.encode(value, context);
      const content = member(value, VALUE);
      let text: string | undefined;
      if (content === undefined) context.issues.push({ pointer: `/${VALUE}`, detail: 'is required' });
      else {
        context.taken++;
        const from = context.issues.length;
        text = codec.encode(content, context);
        if (text !== undefined) text = holdToFixed(codec, text, fixedValue, context.issues);
        if (context.issues.length > from) placeIssues(context.issues, from, `/${VALUE}`);
      }
      reportUnknownMembers(value, known, context, leading);
      context.taken = outside;
      const tag = shieldBareName(outerTag, context);
      const start = tag.open + written;
      return text === undefined || text === '' ? `${start}/>` : `${start}>${escapeText(text)}${tag.close}`;
    },
    decode(reader, state, into) {
      const object: JsonObject = into ?? {};
      attributes.decode(reader, object, state);
      const from = state.issues.length;
      try {
        setMember(object, VALUE, readConstrained(codec, readElementText(reader, state), constraint, state));
      } catch (error) {
        throw placeError(error, `/${VALUE}`);
      }
      if (state.issues.length > from) placeIssues(state.issues, from, `/${VALUE}`);
      reader.next();
      return object;
    },
    schema(registry, leading) {
      const parts = emptyParts();
      parts.properties[VALUE] = fixedSchema(codec, registry, constraint.defaultValue, fixedValue);
      parts.required.push(VALUE);
      attributes.describe(parts, registry);
      return renderObject(parts, leading);
    },
    example(state) {
      const object: JsonObject = {};
      attributes.example(object, state);
      const fixed = fixedValue === undefined ? undefined : constraintValue(codec, fixedValue);
      setMember(object, VALUE, fixed ?? codec.example(state.seed++));
      return object;
    },
  };
}
