import type { XmlElement } from '../../xml/document.ts';
import { parseComplexType } from './complex-type.ts';
import type { ParsedElement, ParsedParticle, ParsedReference, ParsedType } from './components.ts';
import { checkGrammar } from './grammar.ts';
import { parseOccurs } from './occurs.ts';
import {
  attributeOf,
  blockOf,
  booleanOf,
  type ComponentScope,
  documentationOf,
  nameOf,
  referenceOf,
  schemaChild,
} from './scope.ts';
import { parseSimpleType } from './simple-type.ts';
import { valuesOf } from './value-constraint.ts';

/**
 * Reads a global `<element name type? substitutionGroup? default? fixed? nillable? abstract? block? final?>(annotation?,
 * (simpleType | complexType)?, (unique | key | keyref)*)</element>` (XSD 1.0 Part 1 §3.3.2). Identity constraints are about
 * documents as a whole and have no effect here.
 */
export function parseGlobalElement(element: XmlElement, scope: ComponentScope): ParsedElement | undefined {
  checkGrammar(element, 'element', scope);
  return parseDeclaration(element, 'global', scope);
}

/** Reads a local `<element (name | ref) minOccurs? maxOccurs? form? …>` as a particle; undefined when it may not occur. */
export function parseLocalElement(element: XmlElement, scope: ComponentScope): ParsedParticle | undefined {
  checkGrammar(element, 'localElement', scope);
  const occurs = parseOccurs(element, scope);
  const { location } = element;
  if (attributeOf(element, 'ref') !== undefined) {
    for (const contrary of ['name', 'type', 'nillable', 'default', 'fixed', 'form', 'block']) {
      if (attributeOf(element, contrary) === undefined) continue;
      const level = contrary === 'name' ? 'error' : 'warning';
      scope.report(level, 'src-element', `element has both ref and ${contrary}; ref counts`, location);
    }
    const reference = referenceOf(element, 'ref', 'element', scope);
    if (reference === undefined || occurs === undefined) return undefined;
    return { ...occurs, term: { kind: 'elementReference', reference }, location };
  }
  const declaration = parseDeclaration(element, 'local', scope);
  return declaration === undefined || occurs === undefined ? undefined : { ...occurs, term: declaration, location };
}

function parseDeclaration(
  element: XmlElement,
  place: 'global' | 'local',
  scope: ComponentScope,
): ParsedElement | undefined {
  const name = nameOf(element, isQualified(element, place, scope) ? scope.targetNamespace : '', scope);
  if (name === undefined) return undefined;
  const type = typeOf(element, scope);
  const substitutionGroup =
    place === 'global' ? referenceOf(element, 'substitutionGroup', 'element', scope) : undefined;
  return {
    kind: 'element',
    name,
    scope: place,
    nillable: booleanOf(element, 'nillable', false, scope),
    abstract: place === 'global' && booleanOf(element, 'abstract', false, scope),
    block: blockOf(element, ['extension', 'restriction', 'substitution'], scope),
    location: element.location,
    ...documentationOf(element),
    ...valuesOf(element, 'src-element', scope),
    ...(type === undefined ? {} : { type }),
    ...(substitutionGroup === undefined ? {} : { substitutionGroup }),
  };
}

/** True when the name is in the target namespace: global, or by `form`, else `elementFormDefault`. */
function isQualified(element: XmlElement, place: 'global' | 'local', scope: ComponentScope): boolean {
  if (place === 'global') return true;
  const form = attributeOf(element, 'form');
  if (form === 'qualified' || form === 'unqualified') return form === 'qualified';
  if (form !== undefined) {
    const message = `form="${form}" is neither qualified nor unqualified`;
    scope.report('error', 's4s-att-invalid-value', message, element.location);
  }
  return scope.elementsQualified;
}

function typeOf(element: XmlElement, scope: ComponentScope): ParsedReference | ParsedType | undefined {
  const simple = schemaChild(element, 'simpleType');
  const complex = schemaChild(element, 'complexType');
  const written = attributeOf(element, 'type') !== undefined;
  if ([written, simple !== undefined, complex !== undefined].filter(Boolean).length > 1) {
    const message = `element "${attributeOf(element, 'name') ?? ''}" says its type more than once`;
    scope.report('error', 'src-element', message, element.location);
  }
  if (written) return referenceOf(element, 'type', 'type', scope);
  if (simple !== undefined) return parseSimpleType(simple, scope);
  return complex === undefined ? undefined : parseComplexType(complex, scope);
}
