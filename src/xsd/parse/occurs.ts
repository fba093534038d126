import type { XmlElement } from '../../xml/document.ts';
import { attributeOf, type ComponentScope } from './scope.ts';

/** `minOccurs` and `maxOccurs` of a particle; `-1` for `unbounded`. */
export interface Occurs {
  readonly minOccurs: number;
  readonly maxOccurs: number;
}

/**
 * Reads how often a particle may occur (XSD 1.0 Part 1 §3.9.2); undefined for one that may not (`maxOccurs="0"`), whatever
 * its `minOccurs` says.
 */
export function parseOccurs(element: XmlElement, scope: ComponentScope): Occurs | undefined {
  const minOccurs = countOf(element, 'minOccurs', scope);
  const maxOccurs = attributeOf(element, 'maxOccurs') === 'unbounded' ? -1 : countOf(element, 'maxOccurs', scope);
  if (maxOccurs === 0) return undefined;
  if (maxOccurs !== -1 && minOccurs > maxOccurs) {
    const message = `${element.name.local} has minOccurs=${minOccurs} and maxOccurs=${maxOccurs}`;
    // the common slip is to raise only minOccurs, whose partner is then 1
    const level = attributeOf(element, 'maxOccurs') === undefined ? 'warning' : 'error';
    scope.report(level, 'p-props-correct', message, element.location);
    return { minOccurs, maxOccurs: minOccurs };
  }
  return { minOccurs, maxOccurs };
}

function countOf(element: XmlElement, local: 'minOccurs' | 'maxOccurs', scope: ComponentScope): number {
  const text = attributeOf(element, local);
  if (text === undefined) return 1;
  if (/^\+?\d+$/.test(text)) {
    const count = Number(text);
    if (Number.isSafeInteger(count)) return count;
    if (local === 'maxOccurs') return -1; // more than can ever be sent
  }
  const message = `${local}="${text}" of ${element.name.local} is not a number of occurrences`;
  scope.report('error', 's4s-att-invalid-value', message, element.location);
  return 1;
}
