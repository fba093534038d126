import { anyType } from '../model/any-type.ts';
import type { ElementDeclaration } from '../model/element.ts';
import type { TypeDefinition } from '../model/type-definition.ts';
import type { ParsedReference } from '../parse/components.ts';
import type { BuiltComponents } from './build/build.ts';
import type { PendingLink } from './build/context.ts';
import type { AnyComponent } from './component-spaces.ts';
import type { ReferenceGraph } from './follow.ts';
import type { SchemaSymbol } from './symbols.ts';

/**
 * Gives each element its type (XSD 1.0 Part 1 §3.3.2): the one it names or has inside, else that of its substitution group's head,
 * else `xs:anyType`; and the head itself. Elements are frozen here. Those of refused symbols are left as they are: nobody can
 * reach them.
 */
export function linkElements(
  { built, links, anonymous }: BuiltComponents,
  { targets }: ReferenceGraph,
  isRefused: (symbol: SchemaSymbol) => boolean,
): void {
  const follow = (reference: ParsedReference): AnyComponent | undefined => {
    const target = targets.get(reference);
    if (target?.kind === 'builtin') return target.type;
    return target?.kind === 'symbol' && !isRefused(target.symbol) ? built.get(target.symbol) : undefined;
  };

  const untyped: PendingLink[] = [];
  const waiting = new Map<object, PendingLink>();
  for (const link of links) {
    if (isRefused(link.owner)) continue;
    const { element, parsed } = link;
    const { type, substitutionGroup } = parsed;
    const head = substitutionGroup === undefined ? undefined : follow(substitutionGroup);
    if (head !== undefined && isElement(head)) element.substitutionGroup = head;
    if (type === undefined) {
      untyped.push(link);
      waiting.set(element, link);
      continue;
    }
    const found = 'kind' in type ? anonymous.get(link) : follow(type);
    if (found !== undefined && isType(found)) element.type = found;
    Object.freeze(element);
  }

  for (const { element } of untyped) {
    const chain: PendingLink['element'][] = [];
    let at: ElementDeclaration | undefined = element;
    for (let link = waiting.get(at); link !== undefined; link = at === undefined ? undefined : waiting.get(at)) {
      waiting.delete(link.element);
      chain.push(link.element);
      at = link.element.substitutionGroup;
    }
    const type: TypeDefinition = at?.type ?? anyType;
    for (const each of chain) {
      each.type = type;
      Object.freeze(each);
    }
  }
}

function isElement(component: AnyComponent): component is ElementDeclaration {
  return 'kind' in component && component.kind === 'element';
}

function isType(component: AnyComponent): component is TypeDefinition {
  return 'kind' in component && (component.kind === 'complex' || component.kind === 'simple');
}
