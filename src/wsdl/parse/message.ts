import type { XmlElement } from '../../xml/document.ts';
import type { ParsedMessage, ParsedPart } from './components.ts';
import {
  attributeOf,
  documentationOf,
  nameOf,
  referenceOf,
  requiredExtension,
  type Scope,
  wsdlChildren,
} from './scope.ts';

/**
 * Reads `<message name="…">(part)*</message>` and `<part name="…" element="QName"? type="QName"?/>` (WSDL 1.1 §2.3).
 * A message without parts is allowed and empty.
 */
export function parseMessage(element: XmlElement, scope: Scope): ParsedMessage | undefined {
  const name = nameOf(element, scope);
  if (name === undefined) return undefined;
  const documentation = documentationOf(element);
  const refusal = requiredExtension(element);
  return {
    name: { namespace: scope.targetNamespace, local: name },
    parts: wsdlChildren(element, 'part').map(parsePart),
    location: element.location,
    ...(documentation === undefined ? {} : { documentation }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

function parsePart(element: XmlElement): ParsedPart {
  const name = attributeOf(element, 'name') ?? '';
  const documentation = documentationOf(element);
  const byElement = referenceOf(element, 'element');
  const byType = referenceOf(element, 'type');
  const refusal = byElement.refusal ?? byType.refusal ?? requiredExtension(element) ?? partRefusal(element, name);
  return {
    name,
    location: element.location,
    ...(documentation === undefined ? {} : { documentation }),
    ...(byElement.reference === undefined ? {} : { element: byElement.reference }),
    ...(byType.reference === undefined ? {} : { type: byType.reference }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

function partRefusal(element: XmlElement, name: string): ParsedPart['refusal'] {
  const given = ['element', 'type'].filter((attribute) => (attributeOf(element, attribute) ?? '') !== '');
  if (given.length === 1 && name !== '') return undefined;
  const fault =
    name === '' ? 'has no name' : given.length === 2 ? 'has both element and type' : 'has neither element nor type';
  return { rule: 'wsdl/message-part', reason: `part "${name}" ${fault}`, location: element.location };
}
