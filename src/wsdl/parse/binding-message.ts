import { attribute, childElements, type XmlElement } from '../../xml/document.ts';
import { WSDL_MIME } from '../../xml/namespaces.ts';
import type { ParsedBindingMessage, ParsedHeader, Refusal } from './components.ts';
import { mtomRefusal, type Policies } from './mtom-policy.ts';
import { attributeOf, isSoapExtension, referenceOf, requiredExtension, soapChildren } from './scope.ts';

/**
 * Reads what stands in `wsdl:input` or `wsdl:output` of a binding operation:
 * `<soap:body parts? use? namespace?/>` and `<soap:header message part use? namespace?>(headerfault)*</soap:header>`
 * (WSDL 1.1 §3.5, §3.7). Absent altogether it is the default: all parts, literal.
 * A `mime:multipartRelated` (§5.3) is looked into: it can be served when SOAP is all it holds.
 */
export function parseBindingMessage(
  element: XmlElement | undefined,
  operation: XmlElement,
  policies: Policies,
): ParsedBindingMessage {
  if (element === undefined) return { use: 'literal', headers: [], location: operation.location };
  const containers = soapContainers(element);
  const body = containers.flatMap((each) => soapChildren(each, 'body'))[0];
  const headers = containers.flatMap((each) => soapChildren(each, 'header'));
  const parts = body === undefined ? undefined : attribute(body, 'parts');
  const namespace = body === undefined ? undefined : attributeOf(body, 'namespace');
  const refusal = requiredExtension(element) ?? mimeRefusal(element) ?? mtomRefusal(element, policies);
  return {
    use: (body === undefined ? undefined : attributeOf(body, 'use')) || 'literal',
    headers: headers.flatMap((header) => [
      parseHeader(header, false),
      ...soapChildren(header, 'headerfault').map((fault) => parseHeader(fault, true)),
    ]),
    location: (body ?? element).location,
    ...(parts === undefined ? {} : { parts: parts.split(/\s+/).filter((part) => part !== '') }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** The element itself and the `mime:part`s in it, wherever SOAP extensions may stand. */
function soapContainers(element: XmlElement): readonly XmlElement[] {
  return [element, ...mimeParts(element)];
}

function mimeParts(element: XmlElement): readonly XmlElement[] {
  const related = childElements(element, WSDL_MIME, 'multipartRelated');
  return related.flatMap((each) => childElements(each, WSDL_MIME, 'part'));
}

function mimeRefusal(element: XmlElement): Refusal | undefined {
  const direct = childElements(element, WSDL_MIME).filter(({ name }) => name.local !== 'multipartRelated');
  const inParts = mimeParts(element).flatMap((part) => childElements(part).filter((child) => !isSoapExtension(child)));
  const [content] = [...direct, ...inParts];
  if (content === undefined) return undefined;
  const reason = `its ${element.name.local} is carried by mime:${content.name.local}`;
  return { rule: 'wsdl/mime', reason, location: content.location };
}

function parseHeader(element: XmlElement, fault: boolean): ParsedHeader {
  const { reference } = referenceOf(element, 'message');
  return {
    message: reference,
    part: attributeOf(element, 'part') ?? '',
    namespace: attributeOf(element, 'namespace') ?? '',
    fault,
    location: element.location,
  };
}
