import type { XmlElement } from '../../xml/document.ts';
import { XS } from '../../xml/namespaces.ts';
import type { ParsedReference, ParsedSimpleType } from './components.ts';
import { parseFacets } from './facets.ts';
import { checkGrammar } from './grammar.ts';
import {
  attributeOf,
  type ComponentScope,
  documentationOf,
  nameOf,
  referenceOf,
  referenceTo,
  schemaChildren,
} from './scope.ts';

/** Reads a global `<simpleType name …>`. */
export function parseGlobalSimpleType(element: XmlElement, scope: ComponentScope): ParsedSimpleType | undefined {
  const name = nameOf(element, scope.targetNamespace, scope);
  return name === undefined ? undefined : { ...parseSimpleType(element, scope), name };
}

/** Reads `<simpleType final?>(annotation?, (restriction | list | union))</simpleType>` (XSD 1.0 Part 1 §3.14.2). */
export function parseSimpleType(element: XmlElement, scope: ComponentScope): ParsedSimpleType {
  checkGrammar(element, 'simpleType', scope);
  const [step, other] = schemaChildren(element).filter(({ name }) => /^(restriction|list|union)$/.test(name.local));
  if (step === undefined || other !== undefined) {
    const message = 'simpleType has not exactly one of restriction, list, union';
    scope.report('error', 'src-simple-type', message, element.location);
  }
  return {
    kind: 'simple',
    derivation: step === undefined ? anything(element) : parseDerivation(step, scope),
    location: element.location,
    ...documentationOf(element),
  };
}

type Derivation = ParsedSimpleType['derivation'];

function parseDerivation(step: XmlElement, scope: ComponentScope): Derivation {
  if (step.name.local === 'list') {
    checkGrammar(step, 'list', scope);
    return { kind: 'list', itemType: oneType(step, 'itemType', scope) };
  }
  if (step.name.local === 'union') {
    checkGrammar(step, 'union', scope);
    return { kind: 'union', memberTypes: memberTypes(step, scope) };
  }
  checkGrammar(step, 'restriction', scope);
  return { kind: 'restriction', base: oneType(step, 'base', scope), facets: parseFacets(step, scope) };
}

/** The type that an attribute names or a `simpleType` inside defines: exactly one of them (§3.14.3, src-simple-type). */
function oneType(
  step: XmlElement,
  local: 'base' | 'itemType',
  scope: ComponentScope,
): ParsedReference | ParsedSimpleType {
  const inside = schemaChildren(step, 'simpleType');
  const reference = referenceOf(step, local, 'type', scope);
  const written = attributeOf(step, local) !== undefined;
  if ((written ? 1 : 0) + inside.length !== 1) {
    const message = `${step.name.local} needs either ${local} or one simpleType inside`;
    // with both, what is named has been seen to be what is meant
    scope.report(written ? 'warning' : 'error', 'src-simple-type', message, step.location);
  }
  const [type] = inside;
  if (reference !== undefined) return reference;
  return type === undefined ? anySimpleType(step) : parseSimpleType(type, scope);
}

function memberTypes(step: XmlElement, scope: ComponentScope): readonly (ParsedReference | ParsedSimpleType)[] {
  const named = (attributeOf(step, 'memberTypes') ?? '').split(/\s+/).filter((text) => text !== '');
  const members = [
    ...named.flatMap((text) => referenceTo(step, text, 'type', scope) ?? []),
    ...schemaChildren(step, 'simpleType').map((each) => parseSimpleType(each, scope)),
  ];
  if (members.length === 0) scope.report('error', 'src-simple-type', 'union has no member types', step.location);
  return members;
}

function anything(element: XmlElement): Derivation {
  const facets = { single: [], patterns: [], enumeration: [] };
  return { kind: 'restriction', base: anySimpleType(element), facets };
}

function anySimpleType({ location }: XmlElement): ParsedReference {
  return { name: { namespace: XS, local: 'anySimpleType' }, location };
}
