import type { Rule } from './rule.ts';

/** What can be wrong with a WSDL and the documents it names; `docs/errors/` has a page for each. */
export const wsdlRules = [
  {
    id: 'wsdl/document-missing',
    title: 'A document that is referred to cannot be read',
    remedy: 'Put the file where the location says, map the location in the catalog, or allow its origin.',
  },
  {
    id: 'wsdl/network-refused',
    title: 'A document lies on the network where it may not be fetched from',
    remedy: 'Save the document beside the WSDL, map its location in the catalog, or allow its origin.',
  },
  {
    id: 'wsdl/document-limit',
    title: 'The documents of one WSDL pass a limit',
    remedy: 'Raise the limit that the message names if the document is to be trusted.',
  },
  {
    id: 'wsdl/document-substituted',
    title: 'A file beside the WSDL was taken for a location on the network',
    remedy: 'Map the location in the catalog when another file is meant.',
  },
  {
    id: 'wsdl/not-a-wsdl',
    title: 'The document is something else than was expected here',
    remedy: 'Give a WSDL 1.1 document, one whose root is definitions in http://schemas.xmlsoap.org/wsdl/.',
  },
  {
    id: 'wsdl/version-2',
    title: 'WSDL 2.0 is not supported',
    clause: 'WSDL 2.0 Part 1 §2.1',
    remedy: 'Ask the service for its WSDL 1.1 description, most stacks offer both.',
  },
  {
    id: 'wsdl/missing-attribute',
    title: 'A component lacks a name or a reference that it must have',
    clause: 'WSDL 1.1 appendix A.1',
    remedy: 'Add the attribute that the message names.',
  },
  {
    id: 'wsdl/undeclared-prefix',
    title: 'A reference uses a prefix that no namespace declaration in scope declares',
    clause: 'XML Namespaces 1.0 §3',
    remedy: 'Declare the prefix on the element or on one around it.',
  },
  {
    id: 'wsdl/unprefixed-reference',
    title: 'A reference without prefix was taken to mean the target namespace',
    clause: 'WSDL 1.1 §2.1.1',
    remedy: 'Write the reference with the prefix of the target namespace.',
  },
  {
    id: 'wsdl/undefined-reference',
    title: 'A reference to a component that no document defines',
    clause: 'WSDL 1.1 §2.1',
    remedy: 'Correct the name, or import the document that defines the component.',
  },
  {
    id: 'wsdl/refused-reference',
    title: 'A reference to a schema component that is refused',
    clause: 'WSDL 1.1 §2.3',
    remedy: 'Mend what the message quotes: the schema is at fault, not the reference.',
  },
  {
    id: 'wsdl/duplicate',
    title: 'A component is defined twice; the first definition counts',
    clause: 'WSDL 1.1 §2.1',
    remedy: 'Remove or rename one of the two.',
  },
  {
    id: 'wsdl/message-part',
    title: 'A part has neither an element nor a type, or both',
    clause: 'WSDL 1.1 §2.3',
    remedy: 'Give the part either element= or type=.',
  },
  {
    id: 'wsdl/operation-kind',
    title: 'Notification and solicit-response operations cannot be served',
    clause: 'WSDL 1.1 §2.4.3, §2.4.4',
    remedy: 'None: the server would start these exchanges, and a gateway has nobody to pass them to.',
  },
  {
    id: 'wsdl/unmatched-operation',
    title: 'The operations of a binding and its port type do not agree',
    clause: 'WSDL 1.1 §2.5',
    remedy: 'Correct the name of the operation, or of its input where operations are overloaded.',
  },
  {
    id: 'wsdl/http-binding',
    title: 'HTTP GET and POST bindings are not served',
    clause: 'WSDL 1.1 §4',
    remedy: 'Use the SOAP binding of the same port type.',
  },
  {
    id: 'wsdl/unknown-binding',
    title: 'A binding that is not SOAP over HTTP',
    clause: 'WSDL 1.1 §2.5',
    remedy: 'Add a SOAP 1.1 or 1.2 binding for the port type.',
  },
  {
    id: 'wsdl/transport',
    title: 'A SOAP binding over another transport than HTTP',
    clause: 'WSDL 1.1 §3.3',
    remedy: 'Add a binding over HTTP for the port type.',
  },
  {
    id: 'wsdl/mime',
    title: 'MIME attachments are not supported',
    clause: 'WSDL 1.1 §5',
    remedy: 'Call the operation by other means, or through a binding that carries all its parts in the SOAP body.',
  },
  {
    id: 'wsdl/mtom',
    title: 'The policy of the binding requires MTOM',
    clause: 'WS-MTOMPolicy 1.1 §3',
    remedy: 'Make the assertion optional (wsp:Optional="true") if the server takes plain messages too.',
  },
  {
    id: 'wsdl/required-extension',
    title: 'An extension that must be understood is not',
    clause: 'WSDL 1.1 §2.1.3',
    remedy: 'Remove wsdl:required if the server works without the extension.',
  },
  {
    id: 'wsdl/use',
    title: 'This combination of style and use is not supported',
    clause: 'WSDL 1.1 §3.5',
    remedy: 'Use document/literal, rpc/literal or rpc/encoded throughout the operation.',
  },
  {
    id: 'wsdl/style',
    title: 'The style of the operation is neither document nor rpc',
    clause: 'WSDL 1.1 §3.3, §3.4',
    remedy: 'Write style="document" or style="rpc".',
  },
  {
    id: 'wsdl/header',
    title: 'A header block cannot be described',
    clause: 'WSDL 1.1 §3.7',
    remedy: 'Let the header name a message and a part of it that refers to an element.',
  },
  {
    id: 'wsdl/fault-detail',
    title: 'The detail of a fault cannot be described; it is kept for the log alone',
    clause: 'WSDL 1.1 §3.6',
    remedy: 'Give the message of the fault exactly one part that refers to an element.',
  },
  {
    id: 'wsdl/schema-language',
    title: 'Types in another schema language than XML Schema 1.0',
    clause: 'WSDL 1.1 §2.2',
    remedy: 'Translate the types to XML Schema, namespace http://www.w3.org/2001/XMLSchema.',
  },
  {
    id: 'wsdl/unbound-port-type',
    title: 'A port type that no binding binds',
    clause: 'WSDL 1.1 §2.5',
    remedy: 'Give the WSDL with the bindings; it usually imports this one.',
  },
  {
    id: 'wsdl/nothing-served',
    title: 'A WSDL of which no operation can be served',
    remedy: 'Read the other diagnostics of the WSDL, which say why each operation is refused.',
  },
  {
    id: 'wsdl/service-name-taken',
    title: 'Two services have the same name',
    remedy: 'Nothing need be done; the message says under which name the second is served.',
  },
  {
    id: 'wsdl/unreferenced-binding',
    title: 'A binding that no service mentions is not served',
    clause: 'WSDL 1.1 §2.7',
    remedy: 'Give an endpoint (--endpoint, or endpoint: of the backend) to serve it under its own name.',
  },
  {
    id: 'wsdl/unknown-port',
    title: 'No service has the port that is to be preferred',
    remedy: 'Give the name of a port as soapstone inspect lists it (--port-name, or portName: of the backend).',
  },
  {
    id: 'BP-R2203',
    title: 'An rpc operation has a part that refers to an element',
    clause: 'WS-I Basic Profile 1.1 R2203',
    remedy: 'Give the part type=; until then the accessor has the name of the part and the type of the element.',
  },
  {
    id: 'BP-R2204',
    title: 'A document operation has a part that refers to a type',
    clause: 'WS-I Basic Profile 1.1 R2204',
    remedy: 'Declare a global element of that type and let the part refer to it.',
  },
  {
    id: 'BP-R2205',
    title: 'A header or fault part refers to a type',
    clause: 'WS-I Basic Profile 1.1 R2205',
    remedy: 'Declare a global element of that type and let the part refer to it.',
  },
] as const satisfies readonly Rule[];

/** Id of a rule in {@link wsdlRules}. */
export type WsdlRule = (typeof wsdlRules)[number]['id'];
