import { describe, expect, test } from 'vitest';
import { wellKnownSchemas } from '../../../src/xsd/builtin/schemas/table.ts';
import { anyType } from '../../../src/xsd/model/any-type.ts';
import { complexType, element, renderContent, resolveComponents, resolveDocuments, schemaOf } from './resolve-text.ts';

describe('references that lead nowhere', () => {
  test('refuse what needs them, over any number of steps, and nothing else', () => {
    const resolved = resolveComponents(`
      <xs:element name="order" type="t:Order"/>
      <xs:complexType name="Order"><xs:sequence><xs:element name="line" type="t:Line"/></xs:sequence></xs:complexType>
      <xs:complexType name="Line"><xs:sequence><xs:element name="item" type="t:Itme"/><xs:element name="back" type="t:Order"/></xs:sequence></xs:complexType>
      <xs:complexType name="Item"/>
      <xs:element name="item" type="t:Item"/>`);
    const { schemas, diagnostics } = resolved;
    expect(diagnostics.map(({ rule, message }) => `${rule}: ${message.replaceAll('{urn:t}', '')}`)).toEqual([
      'src-resolve: type Itme is not defined; near: Item (a.xsd:6:7); type Line needs it',
      'xsd/depends-on-refused: type Order is refused: type Line is refused (src-resolve at a.xsd:5:48)',
      'xsd/depends-on-refused: element order is refused: type Order is refused (src-resolve at a.xsd:5:48)',
    ]);
    expect([...schemas.refusedTypes.keys()]).toEqual(['{urn:t}Order', '{urn:t}Line']);
    expect([...schemas.refusedElements.keys()]).toEqual(['{urn:t}order']);
    expect([...new Set([...schemas.refusedTypes.values(), ...schemas.refusedElements.values()])]).toEqual([
      diagnostics[0],
    ]);
    expect([...schemas.elements.keys()]).toEqual(['{urn:t}item']);
    expect(schemas.findType({ namespace: 'urn:t', local: 'Order' })).toBeUndefined();
  });

  test.each([
    ['type', '<xs:element name="e" type="t:X"/>'],
    ['element', '<xs:complexType name="e"><xs:sequence><xs:element ref="t:X"/></xs:sequence></xs:complexType>'],
    ['group', '<xs:complexType name="e"><xs:group ref="t:X"/></xs:complexType>'],
    ['attribute', '<xs:complexType name="e"><xs:attribute ref="t:X"/></xs:complexType>'],
    ['attributeGroup', '<xs:complexType name="e"><xs:attributeGroup ref="t:X"/></xs:complexType>'],
    [
      'base',
      '<xs:complexType name="e"><xs:complexContent><xs:extension base="t:X"/></xs:complexContent></xs:complexType>',
    ],
    ['itemType', '<xs:simpleType name="e"><xs:list itemType="t:X"/></xs:simpleType>'],
    ['memberTypes', '<xs:simpleType name="e"><xs:union memberTypes="xs:int t:X"/></xs:simpleType>'],
    ['substitutionGroup that gives the type', '<xs:element name="e" substitutionGroup="t:X"/>'],
    [
      'type within an anonymous type',
      '<xs:element name="e"><xs:complexType><xs:attribute name="a" type="t:X"/></xs:complexType></xs:element>',
    ],
  ])('%s', (_what, component) => {
    const { schemas, findings } = resolveComponents(`${component}<xs:element name="other" type="xs:int"/>`);
    expect(findings).toEqual(['error src-resolve']);
    expect([...schemas.refusedTypes.keys(), ...schemas.refusedElements.keys()]).toEqual(['{urn:t}e']);
    expect([...schemas.elements.keys()]).toEqual(['{urn:t}other']);
  });

  test('one missing name is reported once, however many need it', () => {
    const { findings } = resolveComponents('<xs:element name="a" type="t:X"/><xs:element name="b" type="t:X"/>');
    expect(findings).toEqual(['error src-resolve', 'error xsd/depends-on-refused']);
  });

  test('a prefix that is not declared refuses the component (src-qname)', () => {
    const { schemas, findings } = resolveComponents(
      '<xs:element name="a" type="q:X"/><xs:element name="b" type="xs:int"/>',
    );
    expect(findings).toEqual(['error src-qname']);
    expect([...schemas.elements.keys()]).toEqual(['{urn:t}b']);
  });

  test('a type of XML Schema 1.1 is refused by that', () => {
    const { findings } = resolveComponents('<xs:element name="a" type="xs:dateTimeStamp"/>');
    expect(findings).toEqual(['error xsd/unsupported']);
  });
});

