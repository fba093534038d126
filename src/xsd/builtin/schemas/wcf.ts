const elements = (names: string) =>
  names
    .split(' ')
    .map((name) => `<element name="${name}" nillable="true" type="xs:${name}"/>`)
    .join('');

/** WCF's serialization namespace: the simple types that XML Schema has not, and the attributes of object references. */
export const serializationSchema = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tns="http://schemas.microsoft.com/2003/10/Serialization/" attributeFormDefault="qualified"
    elementFormDefault="qualified" targetNamespace="http://schemas.microsoft.com/2003/10/Serialization/">
  ${elements(
    'anyType anyURI base64Binary boolean byte dateTime decimal double float int long QName short string unsignedByte unsignedInt unsignedLong unsignedShort',
  )}
  <element name="char" nillable="true" type="tns:char"/>
  <simpleType name="char"><restriction base="int"/></simpleType>
  <element name="duration" nillable="true" type="tns:duration"/>
  <simpleType name="duration">
    <restriction base="duration">
      <pattern value="\\-?P(\\d*D)?(T(\\d*H)?(\\d*M)?(\\d*(\\.\\d*)?S)?)?"/>
      <minInclusive value="-P10675199DT2H48M5.4775808S"/>
      <maxInclusive value="P10675199DT2H48M5.4775807S"/>
    </restriction>
  </simpleType>
  <element name="guid" nillable="true" type="tns:guid"/>
  <simpleType name="guid">
    <restriction base="string">
      <pattern value="[\\da-fA-F]{8}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{12}"/>
    </restriction>
  </simpleType>
  <attribute name="FactoryType" type="QName"/>
  <attribute name="Id" type="ID"/>
  <attribute name="Ref" type="IDREF"/>
</schema>`;
