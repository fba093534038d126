/** The attributes of the `xml` prefix, `xs:schema` as an element that holds anything, and `wsdl:arrayType`. */
export const xmlSchemas: readonly string[] = [
  `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
    <attribute name="lang">
      <simpleType>
        <union memberTypes="language">
          <simpleType><restriction base="string"><enumeration value=""/></restriction></simpleType>
        </union>
      </simpleType>
    </attribute>
    <attribute name="space">
      <simpleType>
        <restriction base="NCName"><enumeration value="default"/><enumeration value="preserve"/></restriction>
      </simpleType>
    </attribute>
    <attribute name="base" type="anyURI"/>
    <attribute name="id" type="ID"/>
    <attributeGroup name="specialAttrs">
      <attribute ref="xml:base"/>
      <attribute ref="xml:lang"/>
      <attribute ref="xml:space"/>
      <attribute ref="xml:id"/>
    </attributeGroup>
  </schema>`,
  `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2001/XMLSchema">
    <element name="schema"/>
  </schema>`,
  `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://schemas.xmlsoap.org/wsdl/">
    <attribute name="arrayType" type="string"/>
  </schema>`,
  `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2005/05/xmlmime"
      xmlns:mime="http://www.w3.org/2005/05/xmlmime">
    <attribute name="contentType">
      <simpleType><restriction base="string"><minLength value="3"/></restriction></simpleType>
    </attribute>
    <attribute name="expectedContentTypes" type="string"/>
    <complexType name="base64Binary">
      <simpleContent><extension base="base64Binary"><attribute ref="mime:contentType"/></extension></simpleContent>
    </complexType>
    <complexType name="hexBinary">
      <simpleContent><extension base="hexBinary"><attribute ref="mime:contentType"/></extension></simpleContent>
    </complexType>
  </schema>`,
  `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://ws-i.org/profiles/basic/1.1/xsd">
    <simpleType name="swaRef"><restriction base="anyURI"/></simpleType>
  </schema>`,
];