describe('references whose meaning is clear', () => {
  test('without prefix and default namespace: the target namespace, with a warning', () => {
    const resolved = resolveComponents(
      '<xs:complexType name="T"/><xs:element name="a" type="T"/><xs:element name="b" type="T"/>',
    );
    expect(resolved.findings).toEqual(['warning src-resolve']);
    expect(element(resolved, 'b').type).toBe(complexType(resolved, 'T'));
  });

  test('into the namespace of the language, when the schema is the default there', () => {
    const resolved = resolveDocuments({
      'a.xsd':
        '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t"><complexType name="T"/><element name="a" type="T"/></schema>',
    });
    expect(resolved.findings).toEqual(['warning src-resolve']);
    expect(element(resolved, 'a').type).toBe(complexType(resolved, 'T'));
  });
});

describe('circles', () => {
  const extension = (name: string, base: string) =>
    `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="t:${base}"/></xs:complexContent></xs:complexType>`;
  test.each([
    ['a complex type derived from itself', extension('A', 'A'), 'ct-props-correct'],
    [
      'complex types derived from each other',
      extension('A', 'B') + extension('B', 'C') + extension('C', 'A'),
      'ct-props-correct',
    ],
    ['a simple type', '<xs:simpleType name="A"><xs:restriction base="t:A"/></xs:simpleType>', 'st-props-correct'],
    [
      'a union of itself',
      '<xs:simpleType name="A"><xs:union memberTypes="xs:int t:A"/></xs:simpleType>',
      'st-props-correct',
    ],
    [
      'a group',
      '<xs:group name="A"><xs:sequence><xs:choice><xs:group ref="t:A"/></xs:choice></xs:sequence></xs:group>',
      'mg-props-correct',
    ],
    [
      'an attribute group',
      '<xs:attributeGroup name="A"><xs:attributeGroup ref="t:A"/></xs:attributeGroup>',
      'src-attribute_group',
    ],
    [
      'a substitution group',
      '<xs:element name="A" substitutionGroup="t:B"/><xs:element name="B" substitutionGroup="t:A"/>',
      'e-props-correct',
    ],
  ])('%s', (_what, components, rule) => {
    const { schemas, findings } = resolveComponents(`${components}<xs:element name="other" type="xs:int"/>`);
    expect(findings).toEqual([`error ${rule}`]);
    expect([...schemas.elements.keys()]).toEqual(['{urn:t}other']);
  });

  test('a group within an element of itself is none', () => {
    const { findings } = resolveComponents(
      '<xs:group name="g"><xs:sequence><xs:element name="e" minOccurs="0"><xs:complexType><xs:group ref="t:g"/></xs:complexType></xs:element></xs:sequence></xs:group><xs:complexType name="T"><xs:group ref="t:g"/></xs:complexType>',
    );
    expect(findings).toEqual([]);
  });
});

