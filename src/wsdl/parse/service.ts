import type { XmlElement } from '../../xml/document.ts';
import type { ParsedPort, ParsedService } from './components.ts';
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

/** Reads `<service name="…">(port)*</service>` and `<port name="…" binding="QName"><soap:address location="…"/></port>` (WSDL 1.1 §2.6, §2.7). */
export function parseService(element: XmlElement, scope: Scope): ParsedService | undefined {
  const name = nameOf(element, scope);
  if (name === undefined) return undefined;
  const documentation = documentationOf(element);
  const refusal = requiredExtension(element);
  return {
    name: { namespace: scope.targetNamespace, local: name },
    ports: wsdlChildren(element, 'port').flatMap((port) => parsePort(port, scope) ?? []),
    location: element.location,
    ...(documentation === undefined ? {} : { documentation }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

function parsePort(element: XmlElement, scope: Scope): ParsedPort | undefined {
  const name = nameOf(element, scope);
  if (name === undefined) return undefined;
  const documentation = documentationOf(element);
  const binding = referenceOf(element, 'binding');
  warnOfAddressing(element, scope);
  const refusal = binding.refusal ?? requiredExtension(element);
  const [soapAddress] = soapChildren(element, 'address');
  const address = soapAddress === undefined ? undefined : attributeOf(soapAddress, 'location');
  return {
    name,
    location: element.location,
    ...(documentation === undefined ? {} : { documentation }),
    ...(binding.reference === undefined ? {} : { binding: binding.reference }),
    ...(refusal === undefined ? {} : { refusal }),
    ...(address === undefined ? {} : { address }),
  };
}
