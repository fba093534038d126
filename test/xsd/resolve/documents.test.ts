import { describe, expect, test } from 'vitest';
import {
  complexType,
  element,
  renderAttributes,
  renderContent,
  resolveDocuments,
  schemaOf,
  simpleType,
} from './resolve-text.ts';

const schema = (namespace: string, components: string, attributes = '') =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:u="urn:u"${
    namespace === '' ? '' : ` targetNamespace="${namespace}"`
  } ${attributes}>${components}</xs:schema>`;

const code = '<xs:simpleType name="Code"><xs:restriction base="xs:string"/></xs:simpleType>';

describe('include', () => {
  test('brings in the components of a document of the same namespace, once however many ways lead to it', () => {
    const resolved = resolveDocuments({
      'a.xsd': schemaOf(
        '<xs:include schemaLocation="b.xsd"/><xs:include schemaLocation="c.xsd"/><xs:element name="e" type="t:Code"/>',
      ),
      'b.xsd': schemaOf('<xs:include schemaLocation="c.xsd"/>'),
      'c.xsd': schemaOf(`<xs:include schemaLocation="a.xsd"/>${code}`),
    });
    expect(resolved.findings).toEqual([]);
    expect(element(resolved, 'e').type).toBe(simpleType(resolved, 'Code'));
    expect(resolved.schemas.targetNamespaces).toEqual(['urn:t']);
  });

  test('a document of no namespace takes that of each one that includes it (§4.2.1)', () => {
    const chameleon = schema(
      '',
      `${code}<xs:complexType name="Pair"><xs:sequence><xs:element name="first" type="Code"/><xs:element ref="second"/></xs:sequence></xs:complexType><xs:element name="second" type="Code"/>`,
      'elementFormDefault="qualified"',
    );
    const resolved = resolveDocuments({
      'a.xsd': schema(
        'urn:t',
        '<xs:import namespace="urn:u" schemaLocation="b.xsd"/><xs:include schemaLocation="c.xsd"/>',
      ),
      'b.xsd': schema('urn:u', '<xs:include schemaLocation="c.xsd"/>'),
      'c.xsd': chameleon,
    });
    expect(resolved.findings).toEqual([]);
    for (const namespace of ['urn:t', 'urn:u']) {
      expect(element(resolved, 'second', namespace).type).toBe(simpleType(resolved, 'Code', namespace));
      expect(renderContent(complexType(resolved, 'Pair', namespace))).toBe('sequence(first second)');
    }
    expect(simpleType(resolved, 'Code')).not.toBe(simpleType(resolved, 'Code', 'urn:u'));
    expect(resolved.schemas.findType({ namespace: '', local: 'Code' })).toBeUndefined();
  });

  test('a document of another namespace is taken for what it is, with a warning', () => {
    const resolved = resolveDocuments({
      'a.xsd': schema('urn:t', '<xs:include schemaLocation="b.xsd"/><xs:element name="e" type="u:Code"/>'),
      'b.xsd': schema('urn:u', code),
    });
    expect(resolved.findings).toEqual(['warning src-include', 'warning src-resolve.4.2']);
    expect(element(resolved, 'e').type).toBe(simpleType(resolved, 'Code', 'urn:u'));
  });
});

describe('import', () => {
  test('may go in circles, come without a location, and have its namespace in several documents', () => {
    const resolved = resolveDocuments({
      'a.xsd': schema(
        'urn:t',
        `<xs:import namespace="urn:u" schemaLocation="b.xsd"/><xs:import namespace="urn:u" schemaLocation="c.xsd"/>${code}<xs:element name="e" type="u:T"/>`,
      ),
      'b.xsd': schema(
        'urn:u',
        '<xs:import namespace="urn:t" schemaLocation="a.xsd"/><xs:complexType name="T"><xs:sequence><xs:element name="x" type="t:Code"/><xs:element name="y" type="u:Other"/></xs:sequence></xs:complexType>',
      ),
      'c.xsd': schema(
        'urn:u',
        '<xs:import namespace="urn:t"/><xs:simpleType name="Other"><xs:restriction base="t:Code"/></xs:simpleType>',
      ),
    });
    expect(resolved.findings).toEqual([]);
    expect(renderContent(complexType(resolved, 'T', 'urn:u'))).toBe('sequence(.x .y)');
    expect(simpleType(resolved, 'Other', 'urn:u').base).toBe(simpleType(resolved, 'Code'));
  });

  test('of names in no namespace', () => {
    const resolved = resolveDocuments({
      'a.xsd': schema('urn:t', '<xs:import schemaLocation="b.xsd"/><xs:element name="e" type="Code"/>'),
      'b.xsd': schema('', code),
    });
    expect(resolved.findings).toEqual([]);
    expect(element(resolved, 'e').type).toBe(simpleType(resolved, 'Code', ''));
  });

  test('of a document of another namespace is reported, and its components can be used', () => {
    const resolved = resolveDocuments({
      'a.xsd': schema(
        'urn:t',
        '<xs:import namespace="urn:x" schemaLocation="b.xsd"/><xs:element name="e" type="u:Code"/>',
      ),
      'b.xsd': schema('urn:u', code),
    });
    expect(resolved.findings).toEqual(['warning src-import', 'warning src-resolve.4.2']);
    expect(resolved.schemas.elements.size).toBe(1);
  });
});

describe('redefine', () => {
  const original = schemaOf(`
    ${code}
    <xs:complexType name="Person"><xs:sequence><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType>
    <xs:element name="person" type="t:Person"/>
    <xs:group name="g"><xs:sequence><xs:element name="one" type="xs:int"/></xs:sequence></xs:group>
    <xs:attributeGroup name="ag"><xs:attribute name="a"/></xs:attributeGroup>
    <xs:complexType name="User"><xs:group ref="t:g"/><xs:attributeGroup ref="t:ag"/></xs:complexType>`);

  test('takes the place of what it redefines, everywhere (§4.2.2)', () => {
    const resolved = resolveDocuments({
      'a.xsd': schemaOf(`<xs:redefine schemaLocation="b.xsd">
        <xs:simpleType name="Code"><xs:restriction base="t:Code"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
        <xs:complexType name="Person"><xs:complexContent><xs:extension base="t:Person"><xs:sequence><xs:element name="age" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
        <xs:group name="g"><xs:sequence><xs:group ref="t:g"/><xs:element name="two" type="xs:int"/></xs:sequence></xs:group>
        <xs:attributeGroup name="ag"><xs:attributeGroup ref="t:ag"/><xs:attribute name="b"/></xs:attributeGroup>
      </xs:redefine>`),
      'b.xsd': original,
    });
    expect(resolved.findings).toEqual([]);
    expect(element(resolved, 'person').type).toBe(complexType(resolved, 'Person'));
    expect(renderContent(complexType(resolved, 'Person'))).toBe('sequence(sequence(name) sequence(age))');
    expect(renderContent(complexType(resolved, 'User'))).toBe('sequence(sequence(one) two)');
    expect(renderAttributes(complexType(resolved, 'User'))).toBe('b a');
    expect(simpleType(resolved, 'Code')).toMatchObject({ facets: { maxLength: 3 }, base: { name: { local: 'Code' } } });
  });

  test('may be redefined again', () => {
    const extend = (name: string) =>
      `<xs:complexType name="Person"><xs:complexContent><xs:extension base="t:Person"><xs:attribute name="${name}"/></xs:extension></xs:complexContent></xs:complexType>`;
    const resolved = resolveDocuments({
      'a.xsd': schemaOf(`<xs:redefine schemaLocation="b.xsd">${extend('second')}</xs:redefine>`),
      'b.xsd': schemaOf(`<xs:redefine schemaLocation="c.xsd">${extend('first')}</xs:redefine>`),
      'c.xsd': original,
    });
    expect(resolved.findings).toEqual([]);
    expect(renderAttributes(complexType(resolved, 'Person'))).toBe('first second');
  });

  test('of a document of no namespace redefines it as if it had been included', () => {
    const resolved = resolveDocuments({
      'a.xsd': schemaOf(
        '<xs:redefine schemaLocation="b.xsd"><xs:simpleType name="Code"><xs:restriction base="t:Code"><xs:length value="2"/></xs:restriction></xs:simpleType></xs:redefine>',
      ),
      'b.xsd': schema('', code),
    });
    expect(resolved.findings).toEqual([]);
    expect(simpleType(resolved, 'Code').facets).toEqual({ length: 2 });
  });

  test('of what is not there is refused by itself', () => {
    const resolved = resolveDocuments({
      'a.xsd': schemaOf(
        '<xs:redefine schemaLocation="b.xsd"><xs:simpleType name="Other"><xs:restriction base="t:Other"/></xs:simpleType></xs:redefine>',
      ),
      'b.xsd': original,
    });
    expect(resolved.findings).toEqual(['error src-redefine']);
    expect([...resolved.schemas.refusedTypes.keys()]).toEqual(['{urn:t}Other']);
    expect(resolved.schemas.types.has('{urn:t}Person')).toBe(true);
  });
});

describe('one name twice', () => {
  test.each([
    ['equal definitions are one', code, []],
    [
      'equal but for layout and prefix',
      '<s:simpleType xmlns:s="http://www.w3.org/2001/XMLSchema" name="Code">\n<s:restriction base="s:string"/></s:simpleType>',
      [],
    ],
    [
      'another definition is reported, the first counts',
      '<xs:simpleType name="Code"><xs:restriction base="xs:int"/></xs:simpleType>',
      ['warning sch-props-correct'],
    ],
  ])('%s', (_what, second, findings) => {
    const resolved = resolveDocuments({
      'a.xsd': schemaOf(`${code}<xs:include schemaLocation="b.xsd"/>`),
      'b.xsd': schemaOf(second),
    });
    expect(resolved.findings).toEqual(findings);
    expect(resolved.schemas.types.has('{urn:t}Code')).toBe(true);
  });
});
