const anything = '<any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>';
const anyOthers = '<any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>';
const anyAttributes = '<anyAttribute namespace="##other" processContents="lax"/>';
const idAttribute = '<attribute name="Id" type="ID"/>';

const complex = (name: string, content: string) => `<complexType name="${name}">${content}</complexType>`;
const element = (name: string, type: string, occurs = '') => `<element name="${name}" type="${type}" ${occurs}/>`;
const reference = (name: string, occurs = '') => `<element ref="${name}" ${occurs}/>`;

const optional = 'minOccurs="0"';
const repeated = 'maxOccurs="unbounded"';
const any = `${optional} ${repeated}`;

const algorithm = (name: string, content: string) =>
  `<complexType name="${name}" mixed="true"><sequence>${content}</sequence><attribute name="Algorithm" type="anyURI" use="required"/></complexType>`;

/** XML Signature Syntax and Processing (2002), §4. */
const signature = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"
    targetNamespace="http://www.w3.org/2000/09/xmldsig#" elementFormDefault="qualified">
  <simpleType name="CryptoBinary"><restriction base="base64Binary"/></simpleType>
  ${element('Signature', 'ds:SignatureType')}
  ${complex(
    'SignatureType',
    `<sequence>${reference('ds:SignedInfo')}${reference('ds:SignatureValue')}${reference('ds:KeyInfo', optional)}${reference('ds:Object', any)}</sequence>${idAttribute}`,
  )}
  ${element('SignatureValue', 'ds:SignatureValueType')}
  ${complex('SignatureValueType', `<simpleContent><extension base="base64Binary">${idAttribute}</extension></simpleContent>`)}
  ${element('SignedInfo', 'ds:SignedInfoType')}
  ${complex(
    'SignedInfoType',
    `<sequence>${reference('ds:CanonicalizationMethod')}${reference('ds:SignatureMethod')}${reference('ds:Reference', repeated)}</sequence>${idAttribute}`,
  )}
  ${element('CanonicalizationMethod', 'ds:CanonicalizationMethodType')}
  ${algorithm('CanonicalizationMethodType', anything)}
  ${element('SignatureMethod', 'ds:SignatureMethodType')}
  ${algorithm('SignatureMethodType', element('HMACOutputLength', 'ds:HMACOutputLengthType', optional) + anyOthers)}
  <simpleType name="HMACOutputLengthType"><restriction base="integer"/></simpleType>
  ${element('Reference', 'ds:ReferenceType')}
  ${complex(
    'ReferenceType',
    `<sequence>${reference('ds:Transforms', optional)}${reference('ds:DigestMethod')}${reference('ds:DigestValue')}</sequence>
     ${idAttribute}<attribute name="URI" type="anyURI"/><attribute name="Type" type="anyURI"/>`,
  )}
  ${element('Transforms', 'ds:TransformsType')}
  ${complex('TransformsType', `<sequence>${reference('ds:Transform', repeated)}</sequence>`)}
  ${element('Transform', 'ds:TransformType')}
  <complexType name="TransformType" mixed="true">
    <choice ${any}>
      <any namespace="##other" processContents="lax"/>
      <element name="XPath" type="string"/>
    </choice>
    <attribute name="Algorithm" type="anyURI" use="required"/>
  </complexType>
  ${element('DigestMethod', 'ds:DigestMethodType')}
  ${algorithm('DigestMethodType', anyOthers)}
  ${element('DigestValue', 'ds:DigestValueType')}
  <simpleType name="DigestValueType"><restriction base="base64Binary"/></simpleType>
  ${element('KeyInfo', 'ds:KeyInfoType')}
  <complexType name="KeyInfoType" mixed="true">
    <choice ${repeated}>
      ${['KeyName', 'KeyValue', 'RetrievalMethod', 'X509Data', 'PGPData', 'SPKIData', 'MgmtData'].map((name) => reference(`ds:${name}`)).join('')}
      <any namespace="##other" processContents="lax"/>
    </choice>
    ${idAttribute}
  </complexType>
  ${element('KeyName', 'string')}${element('MgmtData', 'string')}
  ${element('KeyValue', 'ds:KeyValueType')}
  <complexType name="KeyValueType" mixed="true">
    <choice>${reference('ds:DSAKeyValue')}${reference('ds:RSAKeyValue')}<any namespace="##other" processContents="lax"/></choice>
  </complexType>
  ${element('RetrievalMethod', 'ds:RetrievalMethodType')}
  ${complex(
    'RetrievalMethodType',
    `<sequence>${reference('ds:Transforms', optional)}</sequence><attribute name="URI" type="anyURI"/><attribute name="Type" type="anyURI"/>`,
  )}
  ${element('X509Data', 'ds:X509DataType')}
  ${complex(
    'X509DataType',
    `<sequence ${repeated}><choice>
      ${element('X509IssuerSerial', 'ds:X509IssuerSerialType')}${element('X509SKI', 'base64Binary')}
      ${element('X509SubjectName', 'string')}${element('X509Certificate', 'base64Binary')}${element('X509CRL', 'base64Binary')}
      <any namespace="##other" processContents="lax"/>
    </choice></sequence>`,
  )}
  ${complex('X509IssuerSerialType', `<sequence>${element('X509IssuerName', 'string')}${element('X509SerialNumber', 'integer')}</sequence>`)}
  ${element('PGPData', 'ds:PGPDataType')}
  ${complex(
    'PGPDataType',
    `<choice>
      <sequence>${element('PGPKeyID', 'base64Binary')}${element('PGPKeyPacket', 'base64Binary', optional)}${anyOthers}</sequence>
      <sequence>${element('PGPKeyPacket', 'base64Binary')}${anyOthers}</sequence>
    </choice>`,
  )}
  ${element('SPKIData', 'ds:SPKIDataType')}
  ${complex('SPKIDataType', `<sequence ${repeated}>${element('SPKISexp', 'base64Binary')}<any namespace="##other" processContents="lax" ${optional}/></sequence>`)}
  ${element('Object', 'ds:ObjectType')}
  <complexType name="ObjectType" mixed="true">
    <sequence>${anything}</sequence>
    ${idAttribute}<attribute name="MimeType" type="string"/><attribute name="Encoding" type="anyURI"/>
  </complexType>
  ${element('Manifest', 'ds:ManifestType')}
  ${complex('ManifestType', `<sequence>${reference('ds:Reference', repeated)}</sequence>${idAttribute}`)}
  ${element('SignatureProperties', 'ds:SignaturePropertiesType')}
  ${complex('SignaturePropertiesType', `<sequence>${reference('ds:SignatureProperty', repeated)}</sequence>${idAttribute}`)}
  ${element('SignatureProperty', 'ds:SignaturePropertyType')}
  <complexType name="SignaturePropertyType" mixed="true">
    <choice ${repeated}><any namespace="##other" processContents="lax"/></choice>
    <attribute name="Target" type="anyURI" use="required"/>${idAttribute}
  </complexType>
  ${element('DSAKeyValue', 'ds:DSAKeyValueType')}
  ${complex(
    'DSAKeyValueType',
    `<sequence>
      <sequence ${optional}>${element('P', 'ds:CryptoBinary')}${element('Q', 'ds:CryptoBinary')}</sequence>
      ${element('G', 'ds:CryptoBinary', optional)}${element('Y', 'ds:CryptoBinary')}${element('J', 'ds:CryptoBinary', optional)}
      <sequence ${optional}>${element('Seed', 'ds:CryptoBinary')}${element('PgenCounter', 'ds:CryptoBinary')}</sequence>
    </sequence>`,
  )}
  ${element('RSAKeyValue', 'ds:RSAKeyValueType')}
  ${complex('RSAKeyValueType', `<sequence>${element('Modulus', 'ds:CryptoBinary')}${element('Exponent', 'ds:CryptoBinary')}</sequence>`)}
