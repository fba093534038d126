import { describe, expect, test } from 'vitest';
import { anyType } from '../../../src/xsd/model/any-type.ts';
import { complexType, element, renderAttributes, renderContent, resolveComponents } from './resolve-text.ts';

const a = '<xs:element name="a" type="xs:int"/>';
const b = '<xs:element name="b" type="xs:int"/>';
const c = '<xs:element name="c" type="xs:int"/>';

describe('complex type: its content', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['an empty sequence', '<xs:sequence/>', 'empty'],
    ['an empty choice that may be absent', '<xs:choice minOccurs="0"/>', 'empty'],
    ['a sequence that may not occur', `<xs:sequence maxOccurs="0">${a}</xs:sequence>`, 'empty'],
    ['a sequence', `<xs:sequence>${a}${b}</xs:sequence>`, 'sequence(a b)'],
    ['all', `<xs:all>${a}${b}</xs:all>`, 'all(a b)'],
    ['a repeated choice', `<xs:choice minOccurs="2" maxOccurs="unbounded">${a}${b}</xs:choice>`, 'choice(a b){2,}'],
    [
      'nested groups',
      `<xs:sequence>${a}<xs:choice minOccurs="0">${b}<xs:sequence maxOccurs="3">${c}</xs:sequence></xs:choice><xs:any minOccurs="0"/></xs:sequence>`,
      'sequence(a choice(b sequence(c){1,3})? any?)',
    ],
    [
      'an element that may not occur',
      `<xs:sequence>${a}<xs:element name="x" maxOccurs="0"/></xs:sequence>`,
      'sequence(a)',
    ],
    ['an empty sequence in a sequence', `<xs:sequence><xs:sequence/>${a}</xs:sequence>`, 'sequence(a)'],
    ['nothing as a choice', `<xs:choice>${a}<xs:sequence/></xs:choice>`, 'choice(a sequence())'],
    ['one name twice', `<xs:sequence>${a}${b}${a}</xs:sequence>`, 'sequence(a b a)'],
    ['an unqualified element', '<xs:sequence><xs:element name="a" form="unqualified"/></xs:sequence>', 'sequence(.a)'],
    ['a reference to an element', '<xs:sequence><xs:element ref="t:e" minOccurs="0"/></xs:sequence>', 'sequence(e?)'],
    ['a reference to a group', '<xs:group ref="t:g" maxOccurs="unbounded"/>', 'choice(b c)+'],
    ['a group within', `<xs:sequence>${a}<xs:group ref="t:g"/></xs:sequence>`, 'sequence(a choice(b c))'],
    ['a group of a group', '<xs:group ref="t:gg"/>', 'sequence(choice(b c)? a)'],
  ])('%s', (_what, content, expected) => {
    const resolved = resolveComponents(`
      <xs:element name="e" type="xs:string"/>
      <xs:group name="gg"><xs:sequence><xs:group ref="t:g" minOccurs="0"/>${a}</xs:sequence></xs:group>
      <xs:group name="g"><xs:choice>${b}${c}</xs:choice></xs:group>
      <xs:complexType name="T">${content}</xs:complexType>`);
    expect(resolved.findings).toEqual([]);
    expect(renderContent(complexType(resolved, 'T'))).toBe(expected);
  });

  test('mixed stands on the type or on complexContent, and needs no particle', () => {
    const resolved = resolveComponents(`
      <xs:complexType name="Text" mixed="true"/>
      <xs:complexType name="More" mixed="true"><xs:sequence>${a}</xs:sequence></xs:complexType>
      <xs:complexType name="Unmixed" mixed="true"><xs:complexContent mixed="false"><xs:restriction base="t:More"><xs:sequence>${a}</xs:sequence></xs:restriction></xs:complexContent></xs:complexType>
      <xs:complexType name="Extended"><xs:complexContent mixed="true"><xs:extension base="t:More"/></xs:complexContent></xs:complexType>`);
    expect(resolved.findings).toEqual([]);
    const contents = ['Text', 'More', 'Unmixed', 'Extended'].map((name) => renderContent(complexType(resolved, name)));
    expect(contents).toEqual(['mixed sequence()', 'mixed sequence(a)', 'sequence(a)', 'mixed sequence(a)']);
  });

  test('a group that is referred to twice is one compositor', () => {
    const resolved = resolveComponents(`
      <xs:group name="g"><xs:sequence>${a}</xs:sequence></xs:group>
      <xs:complexType name="A"><xs:group ref="t:g"/></xs:complexType>
      <xs:complexType name="B"><xs:group ref="t:g"/></xs:complexType>`);
    const terms = ['A', 'B'].map((name) => {
      const { content } = complexType(resolved, name);
      return content.kind === 'elements' ? content.particle.term : undefined;
    });
    expect(terms[0]).toBe(terms[1]);
  });
});

