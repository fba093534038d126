import { childElements, type XmlElement } from '../../xml/document.ts';
import { XS } from '../../xml/namespaces.ts';
import { clarkName } from '../../xml/qname.ts';
import type { ComponentScope } from './scope.ts';

/** The attributes and children that the schema for schemas gives to an element. Order is not looked at. */
interface Grammar {
  readonly attributes: ReadonlySet<string>;
  readonly children: ReadonlySet<string>;
}

const words = (text: string) => new Set(text.split(' ').filter((word) => word !== ''));
const grammar = (attributes: string, children: string): Grammar => ({
  attributes: words(`id ${attributes}`),
  children: words(`annotation ${children}`),
});

const attributeChildren = 'attribute attributeGroup anyAttribute';
const groupChildren = 'group all choice sequence';
const facetChildren =
  'simpleType minExclusive minInclusive maxExclusive maxInclusive totalDigits fractionDigits length minLength maxLength enumeration whiteSpace pattern';
const constraints = 'unique key keyref';

/** The XML representation of the components (XSD 1.0 Part 1 appendix A), by what they are called here. */
const grammars = {
  element: grammar(
    'name type substitutionGroup default fixed nillable abstract final block',
    `simpleType complexType ${constraints}`,
  ),
  localElement: grammar(
    'name ref type minOccurs maxOccurs default fixed nillable block form',
    `simpleType complexType ${constraints}`,
  ),
  attribute: grammar('name type default fixed', 'simpleType'),
  attributeUse: grammar('name ref type use default fixed form', 'simpleType'),
  complexType: grammar(
    'name mixed abstract final block',
    `simpleContent complexContent ${groupChildren} ${attributeChildren}`,
  ),
  simpleContent: grammar('', 'restriction extension'),
  complexContent: grammar('mixed', 'restriction extension'),
  simpleExtension: grammar('base', attributeChildren),
  simpleRestriction: grammar('base', `${facetChildren} ${attributeChildren}`),
  complexDerivation: grammar('base', `${groupChildren} ${attributeChildren}`),
  simpleType: grammar('name final', 'restriction list union'),
  restriction: grammar('base', facetChildren),
  list: grammar('itemType', 'simpleType'),
  union: grammar('memberTypes', 'simpleType'),
  group: grammar('name', 'all choice sequence'),
  groupReference: grammar('ref minOccurs maxOccurs', ''),
  compositor: grammar('minOccurs maxOccurs', 'element group choice sequence all any'),
  attributeGroup: grammar('name', attributeChildren),
  attributeGroupReference: grammar('ref', ''),
  any: grammar('namespace processContents minOccurs maxOccurs', ''),
  anyAttribute: grammar('namespace processContents', ''),
  facet: grammar('value fixed', ''),
} as const;

/** Names that only XML Schema 1.1 has, in places where 1.0 has others. */
const laterNames = words('assert assertion alternative openContent defaultOpenContent override explicitTimezone');

/**
 * Reports what an element holds beside what the schema language gives it: an attribute has no effect and is a warning, an
 * element of the schema language means something that would be lost and is an error.
 */
export function checkGrammar(element: XmlElement, as: keyof typeof grammars, scope: ComponentScope): void {
  const { attributes, children } = grammars[as];
  const owner = element.name.local;
  for (const { namespace, local } of element.attributes) {
    if (namespace !== '' || attributes.has(local)) continue;
    scope.report('warning', 's4s-att-not-allowed', `attribute "${local}" of ${owner} has no effect`, element.location);
  }
  for (const child of childElements(element)) {
    const { namespace, local } = child.name;
    if (namespace === XS && children.has(local)) continue;
    const message = `${namespace === XS ? local : clarkName(child.name)} cannot stand in ${owner}`;
    if (namespace !== XS) scope.report('warning', 's4s-elt-invalid', message, child.location);
    else if (local.startsWith('assert')) scope.report('warning', 'xsd/unsupported', message, child.location);
    else scope.report('error', laterNames.has(local) ? 'xsd/unsupported' : 's4s-elt-invalid', message, child.location);
  }
}
