import { accepted, type Capability, refused, refusedWhole, row, supported } from './capability.ts';
import { changed, rpc, withSchema, withSecondBinding } from './fixtures.ts';

const PROBE_INPUT = /(<operation name="Probe"><soap:operation[^>]*>\s*)<input>.*<\/input>/;
const HEADERS = '<message name="H"><part name="h" element="t:control"/></message>\n  <portType';

/** WSDL 1.1. */
export const wsdlCapabilities: readonly Capability[] = [
  row('document/literal, wrapped', '§3.5', supported, 'the members of the wrapper, as an object', changed([])),
  row(
    'document/literal, bare scalar',
    '§3.5',
    supported,
    'the JSON of the element',
    withSchema('<xs:element name="probe" type="xs:int"/>'),
  ),
  row(
    'document/literal by type',
    '§3.5',
    accepted('BP-R2204'),
    'served; the content of the body is that type',
    changed([
      ['name="parameters" element="t:probe"', 'name="parameters" type="t:T"'],
      [
        '</xs:schema>',
        '<xs:complexType name="T"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType></xs:schema>',
      ],
    ]),
  ),
  row('rpc/literal', '§3.5', supported, 'an object keyed by part name', rpc('literal')),
  row('rpc/encoded, plain types', '§3.5', supported, 'an object keyed by part name', rpc('encoded')),
  row(
    'document/encoded',
    '§3.5',
    refused('wsdl/use'),
    'the operation',
    changed([[PROBE_INPUT, '$1<input><soap:body use="encoded"/></input>']]),
  ),
  row('SOAP 1.1 binding', '§3', supported, 'served', changed([])),
  row(
    'SOAP 1.2 binding',
    'WSDL 1.1 Binding Extension for SOAP 1.2',
    supported,
    'served',
    changed([
      ['xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"', 'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap12/"'],
    ]),
  ),
  row(
    'both versions on one port type',
    '§2.5',
    supported,
    'served once, by SOAP 1.1 unless `--port-name` says otherwise',
    withSecondBinding(
      [
        [/<soap:/g, '<s12:'],
        ['<binding ', '<binding xmlns:s12="http://schemas.xmlsoap.org/wsdl/soap12/" '],
      ],
      '<port name="S2" binding="t:B2"><s12:address xmlns:s12="http://schemas.xmlsoap.org/wsdl/soap12/" location="http://localhost/s"/></port>',
    ),
  ),
  row(
    'one-way operation',
    '§2.4.1',
    supported,
    '202, no body',
    changed([
      ['<input message="t:ProbeIn"/><output message="t:ProbeOut"/>', '<input message="t:ProbeIn"/>'],
      [/(<operation name="Probe"><soap[\s\S]*?<\/input>)\s*<output>.*<\/output>/, '$1'],
    ]),
  ),
  row(
    'notification, solicit-response',
    '§2.4.3, §2.4.4',
    refused('wsdl/operation-kind'),
    'the operation',
    changed([['<input message="t:ProbeIn"/><output message="t:ProbeOut"/>', '<output message="t:ProbeOut"/>']]),
  ),
  row(
    'overloaded operations',
    '§2.4.5',
    supported,
    'told apart as `Operation.InputName`',
    changed([
      [
        '<operation name="Control"><input message="t:Control"/>',
        '<operation name="Probe"><input name="Other" message="t:Control"/>',
      ],
      [
        '<operation name="Control"><soap:operation soapAction="urn:t/Control"/>\n      <input>',
        '<operation name="Probe"><soap:operation soapAction="urn:t/Control"/>\n      <input name="Other">',
      ],
    ]),
  ),
  row(
    'message without parts',
    '§2.3',
    supported,
    'no input; 204 for an output',
    changed([
      ['<message name="ProbeIn"><part name="parameters" element="t:probe"/></message>', '<message name="ProbeIn"/>'],
    ]),
  ),
  row(
    'several body parts, `parts=`',
    '§3.5',
    supported,
    'an object keyed by part name',
    changed([
      [
        '<message name="ProbeIn"><part',
        '<message name="ProbeIn"><part name="c" element="t:control"/><part name="left" element="t:control"/><part',
      ],
      [PROBE_INPUT, '$1<input><soap:body use="literal" parts="c parameters"/></input>'],
    ]),
  ),
  row(
    '`soap:header`',
    '§3.7',
    supported,
    'never in the body: from configuration and HTTP headers',
    changed([
      ['<portType', HEADERS],
      [PROBE_INPUT, '$1<input><soap:header message="t:H" part="h" use="literal"/><soap:body use="literal"/></input>'],
    ]),
  ),
  row(
    '`soap:headerfault`',
    '§3.7',
    supported,
    'read where a fault carries it',
    changed([
      ['<portType', HEADERS],
      [
        PROBE_INPUT,
        '$1<input><soap:header message="t:H" part="h" use="literal"><soap:headerfault message="t:H" part="h" use="literal"/></soap:header><soap:body use="literal"/></input>',
      ],
    ]),
  ),
  row(
    '`wsdl:fault`, `soap:fault`',
    '§3.6',
    supported,
    '`fault.detail`, typed',
    changed([
      ['<portType', '<message name="F"><part name="f" element="t:control"/></message>\n  <portType'],
      ['<output message="t:ProbeOut"/>', '<output message="t:ProbeOut"/><fault name="F" message="t:F"/>'],
      [
        '</output></operation>\n    <operation name="Control"><soap',
        '</output><fault name="F"><soap:fault name="F" use="literal"/></fault></operation>\n    <operation name="Control"><soap',
      ],
    ]),
  ),
  row(
    'binding that no service mentions',
    '§2.5',
    supported,
    'served under its own name when `--endpoint` is given',
    changed([[/<service.*<\/service>/, '']]),
  ),
  row(
    '`wsdl:import`',
    '§2.1.1',
    supported,
    'followed',
    changed([['<types>', '<import namespace="urn:more" location="more.wsdl"/><types>']], {
      'more.wsdl': '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:more"/>',
    }),
  ),
  row(
    'a document that is missing',
    '§2.1.1',
    accepted('wsdl/document-missing'),
    'reported; what does not need it is served',
    changed([['<types>', '<import namespace="urn:more" location="gone.wsdl"/><types>']]),
  ),
  row(
    'documentation',
    '§2.2',
    supported,
    'descriptions in the OpenAPI document',
    changed([
      ['<operation name="Probe"><input', '<operation name="Probe"><documentation>Words.</documentation><input'],
    ]),
  ),
  row(
    'HTTP GET and POST binding',
    '§4',
    refusedWhole('wsdl/http-binding'),
    'the binding',
    changed([
      [
        '<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>',
        '<h:binding xmlns:h="http://schemas.xmlsoap.org/wsdl/http/" verb="GET"/>',
      ],
    ]),
  ),
  row(
    'MIME binding (attachments)',
    '§5',
    refused('wsdl/mime'),
    'the operation',
    changed([
      [
        PROBE_INPUT,
        '$1<input><m:multipartRelated xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/"><m:part><soap:body use="literal"/></m:part><m:part><m:content part="parameters" type="image/png"/></m:part></m:multipartRelated></input>',
      ],
    ]),
  ),
  row(
    'MTOM by policy',
    'MTOM Serialization Policy',
    refusedWhole('wsdl/mtom'),
    'the binding, unless the policy is optional',
    changed([
      [
        '<soap:binding ',
        '<p:Policy xmlns:p="http://www.w3.org/ns/ws-policy"><o:OptimizedMimeSerialization xmlns:o="http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"/></p:Policy><soap:binding ',
      ],
    ]),
  ),
  row(
    'another transport than HTTP',
    '§3.3',
    refusedWhole('wsdl/transport'),
    'the binding',
    changed([['soap/http"', 'soap/smtp"']]),
  ),
  row(
    'a required extension',
    '§2.1.3',
    refusedWhole('wsdl/required-extension'),
    'the binding',
    changed([
      [
        '<soap:binding ',
        '<x:ext xmlns:x="urn:x" xmlns:w="http://schemas.xmlsoap.org/wsdl/" w:required="true"/><soap:binding ',
      ],
    ]),
  ),
  row(
    'a schema of a draft of XML Schema',
    '§2.2',
    refusedWhole('wsdl/schema-language'),
    'what needs its types',
    changed([
      [
        'targetNamespace="urn:t" elementFormDefault',
        'xmlns="http://www.w3.org/1999/XMLSchema" targetNamespace="urn:t" elementFormDefault',
      ],
      [/<(\/?)xs:schema/g, '<$1d:schema'],
      ['xmlns:t="urn:t"', 'xmlns:t="urn:t" xmlns:d="http://www.w3.org/1999/XMLSchema"'],
    ]),
  ),
  row('WSDL 2.0', 'WSDL 2.0', refusedWhole('wsdl/version-2'), 'the document', {
    'main.wsdl': '<description xmlns="http://www.w3.org/ns/wsdl"/>',
  }),
  row(
    'required `UsingAddressing`',
    'WS-Addressing 1.0 WSDL Binding §3.1',
    accepted('wsdl/required-extension'),
    'served with a warning; addressing header blocks come from configuration',
    changed([
      [
        '<soap:binding ',
        '<a:UsingAddressing xmlns:a="http://www.w3.org/2006/05/addressing/wsdl" xmlns:w="http://schemas.xmlsoap.org/wsdl/" w:required="true"/><soap:binding ',
      ],
    ]),
  ),
  row(
    'a document type declaration that changes nothing',
    'XML 1.0 §2.8',
    accepted(),
    'nothing; nothing is fetched (in replies it is refused)',
    changed([['<definitions', '<!DOCTYPE definitions SYSTEM "no.dtd" []>\n<definitions']]),
  ),
  row(
    'a document type declaration that declares entities or default values',
    'XML 1.0 §2.8',
    refusedWhole('xml/doctype'),
    'the document',
    changed([['<definitions', '<!DOCTYPE definitions [<!ENTITY a "b">]>\n<definitions']]),
  ),
];