describe('complex type: derivation', () => {
  const derive = (base: string, way: string, content: string, more = '') => `
    <xs:complexType name="Base">${base}</xs:complexType>
    <xs:complexType name="T"><xs:complexContent><xs:${way} base="t:Base">${content}</xs:${way}></xs:complexContent></xs:complexType>${more}`;

  test.each([
    [
      'an extension puts its own after the base',
      `<xs:sequence>${a}</xs:sequence>`,
      'extension',
      `<xs:sequence>${b}</xs:sequence>`,
      'sequence(sequence(a) sequence(b))',
    ],
    ['an extension of nothing is its own', '', 'extension', `<xs:choice>${b}</xs:choice>`, 'choice(b)'],
    ['an extension by nothing is the base', `<xs:all>${a}</xs:all>`, 'extension', '', 'all(a)'],
    [
      'an extension of a choice keeps the choice',
      `<xs:choice maxOccurs="2">${a}${b}</xs:choice>`,
      'extension',
      `<xs:sequence>${c}</xs:sequence>`,
      'sequence(choice(a b){1,2} sequence(c))',
    ],
    [
      'a restriction has its own content alone',
      `<xs:sequence>${a}${b}</xs:sequence>`,
      'restriction',
      `<xs:sequence>${a}</xs:sequence>`,
      'sequence(a)',
    ],
    ['a restriction to nothing is empty', `<xs:sequence minOccurs="0">${a}</xs:sequence>`, 'restriction', '', 'empty'],
  ])('%s (§3.4.2)', (_what, base, way, content, expected) => {
    const resolved = resolveComponents(derive(base, way, content));
    expect(resolved.findings).toEqual([]);
    const type = complexType(resolved, 'T');
    expect(renderContent(type)).toBe(expected);
    expect([type.derivation, type.base]).toEqual([way, complexType(resolved, 'Base')]);
  });

  test('attributes: the base comes first, own ones follow, replaced ones stay in place, prohibited ones go', () => {
    const resolved = resolveComponents(`
      <xs:attribute name="g" type="xs:string" default="d"/>
      <xs:attributeGroup name="ag"><xs:attribute name="y"/><xs:attributeGroup ref="t:inner"/></xs:attributeGroup>
      <xs:attributeGroup name="inner"><xs:attribute ref="t:g" use="required"/></xs:attributeGroup>
      <xs:complexType name="Base"><xs:attribute name="a" use="required"/><xs:attribute name="b" type="xs:int"/></xs:complexType>
      <xs:complexType name="Extended"><xs:complexContent><xs:extension base="t:Base"><xs:attribute name="x" fixed="1"/><xs:attributeGroup ref="t:ag"/></xs:extension></xs:complexContent></xs:complexType>
      <xs:complexType name="Restricted"><xs:complexContent><xs:restriction base="t:Extended"><xs:attribute name="x" use="prohibited"/><xs:attribute name="b" use="required"/></xs:restriction></xs:complexContent></xs:complexType>`);
    expect(resolved.findings).toEqual([]);
    const attributes = ['Base', 'Extended', 'Restricted'].map((name) => renderAttributes(complexType(resolved, name)));
    expect(attributes).toEqual(['a! b', 'a! b x==1 y {}g!=d', 'a! b! y {}g!=d']);
  });

  test('a local attribute is in the target namespace by form or attributeFormDefault alone', () => {
    const resolved = resolveComponents(
      '<xs:complexType name="T"><xs:attribute name="a"/><xs:attribute name="b" form="qualified"/></xs:complexType>',
    );
    expect(renderAttributes(complexType(resolved, 'T'))).toBe('a {}b');
  });

  test('a type with neither simpleContent nor complexContent restricts anyType and takes none of its wildcard', () => {
    const type = complexType(resolveComponents('<xs:complexType name="T"/>'), 'T');
    expect(type.base).toBe(anyType);
    expect(type).toMatchObject({ derivation: 'restriction', content: { kind: 'empty' } });
    expect(type.attributeWildcard).toBeUndefined();
  });

  test('an extension of anyType takes anything', () => {
    const resolved = resolveComponents(
      '<xs:complexType name="T"><xs:complexContent><xs:extension base="xs:anyType"><xs:attribute name="a"/></xs:extension></xs:complexContent></xs:complexType>',
    );
    expect(resolved.findings).toEqual([]);
    expect(renderContent(complexType(resolved, 'T'))).toBe('mixed sequence(any*)');
    expect(renderAttributes(complexType(resolved, 'T'))).toBe('a *');
  });

  test('types may be recursive through their elements, anonymous ones derived from the type around them', () => {
    const resolved = resolveComponents(`
      <xs:complexType name="Tree"><xs:sequence>
        <xs:element name="child" type="t:Tree" minOccurs="0"/>
        <xs:element name="leaf" minOccurs="0"><xs:complexType><xs:complexContent><xs:extension base="t:Tree"><xs:attribute name="x"/></xs:extension></xs:complexContent></xs:complexType></xs:element>
      </xs:sequence></xs:complexType>`);
    expect(resolved.findings).toEqual([]);
    const tree = complexType(resolved, 'Tree');
    if (tree.content.kind !== 'elements' || tree.content.particle.term.kind !== 'sequence')
      throw new Error('no sequence');
    const [child, leaf] = tree.content.particle.term.particles.map(({ term }) => term);
    expect(child).toMatchObject({ kind: 'element', type: tree });
    expect(leaf).toMatchObject({ kind: 'element', type: { base: tree, content: tree.content } });
  });

  test('block is kept, blockDefault where there is none', () => {
    const resolved = resolveComponents(`
      <xs:complexType name="T" block="extension"/>
      <xs:complexType name="U" block="#all"/>
      <xs:element name="e" block="substitution restriction"/>`);
    expect([complexType(resolved, 'T').block, complexType(resolved, 'U').block, element(resolved, 'e').block]).toEqual([
      new Set(['extension']),
      new Set(['extension', 'restriction']),
      new Set(['restriction', 'substitution']),
    ]);
  });

  test("IsDictionary in appinfo is WCF's mark of a dictionary", () => {
    const mark = (text: string) =>
      `<xs:annotation><xs:appinfo><IsDictionary xmlns="http://schemas.microsoft.com/2003/10/Serialization/">${text}</IsDictionary></xs:appinfo></xs:annotation>`;
    const resolved = resolveComponents(
      `<xs:complexType name="T">${mark('true')}</xs:complexType><xs:complexType name="U">${mark('false')}</xs:complexType>`,
    );
    expect([complexType(resolved, 'T').isDictionary, complexType(resolved, 'U').isDictionary]).toEqual([true, false]);
  });
});