</schema>`;

/** XML Encryption Syntax and Processing (2002), §3. */
const encryption = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"
    xmlns:ds="http://www.w3.org/2000/09/xmldsig#" targetNamespace="http://www.w3.org/2001/04/xmlenc#" elementFormDefault="qualified">
  <import namespace="http://www.w3.org/2000/09/xmldsig#"/>
  <complexType name="EncryptedType" abstract="true">
    <sequence>
      ${element('EncryptionMethod', 'xenc:EncryptionMethodType', optional)}
      ${reference('ds:KeyInfo', optional)}
      ${reference('xenc:CipherData')}
      ${reference('xenc:EncryptionProperties', optional)}
    </sequence>
    ${idAttribute}<attribute name="Type" type="anyURI"/><attribute name="MimeType" type="string"/><attribute name="Encoding" type="anyURI"/>
  </complexType>
  <complexType name="EncryptionMethodType" mixed="true">
    <sequence>
      ${element('KeySize', 'xenc:KeySizeType', optional)}${element('OAEPparams', 'base64Binary', optional)}${anyOthers}
    </sequence>
    <attribute name="Algorithm" type="anyURI" use="required"/>
  </complexType>
  <simpleType name="KeySizeType"><restriction base="integer"/></simpleType>
  ${element('CipherData', 'xenc:CipherDataType')}
  ${complex('CipherDataType', `<choice>${element('CipherValue', 'base64Binary')}${reference('xenc:CipherReference')}</choice>`)}
  ${element('CipherReference', 'xenc:CipherReferenceType')}
  ${complex('CipherReferenceType', `<choice>${element('Transforms', 'xenc:TransformsType', optional)}</choice><attribute name="URI" type="anyURI" use="required"/>`)}
  ${complex('TransformsType', `<sequence>${reference('ds:Transform', repeated)}</sequence>`)}
  ${element('EncryptedData', 'xenc:EncryptedDataType')}
  ${complex('EncryptedDataType', '<complexContent><extension base="xenc:EncryptedType"/></complexContent>')}
  ${element('EncryptedKey', 'xenc:EncryptedKeyType')}
  ${complex(
    'EncryptedKeyType',
    `<complexContent><extension base="xenc:EncryptedType">
      <sequence>${reference('xenc:ReferenceList', optional)}${element('CarriedKeyName', 'string', optional)}</sequence>
      <attribute name="Recipient" type="string"/>
    </extension></complexContent>`,
  )}
  ${element('AgreementMethod', 'xenc:AgreementMethodType')}
  <complexType name="AgreementMethodType" mixed="true">
    <sequence>
      ${element('KA-Nonce', 'base64Binary', optional)}${anyOthers}
      ${element('OriginatorKeyInfo', 'ds:KeyInfoType', optional)}${element('RecipientKeyInfo', 'ds:KeyInfoType', optional)}
    </sequence>
    <attribute name="Algorithm" type="anyURI" use="required"/>
  </complexType>
  <element name="ReferenceList">
    <complexType>
      <choice ${repeated}>${element('DataReference', 'xenc:ReferenceType')}${element('KeyReference', 'xenc:ReferenceType')}</choice>
    </complexType>
  </element>
  ${complex('ReferenceType', `<sequence>${anyOthers}</sequence><attribute name="URI" type="anyURI" use="required"/>`)}
  ${element('EncryptionProperties', 'xenc:EncryptionPropertiesType')}
  ${complex('EncryptionPropertiesType', `<sequence>${reference('xenc:EncryptionProperty', repeated)}</sequence>${idAttribute}`)}
  ${element('EncryptionProperty', 'xenc:EncryptionPropertyType')}
  <complexType name="EncryptionPropertyType" mixed="true">
    <choice ${repeated}><any namespace="##other" processContents="lax"/></choice>
    <attribute name="Target" type="anyURI"/>${idAttribute}
    <anyAttribute namespace="http://www.w3.org/XML/1998/namespace"/>
  </complexType>
</schema>`;

