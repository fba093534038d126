import { nearMatch } from '../diagnostics/near-match.ts';
import { isJsonObject, type JsonObject, type JsonValue, member, setMember } from '../json/value.ts';
import { clarkName } from '../xml/qname.ts';
import type { TypeDefinition } from '../xsd/model/type-definition.ts';
import { passOver } from './decode-state.ts';
import type { EncodeContext } from './encode-context.ts';
import { within } from './example-state.ts';
import type { JsonSchema, JsonSchemaRegistry } from './json-schema.ts';
import { Leading, TYPE, withLeading } from './reserved-members.ts';
import { pascalCase } from './schema-names.ts';
import { PlanKind, planOnce, typeMemberBytes, uncovered, type ValuePlan } from './transcode/plan.ts';
import type { TypeVariant } from './type-variants.ts';
import type { LeadingMembers, ValueCodec } from './value-codec.ts';
import { decodeWrapped, encodeWrapped, wrappedSchema } from './wrapped-value.ts';
import { readXsiType, withXsiType } from './xsi-attributes.ts';

interface CompiledVariant extends TypeVariant {
  readonly codec: () => ValueCodec;
  /** The declared type itself: it needs no `xsi:type`. */
  readonly isDeclared: boolean;
}

/**
 * An element whose declared type has derived types (XSD 1.0 Part 1 §2.6.1, §3.3.4): `$type` names the actual one. It is always
 * there on output; on input its absence means the declared type. `xsi:type` is written only where the type is another one.
 * @param own - what an element of the declared type holds
 * @param valueFor - what one of another type holds
 */
export function compileTypedValue(
  declared: TypeDefinition,
  variants: readonly TypeVariant[],
  own: ValueCodec,
  valueFor: (type: TypeDefinition) => ValueCodec,
): ValueCodec {
  const compiled = variants.map(
    (variant): CompiledVariant => ({
      ...variant,
      isDeclared: variant.type === declared,
      codec: () => (variant.type === declared ? own : valueFor(variant.type)),
    }),
  );
  const byTypeName = new Map(compiled.map((variant) => [variant.typeName, variant]));
  const byName = new Map(compiled.map((variant) => [clarkName(variant.type.name), variant]));
  const ofDeclared = compiled.find(({ isDeclared }) => isDeclared);
  // A scalar or an array that is of the declared type stands as it is; of another one, beside the type's name.
  const isPlain = ofDeclared !== undefined && !own.isObject;

  const choose = (value: JsonValue, context: EncodeContext): CompiledVariant | undefined => {
    const typeName = isJsonObject(value) ? member(value, TYPE) : undefined;
    if (typeName === undefined) {
      if (ofDeclared !== undefined) return ofDeclared;
      const detail = isJsonObject(value) ? `is required: one of ${listNames(byTypeName.keys())}` : 'must be an object';
      context.issues.push({ pointer: isJsonObject(value) ? `/${TYPE}` : '', detail });
      return undefined;
    }
    const variant = typeof typeName === 'string' ? byTypeName.get(typeName) : undefined;
    if (variant !== undefined) return variant;
    const near = typeof typeName === 'string' ? nearMatch(typeName, byTypeName.keys()) : undefined;
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    context.issues.push({ pointer: `/${TYPE}`, detail: `must be one of ${listNames(byTypeName.keys())}${hint}` });
    return undefined;
  };

  return {
    isObject: !isPlain,
    ...(ofDeclared === undefined && compiled[0] !== undefined ? { nilType: compiled[0].type.name } : {}),
    ...(ofDeclared !== undefined && own.attributes !== undefined ? { attributes: own.attributes } : {}),
    encode(value, tag, context, leading) {
      const variant = choose(value, context);
      if (variant === undefined) return '';
      const typed = variant.isDeclared ? tag : withXsiType(tag, variant.type.name, context);
      const isNamed = isJsonObject(value) && Object.hasOwn(value, TYPE);
      if (!isNamed) return variant.codec().encode(value, typed, context, leading);
      const dealtWith = withLeading(leading, Leading.Type);
      if (variant.codec().isObject) return variant.codec().encode(value, typed, context, dealtWith);
      return encodeWrapped(variant.codec(), value, typed, context, dealtWith);
    },
    decode(reader, state, into) {
      const name = readXsiType(reader);
      const found = name === undefined ? ofDeclared : byName.get(clarkName(name));
      if (found === undefined) {
        passOver(
          state,
          name === undefined
            ? 'has an abstract type and no xsi:type'
            : `has a type ${name.local} that may not stand here`,
        );
      }
      const variant = found ?? ofDeclared ?? compiled[0];
      if (variant === undefined) return own.decode(reader, state, into);
      if (isPlain && variant.isDeclared) return own.decode(reader, state);
      const object: JsonObject = into ?? {};
      setMember(object, TYPE, variant.typeName);
      if (variant.codec().isObject) variant.codec().decode(reader, state, object);
      else decodeWrapped(variant.codec(), reader, state, object);
      return object;
    },
    plan: planOnce(() => {
      if (isPlain) return undefined;
      const variants = new Map(compiled.map((variant) => [clarkName(variant.type.name), planVariant(variant)]));
      const plain = ofDeclared === undefined ? uncovered : variants.get(clarkName(ofDeclared.type.name))?.();
      return { ...(plain ?? uncovered), variants };
    }),
    schema(registry, leading) {
      const describe = (): JsonSchema => unionSchema(compiled, isPlain, registry, leading);
      return leading === undefined ? registry.define(byTypeName, schemaName(declared), describe) : describe();
    },
    example(state) {
      const usable = compiled.filter(({ type }) => !state.open.has(type));
      const variant = ofDeclared ?? usable[state.seed % Math.max(1, usable.length)] ?? compiled[0];
      if (variant === undefined) return {};
      if (isPlain && variant.isDeclared) return own.example(state);
      const value = within(declared, state, () => variant.codec().example(state));
      const object: JsonObject = {};
      setMember(object, TYPE, variant.typeName);
      if (variant.codec().isObject && isJsonObject(value)) return Object.assign(object, value);
      setMember(object, 'value', value);
      return object;
    },
  };
}

