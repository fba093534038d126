import { nearMatch } from '../diagnostics/near-match.ts';
import { isJsonObject, type JsonObject, member, setMember } from '../json/value.ts';
import { clarkName } from '../xml/qname.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import type { Compiler } from './compiler.ts';
import { type ElementTerm, makeTags } from './element-term.ts';
import type { JsonSchema, JsonSchemaRegistry } from './json-schema.ts';
import { ELEMENT, Leading } from './reserved-members.ts';
import { pascalCase } from './schema-names.ts';
import { listNames } from './typed-value.ts';
import type { ElementTag, LeadingMembers, ValueCodec } from './value-codec.ts';
import { decodeWrapped, encodeWrapped, wrappedSchema } from './wrapped-value.ts';

interface Substitute {
  readonly declaration: ElementDeclaration;
  /** Local name, or the expanded one where two would clash. */
  readonly elementName: string;
  readonly inside: ElementTag;
  readonly outside: ElementTag;
  readonly value: () => ValueCodec;
}

/**
 * The head of a substitution group with those that may stand in its place (XSD 1.0 Part 1 §2.2.2.2, §3.3.6): an object in which
 * `$element` names the one that does. On input it may be left out for a head that is not abstract.
 */
export function compileSubstitutionTerm(
  head: ElementDeclaration,
  members: readonly ElementDeclaration[],
  compiler: Compiler,
): ElementTerm {
  const declarations = head.abstract ? members : [head, ...members];
  const substitutes = declarations.map((declaration): Substitute => {
    const { local } = declaration.name;
    const clashes = declarations.some((other) => other !== declaration && other.name.local === local);
    let value: ValueCodec | undefined;
    return {
      declaration,
      elementName: clashes ? clarkName(declaration.name) : local,
      ...makeTags(declaration.name),
      value: () => {
        value ??= compiler.elementValue(declaration);
        return value;
      },
    };
  });
  const byElementName = new Map(substitutes.map((substitute) => [substitute.elementName, substitute]));
  const byName = new Map(substitutes.map((substitute) => [clarkName(substitute.declaration.name), substitute]));
  const ofHead = substitutes.find(({ declaration }) => declaration === head);
  const locals = new Set(declarations.map(({ name }) => name.local));

  return {
    name: head.name,
    names: [...byName.keys()],
    matches: ({ namespace, local }) => locals.has(local) && byName.has(clarkName({ namespace, local })),
    encode(value, outer, context) {
      const named = isJsonObject(value) ? member(value, ELEMENT) : undefined;
      const substitute =
        named === undefined ? ofHead : typeof named === 'string' ? byElementName.get(named) : undefined;
      if (substitute === undefined) {
        const near = typeof named === 'string' ? nearMatch(named, byElementName.keys()) : undefined;
        const hint = near === undefined ? '' : `; did you mean "${near}"?`;
        const detail = `must be one of ${listNames(byElementName.keys())}${hint}`;
        if (isJsonObject(value)) context.issues.push({ pointer: `/${ELEMENT}`, detail });
        else
          context.issues.push({
            pointer: '',
            detail: `must be an object whose "${ELEMENT}" is one of ${listNames(byElementName.keys())}`,
          });
        return '';
      }
      const tag = outer === substitute.declaration.name.namespace ? substitute.inside : substitute.outside;
      const codec = substitute.value();
      if (named === undefined || !isJsonObject(value)) return codec.encode(value, tag, context, Leading.None);
      return codec.isObject
        ? codec.encode(value, tag, context, Leading.Element)
        : encodeWrapped(codec, value, tag, context, Leading.Element);
    },
    decode(reader, state) {
      const substitute = byName.get(clarkName({ namespace: reader.namespace, local: reader.local }));
      const object: JsonObject = {};
      if (substitute === undefined) return object; // `matches` was asked before
      setMember(object, ELEMENT, substitute.elementName);
      const codec = substitute.value();
      if (codec.isObject) codec.decode(reader, state, object);
      else decodeWrapped(codec, reader, state, object);
      return object;
    },
    schema: (registry) =>
      registry.define(byElementName, `${pascalCase(head.name.local)}Element`, () => unionSchema(substitutes, registry)),
    example(state) {
      const usable = substitutes.filter(({ declaration }) => !state.open.has(declaration.type));
      const chosen = ofHead ?? usable[state.seed % Math.max(1, usable.length)] ?? substitutes[0];
      const object: JsonObject = {};
      if (chosen === undefined) return object;
      setMember(object, ELEMENT, chosen.elementName);
      const value = chosen.value().example(state);
      if (chosen.value().isObject && isJsonObject(value)) return Object.assign(object, value);
      setMember(object, 'value', value);
      return object;
    },
  };
}

/** One schema for each element, told apart by `$element`. */
function unionSchema(substitutes: readonly Substitute[], registry: JsonSchemaRegistry): JsonSchema {
  const mapping: Record<string, string> = {};
  const oneOf = substitutes.map((substitute) => {
    const { declaration, elementName, value } = substitute;
    const leading: LeadingMembers = {
      properties: { [ELEMENT]: { type: 'string', const: elementName } },
      required: [ELEMENT],
    };
    const schema = registry.define(substitute, `${pascalCase(declaration.name.local)}Substitute`, () =>
      value().isObject ? value().schema(registry, leading) : wrappedSchema(value(), registry, leading),
    );
    if (schema.$ref !== undefined) mapping[elementName] = schema.$ref;
    return schema;
  });
  return { oneOf, discriminator: { propertyName: ELEMENT, mapping } };
}
