import { attribute, childElements, type XmlElement } from '../../xml/document.ts';
import { WSDL_HTTP, WSDL_SOAP12 } from '../../xml/namespaces.ts';
import { parseBindingMessage } from './binding-message.ts';
import type { ParsedBinding, ParsedBindingOperation, Refusal } from './components.ts';
import { mtomRefusal, type Policies } from './mtom-policy.ts';
import {
  attributeOf,
  documentationOf,
  nameOf,
  referenceOf,
  requiredExtension,
  type Scope,
  soapChildren,
  warnOfAddressing,
  wsdlChildren,
} from './scope.ts';

/**
 * Reads `<binding name="…" type="QName"><soap:binding style? transport/>(operation)*</binding>` (WSDL 1.1 §2.5, §3.3).
 * A binding that is not SOAP over HTTP carries a refusal and no operations.
 */
export function parseBinding(element: XmlElement, scope: Scope, policies: Policies): ParsedBinding | undefined {
  const name = nameOf(element, scope);
  if (name === undefined) return undefined;
  const documentation = documentationOf(element);
  const portType = referenceOf(element, 'type');
  warnOfAddressing(element, scope);
  const [soap] = soapChildren(element, 'binding');
  const refusal =
    portType.refusal ??
    requiredExtension(element) ??
    protocolRefusal(element, soap, name) ??
    mtomRefusal(element, policies);
  return {
    name: { namespace: scope.targetNamespace, local: name },
    soapVersion: soap?.name.namespace === WSDL_SOAP12 ? '1.2' : '1.1',
    style: (soap === undefined ? undefined : attributeOf(soap, 'style')) || 'document',
    operations: wsdlChildren(element, 'operation').flatMap((each) => parseOperation(each, scope, policies) ?? []),
    location: element.location,
    ...(documentation === undefined ? {} : { documentation }),
    ...(portType.reference === undefined ? {} : { portType: portType.reference }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** The transports of SOAP 1.1 and 1.2 over HTTP; an absent or empty one is taken for them. */
const httpTransports =
  /^(|https?:\/\/schemas\.xmlsoap\.org\/soap\/https?\/?|https?:\/\/www\.w3\.org\/2003\/05\/soap\/bindings\/HTTPS?\/?)$/i;

function protocolRefusal(element: XmlElement, soap: XmlElement | undefined, name: string): Refusal | undefined {
  const { location } = element;
  if (soap === undefined) {
    if (childElements(element, WSDL_HTTP).length > 0) {
      return { rule: 'wsdl/http-binding', reason: `binding "${name}" is an HTTP binding`, location };
    }
    return { rule: 'wsdl/unknown-binding', reason: `binding "${name}" has no soap:binding`, location };
  }
  const transport = attributeOf(soap, 'transport') ?? '';
  if (httpTransports.test(transport)) return undefined;
  return {
    rule: 'wsdl/transport',
    reason: `binding "${name}" has the transport "${transport}"`,
    location: soap.location,
  };
}

function parseOperation(element: XmlElement, scope: Scope, policies: Policies): ParsedBindingOperation | undefined {
  const name = nameOf(element, scope);
  if (name === undefined) return undefined;
  const documentation = documentationOf(element);
  const [soap] = soapChildren(element, 'operation');
  const [input] = wsdlChildren(element, 'input');
  const [output] = wsdlChildren(element, 'output');
  const style = soap === undefined ? undefined : attributeOf(soap, 'style');
  const inputName = input === undefined ? undefined : attributeOf(input, 'name');
  const outputName = output === undefined ? undefined : attributeOf(output, 'name');
  const refusal = requiredExtension(element) ?? mtomRefusal(element, policies);
  return {
    name,
    soapAction: (soap === undefined ? undefined : attribute(soap, 'soapAction')) ?? '',
    input: parseBindingMessage(input, element, policies),
    output: parseBindingMessage(output, element, policies),
    faultNames: wsdlChildren(element, 'fault').map((fault) => ({ name: faultName(fault), location: fault.location })),
    location: element.location,
    ...(inputName ? { inputName } : {}),
    ...(outputName ? { outputName } : {}),
    ...(style ? { style } : {}),
    ...(documentation === undefined ? {} : { documentation }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** Name of the fault: that of `wsdl:fault`, else that of the `soap:fault` in it. */
function faultName(element: XmlElement): { readonly namespace: string; readonly local: string } {
  const [inner] = soapChildren(element, 'fault');
  const local = attributeOf(element, 'name') ?? (inner === undefined ? undefined : attributeOf(inner, 'name')) ?? '';
  return { namespace: '', local };
}
