import { describe, expect, test } from 'vitest';
import { anyType } from '../../../src/xsd/model/any-type.ts';
import { complexType, element, resolveComponents, resolveDocuments, schemaOf } from './resolve-text.ts';

describe('element', () => {
  test('has what its declaration says', () => {
    const resolved = resolveComponents(
      `<xs:element name="e" type="xs:int" nillable="true" default="1"><xs:annotation><xs:documentation>A number</xs:documentation></xs:annotation></xs:element>
       <xs:element name="f" type="xs:string" fixed=" x " abstract="1"/>
       <xs:element name="g"/>`,
    );
    expect(resolved.findings).toEqual([]);
    expect(element(resolved, 'e')).toMatchObject({
      scope: 'global',
      nillable: true,
      abstract: false,
      defaultValue: '1',
      documentation: 'A number',
      type: { builtin: 'int' },
    });
    expect(element(resolved, 'f')).toMatchObject({ fixedValue: ' x ', abstract: true, nillable: false });
    expect(element(resolved, 'g').type).toBe(anyType);
  });

  test.each([
    ['qualified by default', 'elementFormDefault="qualified"', '', 'urn:t'],
    ['unqualified by default', '', '', ''],
    ['qualified by form', '', 'form="qualified"', 'urn:t'],
    ['unqualified by form', 'elementFormDefault="qualified"', 'form="unqualified"', ''],
  ])('a local one is %s', (_what, schemaAttributes, attributes, namespace) => {
    const resolved = resolveDocuments({
      'a.xsd': schemaOf(
        `<xs:complexType name="T"><xs:sequence><xs:element name="e" ${attributes}/></xs:sequence></xs:complexType>`,
        schemaAttributes,
      ),
    });
    const { content } = complexType(resolved, 'T');
    expect(content).toMatchObject({
      particle: { term: { particles: [{ term: { name: { namespace, local: 'e' } } }] } },
    });
  });

  test('components are frozen', () => {
    const resolved = resolveComponents(
      '<xs:complexType name="T"/><xs:element name="e" type="t:T"/><xs:element name="f"/>',
    );
    const components = [element(resolved, 'e'), element(resolved, 'f'), complexType(resolved, 'T')];
    expect(components.every(Object.isFrozen)).toBe(true);
  });

  test.each([
    ['no name', '<xs:element type="xs:int"/>', 'error s4s-att-must-appear'],
    ['a name that is none', '<xs:element name="a b"/>', 'error s4s-att-invalid-value'],
    [
      'two types',
      '<xs:element name="e" type="xs:int"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:element>',
      'error src-element',
    ],
    ['default and fixed', '<xs:element name="e" default="1" fixed="2"/>', 'warning src-element'],
    ['an unknown attribute', '<xs:element name="e" minOccurs="0"/>', 'warning s4s-att-not-allowed'],
    ['a boolean that is none', '<xs:element name="e" nillable="yes"/>', 'warning s4s-att-invalid-value'],
    ['an element that cannot stand there', '<xs:element name="e"><xs:sequence/></xs:element>', 'error s4s-elt-invalid'],
    [
      'an alternative of XML Schema 1.1',
      '<xs:element name="e"><xs:alternative test="1"/></xs:element>',
      'error xsd/unsupported',
    ],
    [
      'an assertion of XML Schema 1.1',
      '<xs:complexType name="e"><xs:assert test="1"/></xs:complexType>',
      'warning xsd/unsupported',
    ],
    ['an override of XML Schema 1.1', '<xs:override schemaLocation="b.xsd"/>', 'error xsd/unsupported'],
    ['an unknown component', '<xs:elment name="e"/>', 'error s4s-elt-invalid'],
    [
      'minOccurs over maxOccurs',
      '<xs:complexType name="T"><xs:sequence><xs:element name="e" minOccurs="3" maxOccurs="2"/></xs:sequence></xs:complexType>',
      'error p-props-correct',
    ],
    [
      'minOccurs over the default',
      '<xs:complexType name="T"><xs:sequence><xs:element name="e" minOccurs="2"/></xs:sequence></xs:complexType>',
      'warning p-props-correct',
    ],
    [
      'occurrences that are none',
      '<xs:complexType name="T"><xs:sequence maxOccurs="many"/></xs:complexType>',
      'error s4s-att-invalid-value',
    ],
    [
      'name and ref',
      '<xs:element name="a"/><xs:complexType name="T"><xs:sequence><xs:element name="a" ref="t:a"/></xs:sequence></xs:complexType>',
      'error src-element',
    ],
    [
      'type and ref',
      '<xs:element name="a"/><xs:complexType name="T"><xs:sequence><xs:element type="xs:int" ref="t:a"/></xs:sequence></xs:complexType>',
      'warning src-element',
    ],
    [
      'an attribute with two types',
      '<xs:attribute name="a" type="xs:int"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:attribute>',
      'error src-attribute',
    ],
    [
      'all in a sequence',
      '<xs:complexType name="T"><xs:all><xs:element name="a" maxOccurs="2"/></xs:all></xs:complexType>',
      'warning cos-all-limited',
    ],
  ])('%s', (_what, components, finding) => {
    const { findings } = resolveComponents(components);
    expect(findings).toEqual([finding]);
  });

  test('key, keyref and unique are accepted and have no effect', () => {
    const resolved = resolveComponents(
      '<xs:element name="e" type="xs:int"><xs:key name="k"><xs:selector xpath="a"/><xs:field xpath="@b"/></xs:key><xs:unique name="u"><xs:selector xpath="a"/><xs:field xpath="b"/></xs:unique><xs:keyref name="r" refer="t:k"><xs:selector xpath="a"/><xs:field xpath="b"/></xs:keyref></xs:element><xs:notation name="n" public="p"/>',
    );
    expect(resolved.findings).toEqual([]);
  });
});

