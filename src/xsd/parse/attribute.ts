import { resolvePrefixedName, type XmlElement } from '../../xml/document.ts';
import { WSDL } from '../../xml/namespaces.ts';
import type { ParsedAttribute, ParsedAttributes, ParsedAttributeUse, ParsedReference } from './components.ts';
import { checkGrammar } from './grammar.ts';
import {
  attributeOf,
  type ComponentScope,
  documentationOf,
  nameOf,
  referenceOf,
  schemaChild,
  schemaChildren,
  wordOf,
} from './scope.ts';
import { parseSimpleType } from './simple-type.ts';
import { valuesOf } from './value-constraint.ts';
import { parseWildcard } from './wildcard.ts';

/** Reads a global `<attribute name type? default? fixed?>(annotation?, simpleType?)</attribute>` (XSD 1.0 Part 1 §3.2.2). */
export function parseGlobalAttribute(element: XmlElement, scope: ComponentScope): ParsedAttribute | undefined {
  checkGrammar(element, 'attribute', scope);
  return parseDeclaration(element, scope.targetNamespace, scope);
}

/** Reads the `(attribute | attributeGroup)*, anyAttribute?` of a type, a derivation or an attribute group (§3.4.2, §3.6.2). */
export function parseAttributes(element: XmlElement, scope: ComponentScope): ParsedAttributes {
  const [wildcard] = schemaChildren(element, 'anyAttribute');
  if (wildcard !== undefined) checkGrammar(wildcard, 'anyAttribute', scope);
  return {
    uses: schemaChildren(element, 'attribute').flatMap((each) => parseUse(each, scope) ?? []),
    groups: schemaChildren(element, 'attributeGroup').flatMap((each) => parseGroupReference(each, scope) ?? []),
    ...(wildcard === undefined ? {} : { wildcard: parseWildcard(wildcard, scope) }),
  };
}

function parseGroupReference(element: XmlElement, scope: ComponentScope): ParsedReference | undefined {
  checkGrammar(element, 'attributeGroupReference', scope);
  const reference = referenceOf(element, 'ref', 'attributeGroup', scope);
  if (attributeOf(element, 'ref') === undefined) {
    scope.report('error', 's4s-att-must-appear', 'attributeGroup has no ref', element.location);
  }
  return reference;
}

/** Reads `<attribute (name | ref) use? form? default? fixed? wsdl:arrayType?>`. */
function parseUse(element: XmlElement, scope: ComponentScope): ParsedAttributeUse | undefined {
  checkGrammar(element, 'attributeUse', scope);
  const attribute = attributeOf(element, 'ref') === undefined ? parseLocal(element, scope) : parseRef(element, scope);
  if (attribute === undefined) return undefined;
  return {
    attribute,
    use: wordOf(element, 'use', ['optional', 'required', 'prohibited'], 'optional', scope),
    location: element.location,
    ...valuesOf(element, 'src-attribute', scope),
    ...arrayTypeOf(element, scope),
  };
}

function parseRef(element: XmlElement, scope: ComponentScope): ParsedReference | undefined {
  for (const contrary of ['name', 'type', 'form']) {
    if (attributeOf(element, contrary) === undefined) continue;
    const level = contrary === 'name' ? 'error' : 'warning';
    scope.report(level, 'src-attribute', `attribute has both ref and ${contrary}; ref counts`, element.location);
  }
  return referenceOf(element, 'ref', 'attribute', scope);
}

function parseLocal(element: XmlElement, scope: ComponentScope): ParsedAttribute | undefined {
  const form = wordOf(
    element,
    'form',
    ['qualified', 'unqualified'],
    scope.attributesQualified ? 'qualified' : 'unqualified',
    scope,
  );
  return parseDeclaration(element, form === 'qualified' ? scope.targetNamespace : '', scope);
}

function parseDeclaration(element: XmlElement, namespace: string, scope: ComponentScope): ParsedAttribute | undefined {
  const name = nameOf(element, namespace, scope);
  if (name === undefined) return undefined;
  const inside = schemaChild(element, 'simpleType');
  if (inside !== undefined && attributeOf(element, 'type') !== undefined) {
    const message = `attribute "${name.local}" says its type more than once`;
    scope.report('error', 'src-attribute', message, element.location);
  }
  const type = inside === undefined ? referenceOf(element, 'type', 'type', scope) : parseSimpleType(inside, scope);
  return {
    kind: 'attribute',
    name,
    location: element.location,
    ...documentationOf(element),
    ...valuesOf(element, 'src-attribute', scope),
    ...(type === undefined ? {} : { type }),
  };
}

/** `wsdl:arrayType="xs:string[,]"` (WSDL 1.1 §2.2): the type of the items and the dimensions as written. */
function arrayTypeOf(element: XmlElement, scope: ComponentScope): Pick<ParsedAttributeUse, 'soapArrayType'> {
  const text = attributeOf(element, 'arrayType', WSDL);
  if (text === undefined) return {};
  const bracket = text.indexOf('[');
  const itemType = bracket < 0 ? undefined : resolvePrefixedName(element, text.slice(0, bracket));
  if (itemType === undefined) {
    const message = `wsdl:arrayType="${text}" is no type name with dimensions`;
    scope.report('error', 'src-qname', message, element.location);
    return {};
  }
  const meant =
    itemType.namespace === '' && scope.chameleon ? { ...itemType, namespace: scope.targetNamespace } : itemType;
  return { soapArrayType: { itemType: meant, dimensions: text.slice(bracket) } };
}
