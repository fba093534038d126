import { describe, expect, test } from 'vitest';
import { resolveComponents, simpleType } from './resolve-text.ts';

const restriction = (base: string, facets: string) =>
  `<xs:simpleType name="T"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;

describe('simple type', () => {
  test('a restriction keeps variety and built-in of its base, and only its own facets', () => {
    const resolved = resolveComponents(`
      <xs:simpleType name="Base"><xs:restriction base="xs:int"><xs:minInclusive value="1"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="T"><xs:annotation><xs:documentation> One
         or two. </xs:documentation></xs:annotation><xs:restriction base="t:Base"><xs:maxInclusive value=" 2 "/><xs:pattern value="[12]"/><xs:pattern value="0\\d"/></xs:restriction></xs:simpleType>`);
    expect(resolved.findings).toEqual([]);
    expect(simpleType(resolved, 'T')).toMatchObject({
      variety: 'atomic',
      builtin: 'int',
      base: simpleType(resolved, 'Base'),
      facets: { maxInclusive: '2', patterns: ['[12]', '0\\d'] },
      documentation: 'One\nor two.',
    });
    expect(simpleType(resolved, 'T').facets.minInclusive).toBeUndefined();
  });

  test('lists and unions, of named and anonymous types, and restrictions of them', () => {
    const resolved = resolveComponents(`
      <xs:simpleType name="Ints"><xs:list itemType="xs:int"/></xs:simpleType>
      <xs:simpleType name="Few"><xs:restriction base="t:Ints"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Flags"><xs:list><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="A"/></xs:restriction></xs:simpleType></xs:list></xs:simpleType>
      <xs:simpleType name="Either"><xs:union memberTypes="xs:int t:Ints"><xs:simpleType><xs:restriction base="xs:token"/></xs:simpleType></xs:union></xs:simpleType>
      <xs:simpleType name="Narrow"><xs:restriction base="t:Either"><xs:enumeration value="1 2"/></xs:restriction></xs:simpleType>`);
    expect(resolved.findings).toEqual([]);
    const type = (name: string) => simpleType(resolved, name);
    expect(type('Few')).toMatchObject({ variety: 'list', itemType: { builtin: 'int' }, facets: { maxLength: 3 } });
    expect(type('Flags')).toMatchObject({ variety: 'list', itemType: { facets: { enumeration: [{ value: 'A' }] } } });
    expect(type('Either')).toMatchObject({
      variety: 'union',
      memberTypes: [{ builtin: 'int' }, type('Ints'), { builtin: 'token' }],
      base: { name: { local: 'anySimpleType' } },
    });
    expect(type('Narrow')).toMatchObject({ variety: 'union', facets: { enumeration: [{ value: '1 2' }] } });
  });

  test('enumerations have the white space of their type, documentation, and namespaces where they are names', () => {
    const resolved = resolveComponents(`
      <xs:simpleType name="Token"><xs:restriction base="xs:token"><xs:enumeration value="  a   b "><xs:annotation><xs:documentation>Both</xs:documentation></xs:annotation></xs:enumeration></xs:restriction></xs:simpleType>
      <xs:simpleType name="Text"><xs:restriction base="xs:string"><xs:enumeration value=" a "/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Name"><xs:restriction base="xs:QName"><xs:enumeration value="t:x"/></xs:restriction></xs:simpleType>`);
    expect(resolved.findings).toEqual([]);
    const values = ['Token', 'Text', 'Name'].map((name) => simpleType(resolved, name).facets.enumeration);
    expect(values[0]).toEqual([{ value: 'a b', documentation: 'Both' }]);
    expect(values[1]).toEqual([{ value: ' a ' }]);
    expect(values[2]).toMatchObject([{ value: 't:x', namespaces: { t: 'urn:t' } }]);
  });

  test.each([
    ['length', 'xs:string', '<xs:length value="3"/>', { length: 3 }],
    ['length of a list', 'xs:NMTOKENS', '<xs:length value="3"/>', { length: 3 }],
    ['length of a QName, which says nothing', 'xs:QName', '<xs:length value="3"/>', { length: 3 }],
    [
      'digits',
      'xs:decimal',
      '<xs:totalDigits value="5"/><xs:fractionDigits value="0"/>',
      { totalDigits: 5, fractionDigits: 0 },
    ],
    ['digits of an integer', 'xs:int', '<xs:totalDigits value="5"/>', { totalDigits: 5 }],
    ['bounds', 'xs:date', '<xs:minExclusive value="2020-01-01"/>', { minExclusive: '2020-01-01' }],
    ['white space', 'xs:string', '<xs:whiteSpace value="collapse"/>', { whiteSpace: 'collapse' }],
    ['an empty pattern', 'xs:string', '<xs:pattern value=""/>', { patterns: [''] }],
    ['an empty enumeration value', 'xs:string', '<xs:enumeration value=""/>', { enumeration: [{ value: '' }] }],
  ])('facet kept: %s', (_what, base, facets, expected) => {
    const resolved = resolveComponents(restriction(base, facets));
    expect(resolved.findings).toEqual([]);
    expect(simpleType(resolved, 'T').facets).toEqual(expected);
  });

  test.each([
    ['length of a number', 'xs:int', '<xs:maxLength value="3"/>', {}],
    ['bounds of a string', 'xs:string', '<xs:minInclusive value="3"/>', {}],
    ['digits of a string', 'xs:string', '<xs:totalDigits value="3"/>', {}],
    ['digits of a double', 'xs:double', '<xs:fractionDigits value="3"/>', {}],
    ['no digits', 'xs:decimal', '<xs:totalDigits value="0"/>', {}],
    ['a length that is no number', 'xs:string', '<xs:length value="three"/>', {}],
    ['a negative length', 'xs:string', '<xs:minLength value="-1"/>', {}],
    [
      'a bound that is no value of the base',
      'xs:int',
      '<xs:minInclusive value="1.5"/><xs:maxInclusive value="9"/>',
      { maxInclusive: '9' },
    ],
    [
      'an enumeration that is no value of the base',
      'xs:int',
      '<xs:enumeration value="one"/><xs:enumeration value="2"/>',
      { enumeration: [{ value: '2' }] },
    ],
    ['a facet twice', 'xs:string', '<xs:length value="3"/><xs:length value="4"/>', { length: 3 }],
    ['unknown white space', 'xs:string', '<xs:whiteSpace value="none"/>', {}],
    ['weaker white space', 'xs:token', '<xs:whiteSpace value="preserve"/>', {}],
    ['no value', 'xs:string', '<xs:length/>', {}],
  ])('facet left out with a warning: %s (cos-applicable-facets)', (_what, base, facets, expected) => {
    const resolved = resolveComponents(restriction(base, facets));
    expect(resolved.findings).toEqual(['warning cos-applicable-facets']);
    expect(simpleType(resolved, 'T').facets).toEqual(expected);
  });

  test.each([
    ['that cannot be read', '[a-z'],
    ['that is too large', '((a{1000}){1000}){1000}'],
    ['with anchors, which are characters', '^a+$'],
  ])('pattern kept with a warning: one %s (cos-applicable-facets)', (_what, pattern) => {
    const resolved = resolveComponents(restriction('xs:string', `<xs:pattern value="${pattern}"/>`));
    expect(resolved.findings).toEqual(['warning cos-applicable-facets']);
    expect(simpleType(resolved, 'T').facets).toEqual({ patterns: [pattern] });
  });

  test.each([
    ['nothing inside', '', 'src-simple-type'],
    ['two derivations', '<xs:list itemType="xs:int"/><xs:union memberTypes="xs:int"/>', 'src-simple-type'],
    ['a restriction of nothing', '<xs:restriction/>', 'src-simple-type'],
    ['a union of nothing', '<xs:union/>', 'src-simple-type'],
    ['a list of lists', '<xs:list itemType="xs:NMTOKENS"/>', 'st-props-correct'],
    ['a restriction of a complex type', '<xs:restriction base="t:C"/>', 'st-props-correct'],
    ['a restriction of anyType', '<xs:restriction base="xs:anyType"/>', 'st-props-correct'],
  ])('refused: %s', (_what, content, rule) => {
    const { schemas, findings } = resolveComponents(
      `<xs:complexType name="C"/><xs:simpleType name="T">${content}</xs:simpleType>`,
    );
    expect(findings).toEqual([`error ${rule}`]);
    expect([...schemas.refusedTypes.keys()]).toEqual(['{urn:t}T']);
  });

  test('of a complex type with simple content that content is taken, with a warning', () => {
    const resolved = resolveComponents(
      '<xs:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/><xs:simpleType name="T"><xs:restriction base="k:string" xmlns:k="http://schemas.xmlsoap.org/soap/encoding/"><xs:maxLength value="2"/></xs:restriction></xs:simpleType>',
    );
    expect(resolved.findings).toEqual(['warning st-props-correct']);
    expect(simpleType(resolved, 'T')).toMatchObject({ builtin: 'string', facets: { maxLength: 2 } });
  });
});
