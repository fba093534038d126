import { XS } from '../xml/namespaces.ts';
import { isAnyType } from '../xsd/model/any-type.ts';
import type { ComplexType } from '../xsd/model/complex-type.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import type { SchemaSet } from '../xsd/model/schema-set.ts';
import type { TypeDefinition } from '../xsd/model/type-definition.ts';
import { compileAnyValue } from './any-value.ts';
import { arrayItem, compileArrayValue } from './array-value.ts';
import type { Adaptation, Compiler } from './compiler.ts';
import { compileComplexValue } from './complex-value.ts';
import { compileDictionary, dictionaryEntry } from './dictionary-value.ts';
import { compileElementTerm, type ElementTerm } from './element-term.ts';
import type { JsonNaming } from './json-names.ts';
import type { JsonSchema } from './json-schema.ts';
import { compileMixedValue } from './mixed-value.ts';
import { compileNillable } from './nillable-value.ts';
import { pascalCase } from './schema-names.ts';
import { compileSimpleType } from './simple/compile.ts';
import { compileSimpleContent } from './simple-content.ts';
import { compileSimpleValue } from './simple-value.ts';
import { compileSubstitutionTerm } from './substitution-term.ts';
import { nameTypes, type TypeVariant, typeVariants } from './type-variants.ts';
import { compileTypedValue } from './typed-value.ts';
import type { ValueCodec } from './value-codec.ts';
import { addDocumentation, type ValueConstraint } from './value-constraint.ts';

/**
 * Codecs by the identity of their component, for all sets of schemas that share components: one object has one content, and one
 * choice of what may stand in it. What depends on a set beyond that is remembered for each set.
 */
export interface SharedCodecs {
  readonly exact: Map<TypeDefinition, ValueCodec>;
  readonly elements: Map<ElementDeclaration, ValueCodec>;
}

/** Makes an empty memo of shared codecs. */
export function createSharedCodecs(): SharedCodecs {
  return { exact: new Map(), elements: new Map() };
}

/** Makes a compiler for one set of schemas. @param adaptation - none for literal use */
export function createCompiler(
  schemas: SchemaSet,
  jsonName: JsonNaming,
  adaptation?: Adaptation,
  { exact, elements }: SharedCodecs = createSharedCodecs(),
): Compiler {
  const ofAnything = new Map<TypeDefinition, ValueCodec>();
  const declared = new Map<TypeDefinition, Map<string, ValueCodec>>();
  const terms = new Map<ElementDeclaration, ElementTerm>();

  const compiler: Compiler = {
    schemas,
    jsonName,
    simple: compileSimpleType,
    exactValue: (type, enclosing = '') =>
      remember(isAnyType(type) ? ofAnything : exact, type, () => {
        const standard = () => compileExact(type, enclosing, compiler);
        return adaptation === undefined ? standard() : adaptation.exact(type, compiler, standard);
      }),
    declaredValue(type, block, enclosing = '') {
      const byBlock = remember(declared, type, () => new Map<string, ValueCodec>());
      return remember(byBlock, [...block].sort().join(' '), () => compileDeclared(type, block, enclosing, compiler));
    },
    elementValue: (declaration) =>
      remember(elements, declaration, () => {
        const value = compileElement(declaration, compiler);
        return adaptation === undefined ? value : adaptation.element(value);
      }),
    elementTerm: (declaration) =>
      remember(terms, declaration, () => {
        const members = declaration.block.has('substitution') ? [] : schemas.substitutionMembers(declaration);
        return members.length === 0 && !declaration.abstract
          ? compileElementTerm(declaration, compiler)
          : compileSubstitutionTerm(declaration, members, compiler);
      }),
  };
  return compiler;
}

function remember<Key, Value>(memo: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const made = make();
  memo.set(key, made);
  return made;
}

function compileExact(type: TypeDefinition, enclosing: string, compiler: Compiler): ValueCodec {
  if (type.kind === 'simple') return compileSimpleValue(compiler.simple(type));
  if (isAnyType(type)) return compileAnyValue(compiler);
  const { content } = type;
  if (content.kind === 'simple') {
    if (type.attributes.length === 0 && type.attributeWildcard === undefined) {
      return compileSimpleValue(compiler.simple(content.type));
    }
    return asComponent(
      type,
      lazily({ isObject: true }, () => compileSimpleContent(type, content.type, compiler)),
    );
  }
  const dictionary = dictionaryEntry(type);
  if (dictionary !== undefined)
    return lazily({ isObject: false, blank: {} }, () => compileDictionary(type, dictionary, compiler), type);
  const item = arrayItem(type);
  if (item !== undefined)
    return lazily({ isObject: false, blank: [] }, () => compileArrayValue(type, item, compiler), type);
  const compile = (): ValueCodec => {
    if (content.kind === 'empty') return compileComplexValue(type, undefined, enclosing, compiler);
    return content.mixed
      ? compileMixedValue(type, content.particle, enclosing, compiler)
      : compileComplexValue(type, content.particle, enclosing, compiler);
  };
  return type.name === undefined
    ? lazily({ isObject: true }, compile, type)
    : asComponent(type, lazily({ isObject: true }, compile));
}