const wsuNamespace = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const wsseNamespace = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const common = `<attribute ref="wsu:Id"/>${anyAttributes}`;
const text = (name: string, base: string, attributes: string) =>
  complex(name, `<simpleContent><extension base="${base}">${attributes}</extension></simpleContent>`);

/** WS-Security 1.0, utility. */
const utility = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:wsu="${wsuNamespace}" targetNamespace="${wsuNamespace}"
    elementFormDefault="qualified">
  <simpleType name="tTimestampFault">
    <restriction base="QName"><enumeration value="wsu:MessageExpired"/></restriction>
  </simpleType>
  <attribute name="Id" type="ID"/>
  <attributeGroup name="commonAtts">${common}</attributeGroup>
  ${text('AttributedDateTime', 'string', '<attributeGroup ref="wsu:commonAtts"/>')}
  ${text('AttributedURI', 'anyURI', '<attributeGroup ref="wsu:commonAtts"/>')}
  ${complex(
    'TimestampType',
    `<sequence>
      ${reference('wsu:Created', optional)}${reference('wsu:Expires', optional)}
      <choice ${any}><any namespace="##other" processContents="lax"/></choice>
    </sequence><attributeGroup ref="wsu:commonAtts"/>`,
  )}
  ${element('Timestamp', 'wsu:TimestampType')}${element('Expires', 'wsu:AttributedDateTime')}${element('Created', 'wsu:AttributedDateTime')}