describe('complex type: simple content', () => {
  test('an extension of a simple type adds attributes; extensions and restrictions of that keep or narrow the text', () => {
    const resolved = resolveComponents(`
      <xs:complexType name="Size"><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="unit"/></xs:extension></xs:simpleContent></xs:complexType>
      <xs:complexType name="More"><xs:simpleContent><xs:extension base="t:Size"><xs:attribute name="note"/></xs:extension></xs:simpleContent></xs:complexType>
      <xs:complexType name="Small"><xs:simpleContent><xs:restriction base="t:More"><xs:maxInclusive value="9"/><xs:attribute name="note" use="prohibited"/></xs:restriction></xs:simpleContent></xs:complexType>
      <xs:complexType name="Plain"><xs:complexContent><xs:extension base="t:Size"/></xs:complexContent></xs:complexType>`);
    expect(resolved.findings).toEqual([]);
    const types = ['Size', 'More', 'Small', 'Plain'].map((name) => complexType(resolved, name));
    expect(types.map(renderContent)).toEqual(['simple int', 'simple int', 'simple (anonymous)', 'simple int']);
    expect(types.map(renderAttributes)).toEqual(['unit', 'unit note', 'unit', 'unit']);
    expect(types[2]?.content).toMatchObject({
      type: { base: { name: { local: 'int' } }, facets: { maxInclusive: '9' } },
    });
  });

  test('a restriction of mixed content takes the simple type inside', () => {
    const resolved = resolveComponents(`
      <xs:complexType name="Mixed" mixed="true"><xs:sequence minOccurs="0">${a}</xs:sequence></xs:complexType>
      <xs:complexType name="T"><xs:simpleContent><xs:restriction base="t:Mixed"><xs:simpleType><xs:restriction base="xs:token"/></xs:simpleType><xs:maxLength value="3"/></xs:restriction></xs:simpleContent></xs:complexType>`);
    expect(resolved.findings).toEqual([]);
    expect(complexType(resolved, 'T').content).toMatchObject({ kind: 'simple', type: { facets: { maxLength: 3 } } });
  });

  test.each([
    ['simpleContent over elements', 'simpleContent', 'extension', 't:Elements', '', 'error src-ct'],
    [
      'complexContent with elements over a simple type',
      'complexContent',
      'extension',
      'xs:string',
      `<xs:sequence>${a}</xs:sequence>`,
      'error src-ct',
    ],
    [
      'elements after simple content',
      'complexContent',
      'extension',
      't:Simple',
      `<xs:sequence>${a}</xs:sequence>`,
      'error src-ct',
    ],
    ['no base', 'complexContent', 'extension', undefined, '', 'error s4s-att-must-appear'],
    [
      'two contents',
      'complexContent',
      'extension',
      't:Elements',
      `<xs:sequence>${b}</xs:sequence><xs:choice>${b}</xs:choice>`,
      'error s4s-elt-invalid',
    ],
    [
      'complexContent over a simple type, without elements',
      'complexContent',
      'extension',
      'xs:string',
      '',
      'warning src-ct',
    ],
    [
      'simpleContent that restricts a simple type',
      'simpleContent',
      'restriction',
      'xs:string',
      '<xs:maxLength value="3"/>',
      'warning src-ct',
    ],
    [
      'an attribute of the base again',
      'complexContent',
      'extension',
      't:Elements',
      '<xs:attribute name="x"/>',
      'warning ct-props-correct',
    ],
    [
      'mixed over content that is not',
      'complexContent mixed="true"',
      'extension',
      't:Elements',
      `<xs:sequence>${b}</xs:sequence>`,
      'warning cos-ct-extends',
    ],
    [
      'all after elements',
      'complexContent',
      'extension',
      't:Elements',
      `<xs:all>${b}</xs:all>`,
      'warning cos-all-limited',
    ],
  ])('%s', (_what, content, way, base, inside, finding) => {
    const resolved = resolveComponents(`
      <xs:complexType name="Elements"><xs:sequence>${a}</xs:sequence><xs:attribute name="x"/></xs:complexType>
      <xs:complexType name="Simple"><xs:simpleContent><xs:extension base="xs:string"/></xs:simpleContent></xs:complexType>
      <xs:complexType name="T"><xs:${content}><xs:${way}${base === undefined ? '' : ` base="${base}"`}>${inside}</xs:${way}></xs:${content.split(' ')[0]}></xs:complexType>`);
    expect(resolved.findings).toEqual([finding]);
    expect(resolved.schemas.types.has('{urn:t}T')).toBe(finding.startsWith('warning'));
    expect(resolved.schemas.refusedTypes.has('{urn:t}T')).toBe(finding.startsWith('error'));
    expect(resolved.schemas.types.has('{urn:t}Elements')).toBe(true);
  });
});
