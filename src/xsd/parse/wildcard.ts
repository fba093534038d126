import type { XmlElement } from '../../xml/document.ts';
import type { ParsedWildcard } from './components.ts';
import { attributeOf, type ComponentScope, wordOf } from './scope.ts';

/**
 * Reads the constraint of `<any namespace? processContents?/>` or `<anyAttribute …/>` (XSD 1.0 Part 1 §3.10.2):
 * `##any`, `##other`, or a list of namespaces, `##targetNamespace` and `##local`.
 */
export function parseWildcard(element: XmlElement, scope: ComponentScope): ParsedWildcard {
  const processContents = wordOf(element, 'processContents', ['strict', 'lax', 'skip'], 'strict', scope);
  return { kind: 'wildcard', processContents, namespaces: constraintOf(element, scope) };
}

function constraintOf(element: XmlElement, scope: ComponentScope): ParsedWildcard['namespaces'] {
  const text = attributeOf(element, 'namespace') ?? '##any';
  if (text === '##any') return { kind: 'any' };
  if (text === '##other') return { kind: 'not', namespace: scope.targetNamespace };
  const words = text.split(/\s+/).filter((word) => word !== '');
  const namespaces = words.map((word) => {
    if (word === '##targetNamespace') return scope.targetNamespace;
    if (word === '##local') return '';
    if (word.startsWith('##')) {
      const message = `namespace="${text}" of ${element.name.local} has the unknown word ${word}`;
      scope.report('error', 's4s-att-invalid-value', message, element.location);
    }
    return word;
  });
  return { kind: 'enumeration', namespaces: [...new Set(namespaces)] };
}
