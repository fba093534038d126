import { isJsonObject, type JsonObject, member, setMember } from '../json/value.ts';
import { XSI } from '../xml/namespaces.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { AttributesCodec } from './attributes.ts';
import { type DecodeState, passOver } from './decode-state.ts';
import type { EncodeContext } from './encode-context.ts';
import type { JsonSchema } from './json-schema.ts';
import { emptyParts, renderObject } from './object-schema.ts';
import { countLeading, type Leading, NIL } from './reserved-members.ts';
import { planOnce } from './transcode/plan.ts';
import { reportUnknownMembers } from './unknown-members.ts';
import type { ElementTag, ValueCodec } from './value-codec.ts';
import { isNil, withXsiType } from './xsi-attributes.ts';

/**
 * Nil (XSD 1.0 Part 1 §2.6.2, §3.3.4 clause 3): `null`, or `{ $nil: true, …attributes }` where the nil element has attributes
 * or its name has to be told. An element that may not be nil is read as `null` all the same when it is.
 */
export function compileNillable(value: ValueCodec, nillable: boolean): ValueCodec {
  const attributes = value.attributes?.isEmpty === false ? value.attributes : undefined;
  const nil = compileNilObject(attributes);
  /** Where `null` would not say it all. */
  const mayBeObject = (leads: boolean): boolean => nillable && (attributes !== undefined || (leads && value.isObject));
  return {
    isObject: value.isObject,
    ...(value.blank === undefined ? {} : { blank: value.blank }),
    ...(value.attributes === undefined ? {} : { attributes: value.attributes }),
    encode(json, tag, context, leading) {
      if (json === null) {
        if (!nillable) {
          context.issues.push({ pointer: '', detail: 'must not be null' });
          return '';
        }
        context.usesXsi = true;
        const { open } = value.nilType === undefined ? tag : withXsiType(tag, value.nilType, context);
        return `${open} xsi:nil="true"/>`;
      }
      const isNilObject = isJsonObject(json) && Object.hasOwn(json, NIL) && mayBeObject(leading !== 0);
      return isNilObject ? nil.encode(json, tag, context, leading) : value.encode(json, tag, context, leading);
    },
    decode(reader, state, into) {
      if (!isNil(reader)) return value.decode(reader, state, into);
      if (!nillable) passOver(state, 'must not be nil');
      const own: JsonObject = {};
      if (value.attributes === undefined) passOverAttributes(reader, state);
      else value.attributes.decode(reader, own, state);
      skipContent(reader, state);
      if (into === undefined && Object.keys(own).length === 0) return null;
      const object: JsonObject = into ?? {};
      setMember(object, NIL, true);
      return Object.assign(object, own);
    },
    plan: planOnce(() => {
      const plan = value.plan?.();
      return plan === undefined || !nillable ? plan : { ...plan, isNillable: true };
    }),
    schema(registry, leading) {
      const schema = value.schema(registry, leading);
      if (!nillable) return schema;
      if (!mayBeObject(leading !== undefined)) return leading === undefined ? orNull(schema) : schema;
      const parts = emptyParts();
      parts.properties[NIL] = { const: true };
      parts.required.push(NIL);
      attributes?.describe(parts, registry);
      // Without attributes `null` says it all, unless other members have to be there.
      const withAttributes = leading === undefined ? { minProperties: 2 } : {};
      const alternatives = [schema, { ...renderObject(parts, leading), ...withAttributes }];
      return { anyOf: leading === undefined ? [...alternatives, { type: 'null' }] : alternatives };
    },
    example: (state) => value.example(state),
  };
}

/** A nil element as an object. */
function compileNilObject(attributes: AttributesCodec | undefined) {
  const known = { names: new Set([NIL, ...(attributes?.members ?? [])]) };
  return {
    encode(object: JsonObject, tag: ElementTag, context: EncodeContext, leading: Leading): string {
      if (member(object, NIL) !== true)
        context.issues.push({ pointer: `/${NIL}`, detail: 'must be true, or left out' });
      const outside = context.taken;
      context.taken = countLeading(leading) + 1;
      const xml = attributes?.encode(object, context) ?? '';
      reportUnknownMembers(object, known, context, leading);
      context.taken = outside;
      context.usesXsi = true;
      return `${tag.open} xsi:nil="true"${xml}/>`;
    },
  };
}

function passOverAttributes({ attributes }: XmlReader, state: DecodeState): void {
  for (const { namespace, local } of attributes) {
    if (namespace !== XSI) passOver(state, `has an attribute ${local} that its type does not have`);
  }
}

function skipContent(reader: XmlReader, state: DecodeState): void {
  for (let kind = reader.next(); kind !== 'end'; kind = reader.kind) {
    passOver(state, 'is nil and holds something');
    if (kind === 'start') reader.skipElement();
    else reader.next();
  }
  reader.next();
}

/** The schema with `null` beside it. */
export function orNull(schema: JsonSchema): JsonSchema {
  if (schema.type === undefined || schema.$ref !== undefined || schema.const !== undefined || isComposed(schema)) {
    const { xml, ...rest } = schema;
    return { anyOf: [rest, { type: 'null' }], ...(xml === undefined ? {} : { xml }) };
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const nullable: JsonSchema = { ...schema, type: [...types, 'null'] };
  if (schema.enum !== undefined) nullable.enum = [...schema.enum, null];
  return nullable;
}

function isComposed({ oneOf, anyOf, allOf }: JsonSchema): boolean {
  return oneOf !== undefined || anyOf !== undefined || allOf !== undefined;
}