</schema>`;

/** WS-Security 1.0, extensions. */
const extensions = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:wsse="${wsseNamespace}" xmlns:wsu="${wsuNamespace}"
    targetNamespace="${wsseNamespace}" elementFormDefault="qualified">
  <import namespace="${wsuNamespace}"/>
  ${text('AttributedString', 'string', common)}
  ${text('PasswordString', 'wsse:AttributedString', '<attribute name="Type" type="anyURI"/>')}
  ${text('EncodedString', 'wsse:AttributedString', '<attribute name="EncodingType" type="anyURI"/>')}
  ${text('BinarySecurityTokenType', 'wsse:EncodedString', '<attribute name="ValueType" type="anyURI"/>')}
  ${text('KeyIdentifierType', 'wsse:EncodedString', '<attribute name="ValueType" type="anyURI"/>')}
  ${complex('UsernameTokenType', `<sequence>${element('Username', 'wsse:AttributedString')}${anything}</sequence>${common}`)}
  <simpleType name="tUsage"><list itemType="anyURI"/></simpleType>
  <attribute name="Usage" type="wsse:tUsage"/>
  ${complex('ReferenceType', `<attribute name="URI" type="anyURI"/><attribute name="ValueType" type="anyURI"/>${anyAttributes}`)}
  ${complex('EmbeddedType', `<choice ${any}><any processContents="lax"/></choice><attribute name="ValueType" type="anyURI"/>${common}`)}
  ${complex('SecurityTokenReferenceType', `<choice ${any}><any processContents="lax"/></choice><attribute ref="wsu:Id"/><attribute ref="wsse:Usage"/>${anyAttributes}`)}
  ${complex('SecurityHeaderType', `<sequence>${anything}</sequence>${anyAttributes}`)}
  ${complex('TransformationParametersType', `<sequence>${anything}</sequence>${anyAttributes}`)}
  ${element('UsernameToken', 'wsse:UsernameTokenType')}
  ${element('BinarySecurityToken', 'wsse:BinarySecurityTokenType')}
  ${element('Reference', 'wsse:ReferenceType')}
  ${element('Embedded', 'wsse:EmbeddedType')}
  ${element('KeyIdentifier', 'wsse:KeyIdentifierType')}
  ${element('SecurityTokenReference', 'wsse:SecurityTokenReferenceType')}
  ${element('Security', 'wsse:SecurityHeaderType')}
  ${element('TransformationParameters', 'wsse:TransformationParametersType')}
  ${element('Password', 'wsse:PasswordString')}
  ${element('Nonce', 'wsse:EncodedString')}
</schema>`;

/** XML Signature, XML Encryption and WS-Security: schemas of messages that carry tokens refer to them. */
export const securitySchemas: readonly string[] = [signature, encryption, utility, extensions];
