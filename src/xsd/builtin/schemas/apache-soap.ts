/** The types that Axis 1 takes for known: its maps and vectors, and whole documents. */
export const apacheSoapSchema = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:tns="http://xml.apache.org/xml-soap"
    targetNamespace="http://xml.apache.org/xml-soap">
  <complexType name="mapItem">
    <sequence><element name="key" nillable="true"/><element name="value" nillable="true"/></sequence>
  </complexType>
  <complexType name="Map">
    <sequence><element name="item" type="tns:mapItem" minOccurs="0" maxOccurs="unbounded"/></sequence>
  </complexType>
  <complexType name="Vector">
    <sequence><element name="item" nillable="true" minOccurs="0" maxOccurs="unbounded"/></sequence>
  </complexType>
  <complexType name="Document"><sequence><any processContents="skip" minOccurs="0"/></sequence></complexType>
  <complexType name="Element"><sequence><any processContents="skip" minOccurs="0"/></sequence></complexType>
</schema>`;