describe('components that everyone knows', () => {
  test.each([
    ['xml:lang', '<xs:attribute ref="xml:lang"/>'],
    ['xlink:href', '<xs:attribute ref="k:href" xmlns:k="http://www.w3.org/1999/xlink"/>'],
    [
      'soapenc attributes',
      '<xs:attributeGroup ref="k:commonAttributes" xmlns:k="http://schemas.xmlsoap.org/soap/encoding/"/>',
    ],
    ['WCF references', '<xs:attribute ref="k:Id" xmlns:k="http://schemas.microsoft.com/2003/10/Serialization/"/>'],
    [
      'wsu:Id',
      '<xs:attribute ref="k:Id" xmlns:k="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"/>',
    ],
    ['mime content type', '<xs:attribute ref="k:contentType" xmlns:k="http://www.w3.org/2005/05/xmlmime"/>'],
  ])('%s as an attribute', (_what, use) => {
    const imports = [...use.matchAll(/xmlns:k="([^"]*)"/g)].map(
      ([, namespace]) => `<xs:import namespace="${namespace}"/>`,
    );
    const { findings } = resolveComponents(`${imports.join('')}<xs:complexType name="T">${use}</xs:complexType>`);
    expect(findings).toEqual([]);
  });

  test.each([
    ['http://schemas.microsoft.com/2003/10/Serialization/', 'guid'],
    ['http://schemas.microsoft.com/2003/10/Serialization/', 'char'],
    ['http://schemas.xmlsoap.org/soap/encoding/', 'Array'],
    ['http://schemas.xmlsoap.org/soap/encoding/', 'string'],
    ['http://www.w3.org/2003/05/soap-encoding', 'Array'],
    ['http://www.w3.org/2005/08/addressing', 'EndpointReferenceType'],
    ['http://schemas.xmlsoap.org/ws/2004/08/addressing', 'EndpointReferenceType'],
    ['http://www.w3.org/2000/09/xmldsig#', 'SignatureType'],
    ['http://www.w3.org/2001/04/xmlenc#', 'EncryptedDataType'],
    ['http://xml.apache.org/xml-soap', 'Map'],
    ['http://ws-i.org/profiles/basic/1.1/xsd', 'swaRef'],
  ])('type %s %s', (namespace, local) => {
    const resolved = resolveComponents(
      `<xs:import namespace="${namespace}"/><xs:element name="e" type="k:${local}" xmlns:k="${namespace}"/>`,
    );
    expect(resolved.findings).toEqual([]);
    expect(element(resolved, 'e').type).toMatchObject({ name: { namespace, local } });
    expect(resolved.schemas.findType({ namespace, local })).toBe(element(resolved, 'e').type);
  });

  test('xs:schema is an element that holds anything, as .NET DataSets have it', () => {
    const resolved = resolveComponents(
      '<xs:element name="set"><xs:complexType><xs:sequence><xs:element ref="xs:schema"/><xs:any/></xs:sequence></xs:complexType></xs:element>',
    );
    expect(resolved.findings).toEqual([]);
    expect(resolved.schemas.findElement({ namespace: 'http://www.w3.org/2001/XMLSchema', local: 'schema' })?.type).toBe(
      anyType,
    );
  });

  test('the schema for schemas does not redefine the built-in types', () => {
    const resolved = resolveDocuments({
      'a.xsd':
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2001/XMLSchema"><xs:simpleType name="string"><xs:restriction base="xs:anySimpleType"/></xs:simpleType><xs:complexType name="anyType"/><xs:complexType name="openAttrs"/><xs:element name="e" type="xs:string"/></xs:schema>',
    });
    expect(resolved.findings).toEqual([]);
    const namespace = 'http://www.w3.org/2001/XMLSchema';
    expect(element(resolved, 'e', namespace).type).toMatchObject({ builtin: 'string' });
    expect(resolved.schemas.findType({ namespace, local: 'anyType' })).toBe(anyType);
    expect(renderContent(complexType(resolved, 'openAttrs', namespace))).toBe('empty');
  });

  test('what a schema defines itself counts before what is known', () => {
    const namespace = 'http://schemas.microsoft.com/2003/10/Serialization/';
    const resolved = resolveDocuments({
      'a.xsd': schemaOf(
        `<xs:import namespace="${namespace}" schemaLocation="b.xsd"/><xs:element name="e" type="k:guid" xmlns:k="${namespace}"/>`,
      ),
      'b.xsd': schemaOf('<xs:simpleType name="guid"><xs:restriction base="xs:token"/></xs:simpleType>').replace(
        'targetNamespace="urn:t"',
        `targetNamespace="${namespace}"`,
      ),
    });
    expect(resolved.findings).toEqual([]);
    expect(element(resolved, 'e').type).toMatchObject({ builtin: 'token' });
  });

  test('wsdl:arrayType is kept on the attribute use, expanded', () => {
    const resolved = resolveComponents(`
      <xs:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
      <xs:complexType name="Names"><xs:complexContent><xs:restriction base="k:Array" xmlns:k="http://schemas.xmlsoap.org/soap/encoding/">
        <xs:attribute ref="k:arrayType" w:arrayType="xs:string[,]" xmlns:w="http://schemas.xmlsoap.org/wsdl/"/>
      </xs:restriction></xs:complexContent></xs:complexType>`);
    expect(resolved.findings).toEqual([]);
    const use = complexType(resolved, 'Names').attributes.find(({ name }) => name.local === 'arrayType');
    expect(use?.soapArrayType).toEqual({
      itemType: { namespace: 'http://www.w3.org/2001/XMLSchema', local: 'string' },
      dimensions: '[,]',
    });
  });

  test('an array of items whose type is not defined is reported', () => {
    const { findings } = resolveComponents(`
      <xs:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
      <xs:complexType name="Names"><xs:complexContent><xs:restriction base="k:Array" xmlns:k="http://schemas.xmlsoap.org/soap/encoding/">
        <xs:attribute ref="k:arrayType" w:arrayType="t:Gone[]" xmlns:w="http://schemas.xmlsoap.org/wsdl/"/>
      </xs:restriction></xs:complexContent></xs:complexType>`);
    expect(findings).toEqual(['warning src-resolve']);
  });

  test('the attributes of the xml prefix are there for wildcards, in every set', () => {
    const names = [...resolveComponents('').schemas.attributes.keys()].map((name) => name.replace(/^{.*}/, ''));
    expect(names).toEqual(['lang', 'space', 'base', 'id']);
  });

  test.each([...wellKnownSchemas.keys()])('the schema of %s holds together', (namespace) => {
    const text = wellKnownSchemas.get(namespace) ?? '';
    const { findings } = resolveDocuments({ 'a.xsd': text });
    expect(findings).toEqual([]);
  });
});
