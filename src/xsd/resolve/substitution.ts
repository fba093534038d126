import type { ElementDeclaration } from '../model/element.ts';
import type { TypeDefinition } from '../model/type-definition.ts';

/**
 * True when an element of the substitution group may stand in for its head (XSD 1.0 Part 1 §3.3.6, Substitution Group OK): the
 * head does not block substitution, nor a way in which the member's type is derived from its own.
 */
export function maySubstitute(member: ElementDeclaration, head: ElementDeclaration): boolean {
  if (head.block.has('substitution')) return false;
  const blocked = new Set<string>(head.block);
  if (head.type.kind === 'complex') for (const way of head.type.block) blocked.add(way);
  for (let type: TypeDefinition = member.type; type !== head.type; ) {
    const way = type.kind === 'complex' ? type.derivation : 'restriction';
    const base: TypeDefinition | undefined = type.base;
    if (base === undefined || base === type) return true; // not derived from the head's type at all: taken as it is
    if (blocked.has(way)) return false;
    type = base;
    if (type !== head.type && type.kind === 'complex') for (const each of type.block) blocked.add(each);
  }
  return true;
}
