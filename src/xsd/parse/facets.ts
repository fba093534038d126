import { resolvePrefixedName, type XmlElement } from '../../xml/document.ts';
import { clarkName } from '../../xml/qname.ts';
import { findPatternFault } from '../pattern/find-fault.ts';
import type { ParsedEnumeration, ParsedFacet, ParsedFacets, SingleFacet } from './components.ts';
import { checkGrammar } from './grammar.ts';
import { type ComponentScope, documentationOf, schemaChildren } from './scope.ts';

const singleFacets: ReadonlySet<string> = new Set<SingleFacet>([
  'length',
  'minLength',
  'maxLength',
  'whiteSpace',
  'minInclusive',
  'maxInclusive',
  'minExclusive',
  'maxExclusive',
  'totalDigits',
  'fractionDigits',
]);

/** Reads the facets in a restriction (XSD 1.0 Part 2 §4.3), values as written. One without a value is passed over. */
export function parseFacets(step: XmlElement, scope: ComponentScope): ParsedFacets {
  const single: ParsedFacet[] = [];
  const patterns: string[] = [];
  const enumeration: ParsedEnumeration[] = [];
  for (const element of schemaChildren(step)) {
    const { local } = element.name;
    if (local !== 'pattern' && local !== 'enumeration' && !isSingle(local)) continue;
    checkGrammar(element, 'facet', scope);
    const value = element.attributes.find((each) => each.local === 'value' && each.namespace === '')?.value;
    if (value === undefined) {
      scope.report('warning', 'cos-applicable-facets', `${local} has no value and no effect`, element.location);
    } else if (isSingle(local)) {
      single.push({ name: local, value, location: element.location });
    } else if (local === 'pattern') {
      const fault = findPatternFault(value);
      if (fault !== undefined) {
        scope.report('warning', 'cos-applicable-facets', `the pattern ${value} ${fault}`, element.location);
      }
      patterns.push(value);
    } else {
      enumeration.push(parseEnumeration(element, value));
    }
  }
  return { single, patterns, enumeration };
}

function isSingle(local: string): local is SingleFacet {
  return singleFacets.has(local);
}

function parseEnumeration(element: XmlElement, value: string): ParsedEnumeration {
  const expanded = resolvePrefixedName(element, value);
  return {
    value,
    namespaces: element.namespaces,
    location: element.location,
    ...documentationOf(element),
    ...(expanded === undefined ? {} : { expanded: clarkName(expanded) }),
  };
}
