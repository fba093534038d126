import type { Location } from '../../diagnostics/location.ts';
import { XS } from '../../xml/namespaces.ts';
import type {
  ParsedAttribute,
  ParsedAttributes,
  ParsedComponent,
  ParsedElement,
  ParsedParticle,
  ParsedReference,
  ParsedSimpleType,
  ParsedType,
  SymbolSpace,
} from '../parse/components.ts';

/**
 * A reference with what it is for. `ingredient`: needed to make the component, so circles of them are errors. `link`: put in
 * place afterwards, since types may be recursive through their elements. `declared`: the type of an element, a link too; those
 * derived from it may stand in its place; of a wildcard it is `xs:anyType`. `head`: of a substitution group. `mention`: SOAP encoding's `arrayType`, looked up by
 * whoever needs it.
 */
export interface FoundReference {
  readonly space: SymbolSpace;
  readonly reference: ParsedReference;
  readonly role: 'ingredient' | 'link' | 'declared' | 'head' | 'mention';
}

/** Every reference in a component, in document order. */
export function referencesOf({ body }: ParsedComponent): readonly FoundReference[] {
  const found: FoundReference[] = [];
  const walk = createWalk(found);
  switch (body.kind) {
    case 'element':
      walk.element(body);
      break;
    case 'attribute':
      walk.attribute(body, 'ingredient');
      break;
    case 'group':
      for (const particle of body.compositor.particles) walk.particle(particle, 'ingredient');
      break;
    case 'attributeGroup':
      walk.attributes(body.attributes, body.location, 'ingredient');
      break;
    default:
      walk.type(body, 'ingredient');
  }
  return found;
}

const anyTypeName = { namespace: XS, local: 'anyType' };

/** Within the type of an element everything is a link: the type is made when all that has a name is there. */
type Role = 'ingredient' | 'link';

function createWalk(found: FoundReference[]) {
  const add = (space: SymbolSpace, reference: ParsedReference, role: FoundReference['role']): void => {
    found.push({ space, reference, role });
  };

  const element = ({ type, substitutionGroup, location }: ParsedElement): void => {
    if (substitutionGroup !== undefined) add('element', substitutionGroup, 'head');
    if (type === undefined) {
      if (substitutionGroup === undefined) anything(location);
    } else if ('kind' in type) {
      walkType(type, 'link');
    } else {
      add('type', type, 'declared');
    }
  };

  const typeOrReference = (type: ParsedReference | ParsedType, role: Role): void => {
    if ('kind' in type) walkType(type, role);
    else add('type', type, role);
  };

  const attribute = ({ type }: ParsedAttribute, role: Role): void => {
    if (type !== undefined) typeOrReference(type, role);
  };

  const anything = (location: Location): void => add('type', { name: anyTypeName, location }, 'declared');

  const attributes = ({ uses, groups, wildcard }: ParsedAttributes, location: Location, role: Role): void => {
    if (wildcard !== undefined) anything(location);
    for (const use of uses) {
      if ('kind' in use.attribute) attribute(use.attribute, role);
      else if (use.use !== 'prohibited') add('attribute', use.attribute, role);
      if (use.soapArrayType !== undefined) {
        add('type', { name: use.soapArrayType.itemType, location: use.location }, 'mention');
      }
    }
    for (const group of groups) add('attributeGroup', group, role);
  };

  const particle = ({ term, location }: ParsedParticle, role: Role): void => {
    if (term.kind === 'element') element(term);
    else if (term.kind === 'elementReference') add('element', term.reference, 'link');
    else if (term.kind === 'groupReference') add('group', term.reference, role);
    else if (term.kind === 'wildcard') anything(location);
    else if ('particles' in term) for (const each of term.particles) particle(each, role);
  };

  const simpleType = ({ derivation }: ParsedSimpleType, role: Role): void => {
    if (derivation.kind === 'restriction') typeOrReference(derivation.base, role);
    else if (derivation.kind === 'list') typeOrReference(derivation.itemType, role);
    else for (const member of derivation.memberTypes) typeOrReference(member, role);
  };

  const walkType = (type: ParsedType, role: Role): void => {
    if (type.kind === 'simple') {
      simpleType(type, role);
      return;
    }
    if (type.base !== undefined) add('type', type.base, role);
    const { content } = type;
    if (content.kind === 'elements') {
      if (content.particle !== undefined) particle(content.particle, role);
    } else if (content.type !== undefined) {
      simpleType(content.type, role);
    }
    attributes(type.attributes, type.location, role);
  };

  return { element, attribute, attributes, particle, type: walkType };
}
