import { childElements, textContent, type XmlElement } from '../../xml/document.ts';
import { WCF_SERIALIZATION } from '../../xml/namespaces.ts';
import { parseAttributes } from './attribute.ts';
import type { ParsedComplexType } from './components.ts';
import { parseFacets } from './facets.ts';
import { checkGrammar } from './grammar.ts';
import { parseContentParticle } from './particle.ts';
import {
  attributeOf,
  blockOf,
  booleanOf,
  type ComponentScope,
  documentationOf,
  nameOf,
  referenceOf,
  schemaChild,
  schemaChildren,
} from './scope.ts';
import { parseSimpleType } from './simple-type.ts';

/** Reads a global `<complexType name …>`. */
export function parseGlobalComplexType(element: XmlElement, scope: ComponentScope): ParsedComplexType | undefined {
  const name = nameOf(element, scope.targetNamespace, scope);
  return name === undefined ? undefined : { ...parseComplexType(element, scope), name };
}

/**
 * Reads `<complexType mixed? abstract? block? final?>(annotation?, (simpleContent | complexContent | ((group | all | choice |
 * sequence)?, (attribute | attributeGroup)*, anyAttribute?)))</complexType>` (XSD 1.0 Part 1 §3.4.2). Without simpleContent and
 * complexContent it is a restriction of `xs:anyType`.
 */
export function parseComplexType(element: XmlElement, scope: ComponentScope): ParsedComplexType {
  checkGrammar(element, 'complexType', scope);
  const common = {
    kind: 'complex',
    abstract: booleanOf(element, 'abstract', false, scope),
    block: blockOf(element, ['extension', 'restriction'], scope),
    mixed: booleanOf(element, 'mixed', false, scope),
    isDictionary: isDictionary(element),
    location: element.location,
    ...documentationOf(element),
  } as const;
  const simpleContent = schemaChild(element, 'simpleContent');
  if (simpleContent !== undefined) return { ...common, ...parseSimpleContent(simpleContent, scope), mixed: false };
  const complexContent = schemaChild(element, 'complexContent');
  if (complexContent !== undefined) {
    const mixed = booleanOf(complexContent, 'mixed', common.mixed, scope);
    return { ...common, ...parseComplexContent(complexContent, scope), mixed };
  }
  const particle = parseContentParticle(element, scope);
  return {
    ...common,
    derivation: 'restriction',
    content: { kind: 'elements', ...(particle === undefined ? {} : { particle }) },
    attributes: parseAttributes(element, scope),
  };
}

type Derived = Pick<ParsedComplexType, 'derivation' | 'base' | 'content' | 'attributes'>;

/** Reads `<complexContent mixed?>(annotation?, (restriction | extension))</complexContent>`. */
function parseComplexContent(element: XmlElement, scope: ComponentScope): Derived {
  checkGrammar(element, 'complexContent', scope);
  const step = derivationOf(element, scope);
  if (step === undefined) return nothing;
  checkGrammar(step, 'complexDerivation', scope);
  const particle = parseContentParticle(step, scope);
  return {
    ...derivationStep(step, scope),
    content: { kind: 'elements', ...(particle === undefined ? {} : { particle }) },
    attributes: parseAttributes(step, scope),
  };
}

/** Reads `<simpleContent>(annotation?, (restriction | extension))</simpleContent>`. */
function parseSimpleContent(element: XmlElement, scope: ComponentScope): Derived {
  checkGrammar(element, 'simpleContent', scope);
  const step = derivationOf(element, scope);
  if (step === undefined) return nothing;
  checkGrammar(step, step.name.local === 'extension' ? 'simpleExtension' : 'simpleRestriction', scope);
  const inside = schemaChild(step, 'simpleType');
  return {
    ...derivationStep(step, scope),
    content: {
      kind: 'simple',
      facets: parseFacets(step, scope),
      ...(inside === undefined ? {} : { type: parseSimpleType(inside, scope) }),
    },
    attributes: parseAttributes(step, scope),
  };
}

/** What stands for a derivation that is missing; the type has been refused. */
const nothing: Derived = {
  derivation: 'restriction',
  content: { kind: 'elements' },
  attributes: { uses: [], groups: [] },
};

function derivationOf(element: XmlElement, scope: ComponentScope): XmlElement | undefined {
  const [step, other] = schemaChildren(element).filter(({ name }) => /^(restriction|extension)$/.test(name.local));
  if (step === undefined || other !== undefined) {
    const message = `${element.name.local} has not exactly one of restriction, extension`;
    scope.report('error', 's4s-elt-invalid', message, element.location);
  }
  return step;
}

function derivationStep(step: XmlElement, scope: ComponentScope): Pick<Derived, 'derivation' | 'base'> {
  const base = referenceOf(step, 'base', 'type', scope);
  if (attributeOf(step, 'base') === undefined) {
    scope.report('error', 's4s-att-must-appear', `${step.name.local} has no base`, step.location);
  }
  const derivation = step.name.local === 'extension' ? 'extension' : 'restriction';
  return { derivation, ...(base === undefined ? {} : { base }) };
}

/** `IsDictionary` in the annotation of a type that WCF made of a dictionary. */
function isDictionary(element: XmlElement): boolean {
  return schemaChildren(element, 'annotation')
    .flatMap((annotation) => schemaChildren(annotation, 'appinfo'))
    .flatMap((appinfo) => childElements(appinfo, WCF_SERIALIZATION, 'IsDictionary'))
    .some((mark) => textContent(mark).trim() === 'true');
}
