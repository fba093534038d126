import { BigNumeral, isJsonObject, type JsonObject, type JsonValue, member, setMember } from '../json/value.ts';
import { normaliseFragment } from '../xml/fragment.ts';
import { SOAP11_ENCODING, SOAP12_ENCODING, XS } from '../xml/namespaces.ts';
import { clarkName, type QName } from '../xml/qname.ts';
import type { XmlReader } from '../xml/reader.ts';
import { isAnyType } from '../xsd/model/any-type.ts';
import { compileAttributes } from './attributes.ts';
import type { Compiler } from './compiler.ts';
import { type DecodeState, passOver } from './decode-state.ts';
import type { EncodeContext } from './encode-context.ts';
import { checkFragments } from './fragment-check.ts';
import { createMemberNames } from './json-names.ts';
import { emptyParts, renderObject } from './object-schema.ts';
import { ANY, Leading, TYPE } from './reserved-members.ts';
import { nameTypes, type TypeVariant } from './type-variants.ts';
import { listNames, variantSchema } from './typed-value.ts';
import { reportUnknownMembers } from './unknown-members.ts';
import type { ElementTag, ValueCodec } from './value-codec.ts';
import { decodeWrapped, encodeWrapped } from './wrapped-value.ts';
import { readXsiType, withXsiType } from './xsi-attributes.ts';

/** Types whose values JSON has itself. */
const PLAIN: ReadonlySet<string> = new Set(['xs:string', 'xs:boolean', 'xs:int']);
const INT_MIN = -(2 ** 31);
const INT_MAX = 2 ** 31 - 1;

/** True for what a double is written as, which may take 17 digits. */
function isDouble(numeral: string): boolean {
  return String(Number(numeral)) === numeral;
}

/** A type of SOAP encoding by the name that XML Schema has for it (SOAP 1.1 §5.1). */
function ofSchema({ namespace, local }: QName): QName {
  const isOfEncoding = namespace === SOAP11_ENCODING || namespace === SOAP12_ENCODING;
  return { namespace: isOfEncoding ? XS : namespace, local };
}

/**
 * `xs:anyType` (design.md §2): a JSON string, boolean or number stands for `xs:string`, `xs:boolean`, `xs:int` or `xs:double`; what
 * has another type names it by `$type`; what has none is XML text in `$any`.
 */