describe('substitution group', () => {
  test('members are found over any number of steps and namespaces; their type is that of the head unless they have one', () => {
    const resolved = resolveDocuments({
      'a.xsd': schemaOf(`<xs:import namespace="urn:u" schemaLocation="b.xsd"/>
        <xs:element name="head" type="xs:token" abstract="true"/>
        <xs:element name="one" substitutionGroup="t:head"/>
        <xs:element name="two" substitutionGroup="t:one" type="xs:NCName"/>
        <xs:element name="between" substitutionGroup="t:head" abstract="true"/>`),
      'b.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:u">
        <xs:import namespace="urn:t" schemaLocation="a.xsd"/><xs:element name="three" substitutionGroup="t:between"/></xs:schema>`,
    });
    expect(resolved.findings).toEqual([]);
    const head = element(resolved, 'head');
    expect(
      resolved.schemas
        .substitutionMembers(head)
        .map(({ name }) => name.local)
        .sort(),
    ).toEqual(['one', 'three', 'two']);
    expect(resolved.schemas.substitutionMembers(element(resolved, 'one')).map(({ name }) => name.local)).toEqual([
      'two',
    ]);
    expect(element(resolved, 'one').type).toBe(head.type);
    expect(element(resolved, 'three', 'urn:u').type).toBe(head.type);
    expect(element(resolved, 'one').substitutionGroup).toBe(head);
  });

  test.each([
    ['nothing', '', ['extended', 'restricted', 'same']],
    ['substitution', 'block="substitution"', []],
    ['extension', 'block="extension"', ['restricted', 'same']],
    ['restriction', 'block="restriction"', ['extended', 'same']],
  ])('a head that blocks %s', (_what, block, members) => {
    const derived = (name: string, way: string) =>
      `<xs:complexType name="${name}"><xs:complexContent><xs:${way} base="t:Base"/></xs:complexContent></xs:complexType>`;
    const resolved = resolveComponents(`
      <xs:complexType name="Base"/>${derived('E', 'extension')}${derived('R', 'restriction')}
      <xs:element name="head" type="t:Base" ${block}/>
      <xs:element name="extended" type="t:E" substitutionGroup="t:head"/>
      <xs:element name="restricted" type="t:R" substitutionGroup="t:head"/>
      <xs:element name="same" substitutionGroup="t:head"/>`);
    const found = resolved.schemas.substitutionMembers(element(resolved, 'head'));
    expect(found.map(({ name }) => name.local)).toEqual(members);
  });

  test('a head that is missing is no loss to an element with a type of its own but for the group', () => {
    const resolved = resolveComponents('<xs:element name="e" type="xs:int" substitutionGroup="t:missing"/>');
    expect(resolved.findings).toEqual(['error src-resolve']);
    expect(element(resolved, 'e').substitutionGroup).toBeUndefined();
  });
});

describe('derived types', () => {
  test('all named ones at any depth in document order, abstract ones too, never for built-in types', () => {
    const derived = (name: string, base: string, attributes = '') =>
      `<xs:complexType name="${name}" ${attributes}><xs:complexContent><xs:extension base="t:${base}"/></xs:complexContent></xs:complexType>`;
    const resolved = resolveComponents(
      `${derived('C', 'B')}<xs:complexType name="A"/>${derived('B', 'A', 'abstract="true"')}
       <xs:simpleType name="S"><xs:restriction base="xs:int"/></xs:simpleType><xs:simpleType name="T"><xs:restriction base="t:S"/></xs:simpleType>`,
    );
    const names = (local: string, namespace?: string) => {
      const type = resolved.schemas.findType({ namespace: namespace ?? 'urn:t', local });
      return type && resolved.schemas.derivedTypes(type).map(({ name }) => name?.local);
    };
    expect([names('A'), names('B'), names('C'), names('S')]).toEqual([['C', 'B'], ['C'], [], ['T']]);
    expect(names('int', 'http://www.w3.org/2001/XMLSchema')).toEqual([]);
    expect(resolved.schemas.derivedTypes(anyType)).toEqual([]);
  });
});
