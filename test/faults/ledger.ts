/** The namespace of the ledger's messages. */
export const LEDGER = 'urn:ledger';

/**
 * A service with one operation that must not be executed twice (`Record`) and one that may (`Read`). What identifies a call
 * is in its payload, so that a backend can count.
 * @param name - of the service: each backend of a configuration has its own
 */
export function ledgerWsdl(name: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:l="${LEDGER}" targetNamespace="${LEDGER}" name="${name}">
  <types>
    <xs:schema targetNamespace="${LEDGER}" elementFormDefault="qualified">
      <xs:element name="Record"><xs:complexType><xs:sequence>
        <xs:element name="Key" type="xs:string"/>
        <xs:element name="Secret" type="xs:string" minOccurs="0"/>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="RecordResponse"><xs:complexType><xs:sequence>
        <xs:element name="Key" type="xs:string"/>
        <xs:element name="Note" type="xs:string" minOccurs="0"/>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="Read"><xs:complexType><xs:sequence>
        <xs:element name="Key" type="xs:string"/>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="ReadResponse"><xs:complexType><xs:sequence>
        <xs:element name="Key" type="xs:string"/>
        <xs:element name="Note" type="xs:string" minOccurs="0"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
  </types>
  <message name="RecordIn"><part name="parameters" element="l:Record"/></message>
  <message name="RecordOut"><part name="parameters" element="l:RecordResponse"/></message>
  <message name="ReadIn"><part name="parameters" element="l:Read"/></message>
  <message name="ReadOut"><part name="parameters" element="l:ReadResponse"/></message>
  <portType name="${name}">
    <operation name="Record"><input message="l:RecordIn"/><output message="l:RecordOut"/></operation>
    <operation name="Read"><input message="l:ReadIn"/><output message="l:ReadOut"/></operation>
  </portType>
  <binding name="${name}" type="l:${name}">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Record"><soap:operation soapAction="${LEDGER}/Record"/>
      <input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>
    <operation name="Read"><soap:operation soapAction="${LEDGER}/Read"/>
      <input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>
  </binding>
  <service name="${name}"><port name="${name}" binding="l:${name}"><soap:address location="http://localhost/"/></port></service>
</definitions>
`;
}

const SOAP11 = 'http://schemas.xmlsoap.org/soap/envelope/';

/** An envelope around XML. @param header - XML of its header blocks */
export function envelope(body: string, namespace = SOAP11, header = ''): string {
  const headerXml = header === '' ? '' : `<s:Header>${header}</s:Header>`;
  return `<s:Envelope xmlns:s="${namespace}">${headerXml}<s:Body>${body}</s:Body></s:Envelope>`;
}

/** The answer of an operation of the ledger. @param more - XML after the key */
export function answerXml(operation: string, key: string, more = ''): string {
  return envelope(`<${operation}Response xmlns="${LEDGER}"><Key>${key}</Key>${more}</${operation}Response>`);
}
