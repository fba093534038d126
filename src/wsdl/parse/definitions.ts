import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { XmlElement } from '../../xml/document.ts';
import { WSDL } from '../../xml/namespaces.ts';
import { parseBinding } from './binding.ts';
import type { ParsedDefinitions } from './components.ts';
import { parseMessage } from './message.ts';
import { findPolicies } from './mtom-policy.ts';
import { parsePortType } from './port-type.ts';
import { attributeOf, documentationOf, type Scope, wsdlChildren } from './scope.ts';
import { parseService } from './service.ts';

/**
 * Reads `<definitions name? targetNamespace?>(import | documentation | types | message | portType | binding | service)*`
 * (WSDL 1.1 §2.1), the children in any order. Types and imports are the loader's. Elements of other namespaces are
 * extensions and passed over (§2.1.3).
 */
export function parseDefinitions(root: XmlElement, sink: DiagnosticSink): ParsedDefinitions {
  const scope: Scope = { targetNamespace: attributeOf(root, 'targetNamespace') ?? '', sink };
  const policies = findPolicies(root);
  const documentation = documentationOf(root);
  return {
    targetNamespace: scope.targetNamespace,
    messages: wsdlChildren(root, 'message').flatMap((each) => parseMessage(each, scope) ?? []),
    portTypes: wsdlChildren(root, 'portType').flatMap((each) => parsePortType(each, scope) ?? []),
    bindings: wsdlChildren(root, 'binding').flatMap((each) => parseBinding(each, scope, policies) ?? []),
    services: wsdlChildren(root, 'service').flatMap((each) => parseService(each, scope) ?? []),
    ...(documentation === undefined ? {} : { documentation }),
  };
}

/** True for the root of a WSDL 1.1 document. */
export function isDefinitions(root: XmlElement): boolean {
  return root.name.namespace === WSDL && root.name.local === 'definitions';
}
