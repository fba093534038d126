import { builtinTypeNames } from '../types.ts';

/** Types and elements of SOAP encoding that stand for the built-in types, with the attributes that encoding adds. */
const encodedTypes = builtinTypeNames
  .filter((name) => name !== 'anySimpleType')
  .map(
    (name) => `<element name="${name}" type="tns:${name}"/>
    <complexType name="${name}">
      <simpleContent><extension base="xs:${name}"><attributeGroup ref="tns:commonAttributes"/></extension></simpleContent>
    </complexType>`,
  )
  .join('\n');

const anyElements = '<xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>';
const anyAttributes = '<anyAttribute namespace="##other" processContents="lax"/>';

/** SOAP 1.1 §5 encoding. */
const encoding11 = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tns="http://schemas.xmlsoap.org/soap/encoding/" targetNamespace="http://schemas.xmlsoap.org/soap/encoding/">
  <attribute name="root" type="boolean"/>
  <attributeGroup name="commonAttributes">
    <attribute name="id" type="ID"/>
    <attribute name="href" type="anyURI"/>
    ${anyAttributes}
  </attributeGroup>
  <simpleType name="arrayCoordinate"><restriction base="string"/></simpleType>
  <attribute name="arrayType" type="string"/>
  <attribute name="offset" type="tns:arrayCoordinate"/>
  <attribute name="position" type="tns:arrayCoordinate"/>
  <attributeGroup name="arrayAttributes">
    <attribute ref="tns:arrayType"/>
    <attribute ref="tns:offset"/>
  </attributeGroup>
  <attributeGroup name="arrayMemberAttributes"><attribute ref="tns:position"/></attributeGroup>
  <group name="Array"><sequence>${anyElements}</sequence></group>
  <group name="Struct"><sequence>${anyElements}</sequence></group>
  <element name="Array" type="tns:Array"/>
  <complexType name="Array">
    <group ref="tns:Array" minOccurs="0"/>
    <attributeGroup ref="tns:arrayAttributes"/>
    <attributeGroup ref="tns:commonAttributes"/>
  </complexType>
  <element name="Struct" type="tns:Struct"/>
  <complexType name="Struct">
    <group ref="tns:Struct" minOccurs="0"/>
    <attributeGroup ref="tns:commonAttributes"/>
  </complexType>
  <element name="base64" type="tns:base64"/>
  <simpleType name="base64"><restriction base="base64Binary"/></simpleType>
  ${encodedTypes}
</schema>`;

/** SOAP 1.2 Part 2 §3 encoding. */
const encoding12 = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tns="http://www.w3.org/2003/05/soap-encoding" targetNamespace="http://www.w3.org/2003/05/soap-encoding">
  <attribute name="itemType" type="QName"/>
  <attribute name="arraySize" type="string"/>
  <attribute name="nodeType">
    <simpleType>
      <restriction base="string"><enumeration value="array"/><enumeration value="simple"/><enumeration value="struct"/></restriction>
    </simpleType>
  </attribute>
  <attribute name="id" type="ID"/>
  <attribute name="ref" type="IDREF"/>
  <attributeGroup name="commonAttributes">
    <attribute ref="tns:id"/>
    <attribute ref="tns:ref"/>
    ${anyAttributes}
  </attributeGroup>
  <attributeGroup name="arrayAttributes">
    <attribute ref="tns:arraySize"/>
    <attribute ref="tns:itemType"/>
  </attributeGroup>
  <group name="Array"><sequence>${anyElements}</sequence></group>
  <group name="Struct"><sequence>${anyElements}</sequence></group>
  <element name="Array" type="tns:Array"/>
  <complexType name="Array">
    <group ref="tns:Array" minOccurs="0"/>
    <attributeGroup ref="tns:arrayAttributes"/>
    <attributeGroup ref="tns:commonAttributes"/>
  </complexType>
  <element name="Struct" type="tns:Struct"/>
  <complexType name="Struct">
    <group ref="tns:Struct" minOccurs="0"/>
    <attributeGroup ref="tns:commonAttributes"/>
  </complexType>
  ${encodedTypes}
</schema>`;

/** SOAP 1.1 §4: the attributes of header blocks, and `detail` and `Fault` for schemas that refer to them. */
const envelope11 = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tns="http://schemas.xmlsoap.org/soap/envelope/" targetNamespace="http://schemas.xmlsoap.org/soap/envelope/">
  <attribute name="mustUnderstand" type="boolean"/>
  <attribute name="actor" type="anyURI"/>
  <simpleType name="encodingStyle"><list itemType="anyURI"/></simpleType>
  <attribute name="encodingStyle" type="tns:encodingStyle"/>
  <attributeGroup name="encodingStyle"><attribute ref="tns:encodingStyle"/></attributeGroup>
  <element name="Envelope" type="tns:Envelope"/>
  <complexType name="Envelope">
    <sequence><element ref="tns:Header" minOccurs="0"/><element ref="tns:Body"/>${anyElements}</sequence>
    ${anyAttributes}
  </complexType>
  <element name="Header" type="tns:Header"/>
  <complexType name="Header"><sequence>${anyElements}</sequence>${anyAttributes}</complexType>
  <element name="Body" type="tns:Body"/>
  <complexType name="Body"><sequence>${anyElements}</sequence>${anyAttributes}</complexType>
  <element name="Fault" type="tns:Fault"/>
  <complexType name="Fault">
    <sequence>
      <element name="faultcode" type="QName"/>
      <element name="faultstring" type="string"/>
      <element name="faultactor" type="anyURI" minOccurs="0"/>
      <element name="detail" type="tns:detail" minOccurs="0"/>
    </sequence>
  </complexType>
  <complexType name="detail"><sequence>${anyElements}</sequence>${anyAttributes}</complexType>
</schema>`;

/** SOAP 1.2 Part 1 §5.2: the attributes of header blocks. */
const envelope12 = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2003/05/soap-envelope">
  <attribute name="mustUnderstand" type="boolean"/>
  <attribute name="role" type="anyURI"/>
  <attribute name="relay" type="boolean"/>
  <attribute name="encodingStyle" type="anyURI"/>
</schema>`;

/** The schemas of SOAP itself. */
export const soapSchemas: readonly string[] = [encoding11, encoding12, envelope11, envelope12];