/** @param constraint - of the element, whatever type it then has */
function compileDeclared(
  type: TypeDefinition,
  block: ElementDeclaration['block'],
  enclosing: string,
  compiler: Compiler,
  constraint?: ValueConstraint,
): ValueCodec {
  const constrained = new Map<TypeDefinition, ValueCodec>();
  const valueFor = (each: TypeDefinition, around?: string): ValueCodec =>
    constraint === undefined
      ? compiler.exactValue(each, around)
      : remember(constrained, each, () => compileConstrained(each, around, constraint, compiler));
  const own = valueFor(type, enclosing);
  if (isAnyType(type)) return own;
  const variants = isAnySimpleType(type)
    ? simpleVariants(compiler.schemas)
    : typeVariants(type, block, compiler.schemas);
  const isAbstract = type.kind === 'complex' && type.abstract;
  return variants.length > 1 || isAbstract ? compileTypedValue(type, variants, own, valueFor) : own;
}

function isAnySimpleType({ name }: TypeDefinition): boolean {
  return name !== undefined && name.namespace === XS && name.local === 'anySimpleType';
}

function simpleVariants(schemas: SchemaSet): readonly TypeVariant[] {
  return nameTypes([...schemas.types.values()].filter((type) => type.kind === 'simple'));
}

function compileElement(declaration: ElementDeclaration, compiler: Compiler): ValueCodec {
  const { type, nillable, defaultValue, fixedValue, block, name } = declaration;
  const isConstrained = defaultValue !== undefined || fixedValue !== undefined;
  let value = isConstrained
    ? compileDeclared(type, block, name.namespace, compiler, declaration)
    : compiler.declaredValue(type, block, name.namespace);
  if (type.name === undefined && declaration.scope === 'global' && value.isObject)
    value = withComponent(value, declaration, name.local, type.documentation);
  return compileNillable(value, nillable);
}

/** What an element of exactly this type holds, where it has a default or fixed value. */
function compileConstrained(
  type: TypeDefinition,
  enclosing = '',
  constraint: ValueConstraint,
  compiler: Compiler,
): ValueCodec {
  if (type.kind === 'simple') return compileSimpleValue(compiler.simple(type), constraint);
  const { content } = type;
  if (content.kind === 'simple') {
    return type.attributes.length === 0 && type.attributeWildcard === undefined
      ? compileSimpleValue(compiler.simple(content.type), constraint)
      : compileSimpleContent(type, content.type, compiler, constraint);
  }
  return content.kind === 'elements' && content.mixed && !isAnyType(type)
    ? compileMixedValue(type, content.particle, enclosing, compiler, constraint)
    : compiler.exactValue(type, enclosing);
}

/**
 * Compiles when first used: recursive types end, and what no call needs costs nothing.
 * @param inlined - the type, where its schema stands wherever it is used: within itself it is a component
 */
function lazily(
  form: Pick<ValueCodec, 'isObject' | 'blank'>,
  compile: () => ValueCodec,
  inlined?: ComplexType,
): ValueCodec {
  let isDescribed = false;
  let compiled: ValueCodec | undefined;
  const codec = (): ValueCodec => {
    compiled ??= compile();
    return compiled;
  };
  return {
    ...form,
    get attributes() {
      return codec().attributes;
    },
    encode: (value, tag, context, leading) => codec().encode(value, tag, context, leading),
    decode: (reader, state, into) => codec().decode(reader, state, into),
    schema(registry, leading) {
      if (inlined === undefined) return codec().schema(registry, leading);
      const name = pascalCase(inlined.name?.local ?? 'Nested');
      if (isDescribed) return registry.define(inlined, name, () => codec().schema(registry));
      isDescribed = true;
      try {
        return codec().schema(registry, leading);
      } finally {
        isDescribed = false;
      }
    },
    example: (state) => codec().example(state),
    plan: () => codec().plan?.(),
  };
}

/** A named type's schema is a component of its own. */
function asComponent(type: ComplexType, codec: ValueCodec): ValueCodec {
  return type.name === undefined ? codec : withComponent(codec, type, type.name.local, type.documentation);
}

/** The schema as a component, unless other members lead; everything else as it is. */
function withComponent(
  codec: ValueCodec,
  identity: object,
  name: string,
  documentation: string | undefined,
): ValueCodec {
  const describe = (schema: JsonSchema): JsonSchema =>
    documentation === undefined ? schema : addDocumentation(schema, { documentation });
  return {
    isObject: codec.isObject,
    get attributes() {
      return codec.attributes;
    },
    encode: codec.encode,
    decode: codec.decode,
    example: codec.example,
    plan: () => codec.plan?.(),
    schema: (registry, leading) =>
      leading === undefined
        ? registry.define(identity, pascalCase(name), () => describe(codec.schema(registry)))
        : describe(codec.schema(registry, leading)),
  };
}
