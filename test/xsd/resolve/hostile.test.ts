import { describe, expect, test } from 'vitest';
import { complexType, renderContent, resolveComponents, simpleType } from './resolve-text.ts';

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('\n');
const usable = '<xs:element name="usable" type="xs:int"/>';

describe('schemas made to exhaust', () => {
  test('10,000 types each derived from the next: those near the root are there, the others refused', () => {
    const { schemas, findings } = resolveComponents(
      usable +
        many(
          10_000,
          (n) =>
            `<xs:complexType name="T${n}"><xs:complexContent><xs:extension base="t:T${n + 1}"/></xs:complexContent></xs:complexType>`,
        ) +
        '<xs:complexType name="T10000"/>',
    );
    expect(findings.filter((each) => each === 'error xsd/derivation-depth')).toHaveLength(1);
    expect(findings.filter((each) => each !== 'error xsd/depends-on-refused')).toHaveLength(1);
    expect(schemas.types.has('{urn:t}T9990')).toBe(true);
    expect(schemas.refusedTypes.has('{urn:t}T0')).toBe(true);
    expect(schemas.elements.has('{urn:t}usable')).toBe(true);
  });

  test('10,000 simple types each derived from the next', () => {
    const resolved = resolveComponents(
      many(
        10_000,
        (n) =>
          `<xs:simpleType name="S${n}"><xs:restriction base="${n === 0 ? 'xs:int' : `t:S${n - 1}`}"/></xs:simpleType>`,
      ),
    );
    expect(resolved.findings.filter((each) => each !== 'error xsd/depends-on-refused')).toEqual([
      'error xsd/derivation-depth',
    ]);
    expect(simpleType(resolved, 'S50')).toMatchObject({ builtin: 'int' });
  });

  test('10,000 groups each within the next: the type that needs the outermost is refused', () => {
    const { findings } = resolveComponents(
      `<xs:group name="g0"><xs:sequence><xs:element name="e"/></xs:sequence></xs:group>
       ${many(10_000, (n) => `<xs:group name="g${n + 1}"><xs:choice><xs:group ref="t:g${n}"/></xs:choice></xs:group>`)}
       <xs:complexType name="Deep"><xs:group ref="t:g10000"/></xs:complexType>
       <xs:complexType name="Fine"><xs:group ref="t:g9"/></xs:complexType>`,
    );
    expect(findings).toEqual(['error xsd/nesting-depth']);
  });

  test('groups that double at each step: only what is small enough is written out', () => {
    const resolved = resolveComponents(
      `<xs:group name="g0"><xs:sequence><xs:element name="e"/></xs:sequence></xs:group>
       ${many(60, (n) => `<xs:group name="g${n + 1}"><xs:sequence><xs:group ref="t:g${n}"/><xs:group ref="t:g${n}"/></xs:sequence></xs:group>`)}
       <xs:complexType name="Bomb"><xs:group ref="t:g60"/></xs:complexType>
       <xs:complexType name="Fine"><xs:group ref="t:g1"/></xs:complexType>`,
    );
    expect(resolved.findings).toEqual(['error xsd/expansion-size']);
    expect(renderContent(complexType(resolved, 'Fine'))).toBe('sequence(sequence(e) sequence(e))');
  });

  test('many types that are large together', () => {
    const { findings } = resolveComponents(
      `<xs:group name="g"><xs:sequence>${many(100, (n) => `<xs:element name="e${n}"/>`)}</xs:sequence></xs:group>
       ${many(20, (n) => `<xs:complexType name="T${n}"><xs:group ref="t:g"/></xs:complexType>`)}`,
      { limits: { totalParticlesMax: 1000 } },
    );
    expect(new Set(findings)).toEqual(new Set(['error xsd/expansion-size']));
    expect(findings).toHaveLength(11);
  });

  test('attribute groups that hold each other: what has too many attributes is refused', () => {
    const { schemas, findings } = resolveComponents(
      `${many(30, (n) => `<xs:attributeGroup name="g${n}">${many(10, (m) => `<xs:attribute name="a${n}-${m}"/>`)}${n === 0 ? '' : `<xs:attributeGroup ref="t:g${n - 1}"/>`}</xs:attributeGroup>`)}
       ${many(100, (n) => `<xs:complexType name="T${n}"><xs:attributeGroup ref="t:g15"/></xs:complexType>`)}
       <xs:complexType name="Wide"><xs:attributeGroup ref="t:g29"/></xs:complexType>`,
      { limits: { attributesMax: 200, totalParticlesMax: 10_000 } },
    );
    const own = findings.filter((each) => each !== 'error xsd/depends-on-refused');
    expect(new Set(own)).toEqual(new Set(['error xsd/expansion-size']));
    expect([
      schemas.types.has('{urn:t}T0'),
      schemas.refusedTypes.has('{urn:t}T99'),
      schemas.refusedTypes.has('{urn:t}Wide'),
    ]).toEqual([true, true, true]);
  });

  test('more components than the limit: those beyond it are passed over', () => {
    const { schemas, findings } = resolveComponents(
      many(30, (n) => `<xs:element name="e${n}" type="xs:int"/>`),
      {
        limits: { componentsMax: 20 },
      },
    );
    expect(findings).toEqual(['error xsd/component-count']);
    expect(schemas.elements.size).toBe(20);
  });

  test('10,000 elements each in the substitution group of the next', () => {
    const resolved = resolveComponents(
      `${many(10_000, (n) => `<xs:element name="e${n}" substitutionGroup="t:e${n + 1}"/>`)}<xs:element name="e10000" type="xs:int"/>`,
    );
    expect(new Set(resolved.findings)).toEqual(new Set(['error xsd/derivation-depth']));
    const head = resolved.schemas.findElement({ namespace: 'urn:t', local: 'e10000' });
    expect(head && resolved.schemas.substitutionMembers(head)).toHaveLength(100);
    expect(resolved.schemas.findElement({ namespace: 'urn:t', local: 'e9999' })?.type).toBe(head?.type);
  });

  test('10,000 types nested through their elements, and 10,000 in one circle', () => {
    const { schemas, findings } = resolveComponents(
      many(
        10_000,
        (n) =>
          `<xs:complexType name="T${n}"><xs:sequence><xs:element name="e" type="t:T${(n + 1) % 10_000}"/></xs:sequence></xs:complexType>`,
      ),
    );
    expect(findings).toEqual([]);
    expect(schemas.refusedTypes.size).toBe(0);
  });

  test('10,000 references to nothing, each to another name', () => {
    const { schemas, findings } = resolveComponents(
      usable + many(10_000, (n) => `<xs:element name="e${n}" type="t:Missing${n}"/>`),
    );
    expect(findings).toHaveLength(10_000);
    expect([...schemas.elements.keys()]).toEqual(['{urn:t}usable']);
  });

  test('names that are members of every object are names like others', () => {
    const resolved = resolveComponents(
      '<xs:complexType name="__proto__"/><xs:complexType name="constructor"><xs:sequence><xs:element name="toString" type="t:__proto__"/></xs:sequence></xs:complexType><xs:element name="hasOwnProperty" type="t:valueOf"/>',
    );
    expect(resolved.findings).toEqual(['error src-resolve']);
    expect(renderContent(complexType(resolved, 'constructor'))).toBe('sequence(toString)');
  });
});