/** A variant's plan, which tells its type; made when it is met. */
function planVariant({ codec, typeName }: CompiledVariant): () => ValuePlan {
  const plan = planOnce(() => {
    const own = codec().isObject ? codec().plan?.() : undefined;
    return own?.kind === PlanKind.Object ? { ...own, typeMember: typeMemberBytes(typeName) } : undefined;
  });
  return () => plan() ?? uncovered;
}

function schemaName(type: TypeDefinition): string {
  return type.name?.local ?? 'Type';
}

/** One schema for each type, told apart by `$type`. */
function unionSchema(
  variants: readonly CompiledVariant[],
  isPlain: boolean,
  registry: JsonSchemaRegistry,
  leading: LeadingMembers | undefined,
): JsonSchema {
  const mapping: Record<string, string> = {};
  const branches: JsonSchema[] = [];
  for (const variant of variants) {
    if (isPlain && variant.isDeclared) {
      branches.push(variant.codec().schema(registry));
      continue;
    }
    const schema = variantSchema(variant, registry, leading);
    branches.push(schema);
    if (schema.$ref !== undefined) mapping[variant.typeName] = schema.$ref;
  }
  if (branches.length === 0) return { not: {} }; // an abstract type with nothing that could stand for it
  if (isPlain) return { anyOf: branches };
  const [only, ...others] = branches;
  if (only !== undefined && others.length === 0) return only;
  return {
    oneOf: branches,
    ...(leading === undefined ? { discriminator: { propertyName: TYPE, mapping } } : {}),
  };
}

/** The schema of one type with `$type`; a component of its own unless other members lead as well. */
export function variantSchema(
  variant: TypeVariant & { readonly isDeclared: boolean; readonly codec: () => ValueCodec },
  registry: JsonSchemaRegistry,
  leading: LeadingMembers | undefined,
): JsonSchema {
  const { typeName, isDeclared, codec } = variant;
  const describe = (): JsonSchema => {
    const members: LeadingMembers = {
      properties: { ...leading?.properties, [TYPE]: { type: 'string', const: typeName } },
      required: [...(leading?.required ?? []), ...(isDeclared ? [] : [TYPE])],
    };
    return codec().isObject ? codec().schema(registry, members) : wrappedSchema(codec(), registry, members);
  };
  if (leading !== undefined) return describe();
  const prefix = isDeclared ? 'Plain' : 'Typed';
  return registry.define(variantIdentity(codec(), isDeclared, typeName), prefix + pascalCase(typeName), describe);
}

const identities = new WeakMap<ValueCodec, Map<string, object>>();

/** One object for each schema that a type has with `$type` in it, so that all who refer to it share one component. */
function variantIdentity(codec: ValueCodec, isDeclared: boolean, typeName: string): object {
  const known = identities.get(codec) ?? new Map<string, object>();
  identities.set(codec, known);
  const key = `${isDeclared ? 'plain' : 'typed'} ${typeName}`;
  const identity = known.get(key) ?? {};
  known.set(key, identity);
  return identity;
}

/** How many names are listed in a message. */
const LISTED_MAX = 20;

/** Names in quotes, the first of many. */
export function listNames(names: Iterable<string>): string {
  const all = [...names];
  const listed = all.slice(0, LISTED_MAX).map((name) => `"${name}"`);
  return all.length > LISTED_MAX ? `${listed.join(', ')}, …` : listed.join(', ');
}
