import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { clarkName } from '../../xml/qname.ts';
import { anyType, isAnyType } from '../model/any-type.ts';
import type { AttributeDeclaration } from '../model/attribute.ts';
import type { ElementDeclaration } from '../model/element.ts';
import type { SchemaSet } from '../model/schema-set.ts';
import type { TypeDefinition } from '../model/type-definition.ts';
import { maySubstitute } from './substitution.ts';

/** What a schema set is made of. */
export interface SchemaSetParts {
  readonly elements: ReadonlyMap<string, ElementDeclaration>;
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly attributes: ReadonlyMap<string, AttributeDeclaration>;
  readonly refusedElements: ReadonlyMap<string, Diagnostic>;
  readonly refusedTypes: ReadonlyMap<string, Diagnostic>;
  readonly targetNamespaces: readonly string[];
}

/** Makes the schema set. Derived types and members of substitution groups are found when they are first asked for. */
export function createSchemaSet(parts: SchemaSetParts): SchemaSet {
  const { elements, types } = parts;
  let derived: ReadonlyMap<TypeDefinition, readonly TypeDefinition[]> | undefined;
  let members: ReadonlyMap<ElementDeclaration, readonly ElementDeclaration[]> | undefined;
  return {
    elements,
    types,
    attributes: parts.attributes,
    refusedElements: parts.refusedElements,
    refusedTypes: parts.refusedTypes,
    targetNamespaces: parts.targetNamespaces,
    anyType,
    findElement: (name) => elements.get(clarkName(name)),
    findType: (name) => types.get(clarkName(name)),
    derivedTypes(type) {
      derived ??= indexDerived(types.values());
      return derived.get(type) ?? [];
    },
    substitutionMembers(head) {
      members ??= indexMembers(elements.values());
      return members.get(head) ?? [];
    },
  };
}

function indexDerived(types: Iterable<TypeDefinition>): ReadonlyMap<TypeDefinition, readonly TypeDefinition[]> {
  const index = new Map<TypeDefinition, TypeDefinition[]>();
  for (const type of types) {
    if (isBuiltin(type)) continue;
    for (let base = type.base; base !== undefined && !isBuiltin(base); base = base.base) append(index, base, type);
  }
  return index;
}

/** True for `xs:anyType` and the built-in simple types, from which nearly everything is derived. */
function isBuiltin(type: TypeDefinition): boolean {
  return isAnyType(type) || (type.kind === 'simple' && type.location.file === anyType.location.file);
}

function indexMembers(
  elements: Iterable<ElementDeclaration>,
): ReadonlyMap<ElementDeclaration, readonly ElementDeclaration[]> {
  const index = new Map<ElementDeclaration, ElementDeclaration[]>();
  for (const element of elements) {
    if (element.abstract) continue;
    for (let head = element.substitutionGroup; head !== undefined; head = head.substitutionGroup) {
      if (maySubstitute(element, head)) append(index, head, element);
    }
  }
  return index;
}

function append<Key, Value>(index: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [value]);
  else known.push(value);
}
