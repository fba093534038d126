import type { Location } from '../../../diagnostics/location.ts';
import { clarkName, type QName } from '../../../xml/qname.ts';
import type { AttributeDeclaration, AttributeUse } from '../../model/attribute.ts';
import type { Wildcard } from '../../model/wildcard.ts';
import type { ParsedAttribute, ParsedAttributes, ParsedAttributeUse } from '../../parse/components.ts';
import type { AttributeSet } from '../component-spaces.ts';
import { type BuildContext, componentOf, refuse, warn } from './context.ts';
import { anySimpleType, simpleTypeOf } from './simple-type.ts';
import { buildWildcard, intersectConstraints, uniteConstraints } from './wildcard.ts';

/** Makes an attribute declaration (XSD 1.0 Part 1 §3.2.2). */
export function buildAttribute(parsed: ParsedAttribute, context: BuildContext): AttributeDeclaration {
  const { type, ...rest } = parsed;
  return Object.freeze({ ...rest, type: type === undefined ? anySimpleType() : simpleTypeOf(type, context) });
}

/** What a type or an attribute group declares itself, groups written out; prohibited uses by name. */
export interface OwnAttributes extends AttributeSet {
  readonly prohibited: readonly QName[];
}

/** Makes the attribute uses of a type, a derivation or an attribute group (§3.4.2, §3.6.2), its own before those of groups. */
export function buildAttributes(parsed: ParsedAttributes, location: Location, context: BuildContext): OwnAttributes {
  const groups = parsed.groups.map((group) => componentOf('attributeGroup', group, context));
  const kept = parsed.uses.filter(({ use }) => use !== 'prohibited');
  const uses = new Map<string, AttributeUse>();
  for (const use of [...kept.map((each) => buildUse(each, context)), ...groups.flatMap((group) => group.uses)]) {
    const key = clarkName(use.name);
    const first = uses.get(key);
    if (first === undefined) uses.set(key, use);
    else if (first.declaration !== use.declaration) {
      warn(
        context,
        'ct-props-correct',
        `attribute ${key} stands twice; the first one counts`,
        use.declaration.location,
      );
    }
  }
  checkCount(uses.size, location, context);
  const wildcard = completeWildcard(parsed, groups, location, context);
  return {
    uses: [...uses.values()],
    prohibited: parsed.uses.flatMap(({ use, attribute }) => (use === 'prohibited' ? [attribute.name] : [])),
    ...(wildcard === undefined ? {} : { wildcard }),
  };
}

/** Counts the attributes of a type or an attribute group against the limits. */
export function checkCount(count: number, location: Location, context: BuildContext): void {
  const { attributesMax, totalParticlesMax } = context.limits;
  if (count > attributesMax) {
    const message = `it has, groups written out, more than ${attributesMax} attributes (attributesMax)`;
    refuse(context, 'xsd/expansion-size', message, location);
  }
  context.particles += count;
  if (context.particles > totalParticlesMax) {
    const message = `all types together have more than ${totalParticlesMax} particles and attributes (totalParticlesMax)`;
    refuse(context, 'xsd/expansion-size', message, location);
  }
}

function buildUse(parsed: ParsedAttributeUse, context: BuildContext): AttributeUse {
  const { attribute, use, soapArrayType } = parsed;
  const declaration: AttributeDeclaration =
    'kind' in attribute ? buildAttribute(attribute, context) : componentOf('attribute', attribute, context);
  const own = parsed.defaultValue !== undefined || parsed.fixedValue !== undefined;
  const { defaultValue, fixedValue } = own ? parsed : declaration;
  return Object.freeze({
    name: declaration.name,
    declaration,
    required: use === 'required',
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(fixedValue === undefined ? {} : { fixedValue }),
    ...(soapArrayType === undefined ? {} : { soapArrayType }),
  });
}

/** The intersection of the wildcard written and those of the groups (§3.4.2, complete wildcard). */
function completeWildcard(
  { wildcard }: ParsedAttributes,
  groups: readonly AttributeSet[],
  location: Location,
  context: BuildContext,
): Wildcard | undefined {
  const all = [
    ...(wildcard === undefined ? [] : [buildWildcard(wildcard)]),
    ...groups.flatMap((group) => group.wildcard ?? []),
  ];
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first;
  let { namespaces } = first;
  for (const other of others) {
    const both = intersectConstraints(namespaces, other.namespaces);
    namespaces =
      both ?? refuse(context, 'src-wildcard', 'no wildcard admits just what those of its groups admit', location);
  }
  return Object.freeze({ ...first, namespaces });
}

/** The attributes of an extension: the base's, then its own; a wildcard admits what either admits (§3.4.2). */
export function extendAttributes(
  base: AttributeSet,
  own: OwnAttributes,
  location: Location,
  context: BuildContext,
): AttributeSet {
  const uses = overlay(base.uses, own.uses, (name) =>
    warn(context, 'ct-props-correct', `attribute ${name} is already in the base type; this one counts`, location),
  );
  if (base.wildcard === undefined || own.wildcard === undefined) {
    const wildcard = own.wildcard ?? base.wildcard;
    return { uses, ...(wildcard === undefined ? {} : { wildcard }) };
  }
  const namespaces =
    uniteConstraints(base.wildcard.namespaces, own.wildcard.namespaces) ??
    refuse(context, 'src-wildcard', 'no wildcard admits just what its own and that of the base admit', location);
  return { uses, wildcard: Object.freeze({ ...own.wildcard, namespaces }) };
}

/** The attributes of a restriction: the base's but for those it replaces or prohibits; the wildcard is its own alone (§3.4.2). */
export function restrictAttributes(base: AttributeSet, own: OwnAttributes): AttributeSet {
  const prohibited = new Set(own.prohibited.map(clarkName));
  const inherited = base.uses.filter(({ name }) => !prohibited.has(clarkName(name)));
  const uses = overlay(inherited, own.uses, () => undefined);
  return { uses, ...(own.wildcard === undefined ? {} : { wildcard: own.wildcard }) };
}

/** The uses of the base with those of their names put in their places, then the others. */
function overlay(
  base: readonly AttributeUse[],
  own: readonly AttributeUse[],
  replaced: (name: string) => void,
): readonly AttributeUse[] {
  const uses = new Map(base.map((use) => [clarkName(use.name), use]));
  for (const use of own) {
    const key = clarkName(use.name);
    const before = uses.get(key);
    if (before !== undefined && before.declaration !== use.declaration) replaced(key);
    uses.set(key, use);
  }
  return [...uses.values()];
}
