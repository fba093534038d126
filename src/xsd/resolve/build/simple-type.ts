import { clarkName, type QName } from '../../../xml/qname.ts';
import { builtinType } from '../../builtin/types.ts';
import type { Facets } from '../../model/facet.ts';
import type { SimpleType } from '../../model/simple-type.ts';
import type { TypeDefinition } from '../../model/type-definition.ts';
import type { ParsedReference, ParsedSimpleType } from '../../parse/components.ts';
import { type BuildContext, componentOf, refuse, warn } from './context.ts';
import { buildFacets } from './facets.ts';

/** Makes a simple type: a restriction keeps the variety of its base, lists and unions have `xs:anySimpleType` as theirs (XSD 1.0 Part 1 §3.14.2). */
export function buildSimpleType(parsed: ParsedSimpleType, context: BuildContext): SimpleType {
  const { derivation, location, documentation, name } = parsed;
  const common = {
    kind: 'simple',
    location,
    ...(name === undefined ? {} : { name }),
    ...(documentation === undefined ? {} : { documentation }),
  } as const;
  if (derivation.kind === 'restriction') {
    const base = simpleTypeOf(derivation.base, context);
    const depth = derivationDepth(base) + 1;
    if (depth > context.limits.derivationDepthMax) {
      const message = `it is derived over more than ${context.limits.derivationDepthMax} steps (derivationDepthMax)`;
      refuse(context, 'xsd/derivation-depth', message, location);
    }
    return restrict(common, base, buildFacets(derivation.facets, base, context));
  }
  const base = anySimpleType();
  if (derivation.kind === 'list') {
    const itemType = simpleTypeOf(derivation.itemType, context);
    if (itemType.variety === 'list') refuse(context, 'st-props-correct', 'it is a list of lists', location);
    return Object.freeze({ ...common, base, variety: 'list', itemType, facets: listFacets });
  }
  const memberTypes = derivation.memberTypes.map((member) => simpleTypeOf(member, context));
  return Object.freeze({ ...common, base, variety: 'union', memberTypes, facets: {} });
}

/** White space separates the items of a list, whatever is said (XSD 1.0 Part 2 §4.3.6). */
const listFacets: Facets = Object.freeze({ whiteSpace: 'collapse' });

/** A restriction of `base` by facets of its own. */
export function restrict(
  common: Pick<SimpleType, 'kind' | 'location' | 'documentation'> & { readonly name?: QName },
  base: SimpleType,
  facets: SimpleType['facets'],
): SimpleType {
  switch (base.variety) {
    case 'atomic':
      return Object.freeze({ ...common, base, facets, variety: 'atomic', builtin: base.builtin });
    case 'list':
      return Object.freeze({ ...common, base, facets, variety: 'list', itemType: base.itemType });
    case 'union':
      return Object.freeze({ ...common, base, facets, variety: 'union', memberTypes: base.memberTypes });
  }
}

/**
 * The simple type that a reference or a definition gives; of a complex type its simple content, with a warning, which is what
 * is meant by types such as `soapenc:string` in such a place.
 */
export function simpleTypeOf(type: ParsedReference | ParsedSimpleType, context: BuildContext): SimpleType {
  if ('kind' in type) return buildSimpleType(type, context);
  const found: TypeDefinition = componentOf('type', type, context);
  if (found.kind === 'simple') return found;
  const name = clarkName(type.name);
  if (found.content.kind !== 'simple') {
    return refuse(context, 'st-props-correct', `type ${name} is not simple, as it must be here`, type.location);
  }
  warn(context, 'st-props-correct', `type ${name} is complex; its simple content is taken`, type.location);
  return found.content.type;
}

/** `xs:anySimpleType`. */
export function anySimpleType(): SimpleType {
  const type = builtinType('anySimpleType');
  if (type === undefined) throw new Error('the built-in types have a root');
  return type;
}

/** Steps of derivation to the root. */
export function derivationDepth(type: TypeDefinition): number {
  let depth = 0;
  for (let at: TypeDefinition | undefined = type; at !== undefined && at.base !== at; at = at.base) depth += 1;
  return depth;
}
