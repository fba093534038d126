const anyAttributes = '<anyAttribute namespace="##other" processContents="lax"/>';
const anyOthers = '<any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>';
const anything = '<any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>';

const extended = (name: string, base: string) =>
  `<complexType name="${name}"><simpleContent><extension base="${base}">${anyAttributes}</extension></simpleContent></complexType>`;
const bag = (name: string, content: string) =>
  `<complexType name="${name}"><sequence>${content}</sequence>${anyAttributes}</complexType>`;
const values = (names: string) =>
  names
    .split(' ')
    .map((name) => `<enumeration value="tns:${name}"/>`)
    .join('');

/** WS-Addressing 1.0 Core §2, §3. */
const addressing10 = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:tns="http://www.w3.org/2005/08/addressing"
    targetNamespace="http://www.w3.org/2005/08/addressing" elementFormDefault="qualified" blockDefault="#all">
  <element name="EndpointReference" type="tns:EndpointReferenceType"/>
  ${bag(
    'EndpointReferenceType',
    `<element name="Address" type="tns:AttributedURIType"/>
     <element ref="tns:ReferenceParameters" minOccurs="0"/>
     <element ref="tns:Metadata" minOccurs="0"/>${anyOthers}`,
  )}
  <element name="ReferenceParameters" type="tns:ReferenceParametersType"/>
  ${bag('ReferenceParametersType', anything)}
  <element name="Metadata" type="tns:MetadataType"/>
  ${bag('MetadataType', anything)}
  <element name="MessageID" type="tns:AttributedURIType"/>
  <element name="RelatesTo" type="tns:RelatesToType"/>
  <complexType name="RelatesToType">
    <simpleContent>
      <extension base="anyURI">
        <attribute name="RelationshipType" type="tns:RelationshipTypeOpenEnum" default="http://www.w3.org/2005/08/addressing/reply"/>
        ${anyAttributes}
      </extension>
    </simpleContent>
  </complexType>
  <simpleType name="RelationshipTypeOpenEnum"><union memberTypes="tns:RelationshipType anyURI"/></simpleType>
  <simpleType name="RelationshipType">
    <restriction base="anyURI"><enumeration value="http://www.w3.org/2005/08/addressing/reply"/></restriction>
  </simpleType>
  <element name="ReplyTo" type="tns:EndpointReferenceType"/>
  <element name="From" type="tns:EndpointReferenceType"/>
  <element name="FaultTo" type="tns:EndpointReferenceType"/>
  <element name="To" type="tns:AttributedURIType"/>
  <element name="Action" type="tns:AttributedURIType"/>
  ${extended('AttributedURIType', 'anyURI')}
  <attribute name="IsReferenceParameter" type="boolean"/>
  <simpleType name="FaultCodesOpenEnumType"><union memberTypes="tns:FaultCodesType QName"/></simpleType>
  <simpleType name="FaultCodesType">
    <restriction base="QName">${values(
      'InvalidAddressingHeader InvalidAddress InvalidEPR InvalidCardinality MissingAddressInEPR DuplicateMessageID ActionMismatch MessageAddressingHeaderRequired DestinationUnreachable ActionNotSupported EndpointUnavailable',
    )}</restriction>
  </simpleType>
  <element name="RetryAfter" type="tns:AttributedUnsignedLongType"/>
  ${extended('AttributedUnsignedLongType', 'unsignedLong')}
  <element name="ProblemHeaderQName" type="tns:AttributedQNameType"/>
  ${extended('AttributedQNameType', 'QName')}
  <element name="ProblemIRI" type="tns:AttributedURIType"/>
  <element name="ProblemAction" type="tns:ProblemActionType"/>
  ${bag('ProblemActionType', '<element ref="tns:Action" minOccurs="0"/><element name="SoapAction" minOccurs="0" type="anyURI"/>')}
</schema>`;

/** WS-Addressing as submitted in August 2004. */
const addressing2004 = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:tns="http://schemas.xmlsoap.org/ws/2004/08/addressing"
    targetNamespace="http://schemas.xmlsoap.org/ws/2004/08/addressing" elementFormDefault="qualified" blockDefault="#all">
  <element name="EndpointReference" type="tns:EndpointReferenceType"/>
  ${bag(
    'EndpointReferenceType',
    `<element name="Address" type="tns:AttributedURI"/>
     <element name="ReferenceProperties" type="tns:ReferencePropertiesType" minOccurs="0"/>
     <element name="ReferenceParameters" type="tns:ReferenceParametersType" minOccurs="0"/>
     <element name="PortType" type="tns:AttributedQName" minOccurs="0"/>
     <element name="ServiceName" type="tns:ServiceNameType" minOccurs="0"/>${anyOthers}`,
  )}
  <complexType name="ReferencePropertiesType"><sequence>${anything}</sequence></complexType>
  <complexType name="ReferenceParametersType"><sequence>${anything}</sequence></complexType>
  <complexType name="ServiceNameType">
    <simpleContent>
      <extension base="QName"><attribute name="PortName" type="NCName"/>${anyAttributes}</extension>
    </simpleContent>
  </complexType>
  <complexType name="Relationship">
    <simpleContent>
      <extension base="anyURI"><attribute name="RelationshipType" type="QName"/>${anyAttributes}</extension>
    </simpleContent>
  </complexType>
  <simpleType name="RelationshipTypeValues"><restriction base="QName"><enumeration value="tns:Reply"/></restriction></simpleType>
  <element name="MessageID" type="tns:AttributedURI"/>
  <element name="RelatesTo" type="tns:Relationship"/>
  <element name="To" type="tns:AttributedURI"/>
  <element name="Action" type="tns:AttributedURI"/>
  <element name="From" type="tns:EndpointReferenceType"/>
  <element name="ReplyTo" type="tns:EndpointReferenceType"/>
  <element name="FaultTo" type="tns:EndpointReferenceType"/>
  <attribute name="Action" type="anyURI"/>
  <simpleType name="FaultSubcodeValues">
    <restriction base="QName">${values(
      'InvalidMessageInformationHeader MessageInformationHeaderRequired DestinationUnreachable ActionNotSupported EndpointUnavailable',
    )}</restriction>
  </simpleType>
  <element name="RetryAfter" type="tns:RetryAfterType"/>
  ${extended('RetryAfterType', 'nonNegativeInteger')}
  ${extended('AttributedQName', 'QName')}
  ${extended('AttributedURI', 'anyURI')}
</schema>`;

/** Both versions of WS-Addressing that are in use. */
export const addressingSchemas: readonly string[] = [addressing10, addressing2004];
