/** Files of one fixture: `main.wsdl` and what it refers to. Each has the operation `Probe`, which has the construct, and `Control`, which has not. */
export type Fixture = Readonly<Record<string, string>>;

/** Replacements in the base WSDL; each must be found. */
type Change = readonly [from: string | RegExp, to: string];

const NAMESPACES = `xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t"`;

const PROBE_ELEMENTS = `<xs:element name="probe"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType></xs:element>`;

const BINDING = `<binding name="B" type="t:P">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Probe"><soap:operation soapAction="urn:t/Probe"/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output></operation>
    <operation name="Control"><soap:operation soapAction="urn:t/Control"/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output></operation>
  </binding>`;

const BASE = `<?xml version="1.0"?>
<definitions ${NAMESPACES} name="Fixture">
  <types><xs:schema targetNamespace="urn:t" elementFormDefault="qualified">
    ${PROBE_ELEMENTS}
    <xs:element name="control" type="xs:string"/>
  </xs:schema></types>
  <message name="ProbeIn"><part name="parameters" element="t:probe"/></message>
  <message name="ProbeOut"><part name="parameters" element="t:probe"/></message>
  <message name="Control"><part name="parameters" element="t:control"/></message>
  <portType name="P">
    <operation name="Probe"><input message="t:ProbeIn"/><output message="t:ProbeOut"/></operation>
    <operation name="Control"><input message="t:Control"/><output message="t:Control"/></operation>
  </portType>
  ${BINDING}
  <service name="S"><port name="S" binding="t:B"><soap:address location="http://localhost/s"/></port></service>
</definitions>`;

/** The base WSDL with these changes, and other files beside it. */
export function changed(changes: readonly Change[], files: Fixture = {}): Fixture {
  const text = changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    if (after === before) throw new Error(`a fixture's change is not found: ${from}`);
    return after;
  }, BASE);
  return { 'main.wsdl': text, ...files };
}

/** The base WSDL with the element `probe` and whatever else declared so. */
export function withSchema(components: string, files: Fixture = {}): Fixture {
  return changed([[PROBE_ELEMENTS, components]], files);
}

/** `probe` as a complex type with that content. */
export function probeOf(content: string, others = ''): Fixture {
  return withSchema(`<xs:element name="probe"><xs:complexType>${content}</xs:complexType></xs:element>${others}`);
}

/** `probe` as a simple type of that definition. */
export function probeOfSimpleType(definition: string): Fixture {
  return withSchema(`<xs:element name="probe"><xs:simpleType>${definition}</xs:simpleType></xs:element>`);
}

/** The base WSDL in rpc style, its parts by type. */
export function rpc(use: 'literal' | 'encoded', partType = 't:T', components = RPC_TYPE): Fixture {
  const literal = 'soap:body use="literal" namespace="urn:t"';
  const encoded = 'soap:body use="encoded" namespace="urn:t" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"';
  const parts: readonly Change[] = ['In', 'Out'].map((way) => [
    `name="Probe${way}"><part name="parameters" element="t:probe"`,
    `name="Probe${way}"><part name="p" type="${partType}"`,
  ]);
  return changed([
    [PROBE_ELEMENTS, components],
    ['style="document"', 'style="rpc"'],
    ...parts,
    ['name="parameters" element="t:control"', 'name="c" type="xs:string"'],
    [/soap:body use="literal"/g, literal],
    ...(use === 'literal' ? [] : [[literal, encoded] as const, [literal, encoded] as const]), // both ways of Probe
  ]);
}

const RPC_TYPE =
  '<xs:complexType name="T"><xs:sequence><xs:element name="a" type="xs:int" form="unqualified"/></xs:sequence></xs:complexType>';

/** The base WSDL with a second binding made of the first, and its port. */
export function withSecondBinding(changes: readonly Change[], port: string): Fixture {
  const second = changes.reduce(
    (before, [from, to]) => before.replace(from, to),
    BINDING.replace('name="B"', 'name="B2"'),
  );
  return changed([
    ['<service name="S">', `${second}\n  <service name="S">`],
    ['</service>', `${port}</service>`],
  ]);
}

/** Other documents that fixtures refer to. */
export const typesDocument = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:other" elementFormDefault="qualified">
  <xs:complexType name="O"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType>
</xs:schema>`;
