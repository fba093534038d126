/** A small WSDL of one service: `Place` answers a number, `Note` is one-way, `Broken` refers to a type that is not there. */
export function orderWsdl(address = 'http://localhost:1/orders.svc', withBroken = false): string {
  const broken = {
    elements: '<xs:element name="Broken" type="tns:Missing"/>',
    messages: '<w:message name="BrokenIn"><w:part name="parameters" element="tns:Broken"/></w:message>',
    operation: '<w:operation name="Broken"><w:input message="tns:BrokenIn"/></w:operation>',
    bound:
      '<w:operation name="Broken"><s:operation soapAction="urn:orders/Broken"/><w:input><s:body use="literal"/></w:input></w:operation>',
  };
  const also = (part: keyof typeof broken) => (withBroken ? broken[part] : '');
  return `<?xml version="1.0"?>
<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:orders" targetNamespace="urn:orders">
<w:types><xs:schema targetNamespace="urn:orders" elementFormDefault="qualified">
  <xs:element name="Place"><xs:complexType><xs:sequence>
    <xs:element name="Customer" type="xs:string"/>
    <xs:element name="Quantity" type="xs:int" minOccurs="0"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="PlaceResponse"><xs:complexType><xs:sequence>
    <xs:element name="Number" type="xs:int"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="Note"><xs:complexType><xs:sequence>
    <xs:element name="Text" type="xs:string"/>
  </xs:sequence></xs:complexType></xs:element>
  ${also('elements')}
</xs:schema></w:types>
<w:message name="PlaceIn"><w:part name="parameters" element="tns:Place"/></w:message>
<w:message name="PlaceOut"><w:part name="parameters" element="tns:PlaceResponse"/></w:message>
<w:message name="NoteIn"><w:part name="parameters" element="tns:Note"/></w:message>
${also('messages')}
<w:portType name="Orders">
  <w:operation name="Place"><w:input message="tns:PlaceIn"/><w:output message="tns:PlaceOut"/></w:operation>
  <w:operation name="Note"><w:input message="tns:NoteIn"/></w:operation>
  ${also('operation')}
</w:portType>
<w:binding name="OrdersSoap" type="tns:Orders"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>
  <w:operation name="Place"><s:operation soapAction="urn:orders/Place"/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>
  <w:operation name="Note"><s:operation soapAction="urn:orders/Note"/><w:input><s:body use="literal"/></w:input></w:operation>
  ${also('bound')}
</w:binding>
<w:service name="OrderService"><w:port name="OrdersPort" binding="tns:OrdersSoap"><s:address location="${address}"/></w:port></w:service>
</w:definitions>`;
}
