import { XS } from '../xml/namespaces.ts';
import { clarkName } from '../xml/qname.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import type { SchemaSet } from '../xsd/model/schema-set.ts';
import type { TypeDefinition } from '../xsd/model/type-definition.ts';

/** A type that an element may have in the instance, by the name that `$type` gives it. */
export interface TypeVariant {
  readonly typeName: string;
  readonly type: TypeDefinition & { readonly name: NonNullable<TypeDefinition['name']> };
}

/** Named concrete types that may stand for the declared one, itself first where it may (XSD 1.0 Part 1 §3.3.4, clause 4.3). */
export function typeVariants(
  declared: TypeDefinition,
  block: ElementDeclaration['block'],
  schemas: SchemaSet,
): readonly TypeVariant[] {
  const blocked = new Set<string>([...block, ...(declared.kind === 'complex' ? declared.block : [])]);
  const derived = schemas.derivedTypes(declared).filter((type) => isAllowed(type, declared, blocked));
  return nameTypes([declared, ...derived]);
}

/** Gives each concrete type its name: the local one, the expanded one where two would clash; built-in types as `xs:int`. */
export function nameTypes(types: readonly TypeDefinition[]): readonly TypeVariant[] {
  const named = types.filter(isNamed).filter((type) => !(type.kind === 'complex' && type.abstract));
  const counts = new Map<string, number>();
  for (const { name } of named) counts.set(name.local, (counts.get(name.local) ?? 0) + 1);
  return named.map((type) => {
    const { namespace, local } = type.name;
    if (namespace === XS) return { typeName: `xs:${local}`, type };
    return { typeName: (counts.get(local) ?? 0) > 1 ? clarkName(type.name) : local, type };
  });
}

function isNamed(type: TypeDefinition): type is TypeVariant['type'] {
  return type.name !== undefined;
}

/** True unless a step of the derivation is one that is blocked. */
function isAllowed(type: TypeDefinition, declared: TypeDefinition, blocked: ReadonlySet<string>): boolean {
  if (blocked.size === 0) return true;
  for (let at: TypeDefinition | undefined = type; at !== undefined && at !== declared; at = at.base) {
    if (blocked.has(at.kind === 'complex' ? at.derivation : 'restriction') || at.base === at) return false;
  }
  return true;
}