export function compileAnyValue(compiler: Compiler): ValueCodec {
  const { schemas } = compiler;
  const names = createMemberNames(new Set());
  names.take(ANY);
  const attributes = compileAttributes(schemas.anyType, names, compiler);
  const known = { names: new Set([ANY, ...attributes.members]) };
  let made: ReadonlyMap<string, TypeVariant> | undefined;
  const byTypeName = (): ReadonlyMap<string, TypeVariant> => {
    made ??= new Map(
      nameTypes([...schemas.types.values()].filter((type) => !isAnyType(type))).map((variant) => [
        variant.typeName,
        variant,
      ]),
    );
    return made;
  };
  let madeByName: ReadonlyMap<string, TypeVariant> | undefined;
  const byName = (): ReadonlyMap<string, TypeVariant> => {
    madeByName ??= new Map([...byTypeName().values()].map((variant) => [clarkName(variant.type.name), variant]));
    return madeByName;
  };

  const encodeAs = (builtin: string, text: JsonValue, tag: ElementTag, context: EncodeContext): string => {
    const type = schemas.types.get(`{${XS}}${builtin}`);
    if (type === undefined) return '';
    return compiler
      .exactValue(type)
      .encode(text, withXsiType(tag, { namespace: XS, local: builtin }, context), context, 0);
  };

  const encodeObject = (value: JsonObject, tag: ElementTag, context: EncodeContext): string => {
    const typeName = member(value, TYPE);
    if (typeName === undefined) return encodeUntyped(value, tag, context);
    const variant = typeof typeName === 'string' ? byTypeName().get(typeName) : undefined;
    if (variant === undefined) {
      context.issues.push({
        pointer: `/${TYPE}`,
        detail: `must be a type of the schema: ${listNames(byTypeName().keys())}`,
      });
      return '';
    }
    const codec = compiler.exactValue(variant.type);
    const typed = withXsiType(tag, variant.type.name, context);
    return codec.isObject
      ? codec.encode(value, typed, context, Leading.Type)
      : encodeWrapped(codec, value, typed, context, Leading.Type);
  };

  const encodeUntyped = (value: JsonObject, tag: ElementTag, context: EncodeContext): string => {
    const text = member(value, ANY);
    if (typeof text !== 'string') {
      const detail =
        text === undefined ? `needs "${TYPE}", or "${ANY}" with XML text` : 'must be a string with XML text';
      context.issues.push({ pointer: text === undefined ? '' : `/${ANY}`, detail });
      return '';
    }
    const outside = context.taken;
    context.taken = 1;
    const start = tag.open + attributes.encode(value, context);
    reportUnknownMembers(value, known, context, Leading.None);
    context.taken = outside;
    const fragment = normaliseFragment(text, 'mixed');
    const problem = fragment.ok ? checkFragments(fragment.xml, compiler) : fragment.detail;
    if (problem !== undefined) context.issues.push({ pointer: `/${ANY}`, detail: problem });
    if (!fragment.ok) return '';
    return fragment.xml === '' ? `${start}/>` : `${start}>${fragment.xml}${tag.close}`;
  };

  const decodeUntyped = (reader: XmlReader, state: DecodeState): JsonValue => {
    const object: JsonObject = {};
    attributes.decode(reader, object, state);
    setMember(object, ANY, reader.readInnerXml());
    return object;
  };

  return {
    isObject: false,
    encode(value, tag, context) {
      if (typeof value === 'string') return encodeAs('string', value, tag, context);
      if (typeof value === 'boolean') return encodeAs('boolean', value, tag, context);
      if (value instanceof BigNumeral && isDouble(value.numeral)) {
        return encodeAs('double', Number(value.numeral), tag, context);
      }
      if (typeof value === 'number') return encodeAs(isInt(value) ? 'int' : 'double', value, tag, context);
      if (isJsonObject(value)) return encodeObject(value, tag, context);
      const detail =
        value instanceof BigNumeral
          ? `is a number that a double cannot hold: send { "${TYPE}": "xs:decimal", "value": "…" }`
          : `must be a string, a boolean, a number, or an object with "${TYPE}" or "${ANY}"`;
      context.issues.push({ pointer: '', detail });
      return '';
    },
    decode(reader, state) {
      const name = readXsiType(reader);
      const variant = name === undefined ? undefined : byName().get(clarkName(ofSchema(name)));
      if (variant === undefined) {
        const isKnown = name === undefined || (name.namespace === XS && name.local === 'anyType');
        if (!isKnown) passOver(state, `has a type ${name.local} that the schema does not define`);
        return decodeUntyped(reader, state);
      }
      const codec = compiler.exactValue(variant.type);
      const object: JsonObject = {};
      setMember(object, TYPE, variant.typeName);
      if (codec.isObject) return codec.decode(reader, state, object);
      decodeWrapped(codec, reader, state, object);
      const value = member(object, 'value');
      return isPlain(variant.typeName, value) ? (value ?? null) : object;
    },
    schema: (registry) =>
      registry.define(attributes, 'AnyValue', () => {
        const untyped = emptyParts();
        untyped.properties[ANY] = {
          type: 'string',
          contentMediaType: 'application/xml',
          description: 'Content as XML text.',
        };
        untyped.required.push(ANY);
        attributes.describe(untyped, registry);
        const typed = [...byTypeName().values()]
          .filter(({ typeName }) => !PLAIN.has(typeName))
          .map((variant) =>
            variantSchema(
              { ...variant, isDeclared: false, codec: () => compiler.exactValue(variant.type) },
              registry,
              undefined,
            ),
          );
        return {
          description:
            'A value of any type: a string, a boolean, a number; of another type, named by $type; or XML text in $any.',
          anyOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'number' }, renderObject(untyped), ...typed],
        };
      }),
    example: (state) => `text${state.seed++}`,
  };
}

/** True when a JSON number is written as `xs:int`; minus zero is not, for an integer has no sign of zero. */
function isInt(value: number): boolean {
  return Number.isInteger(value) && value >= INT_MIN && value <= INT_MAX && !Object.is(value, -0);
}

/** True when the JSON alone says which type it is, so that it is written as that one again. */
function isPlain(typeName: string, value: JsonValue | undefined): boolean {
  if (PLAIN.has(typeName)) return true;
  return typeName === 'xs:double' && typeof value === 'number' && !isInt(value);
}
