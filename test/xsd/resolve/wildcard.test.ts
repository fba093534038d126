import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowsNamespace, type NamespaceConstraint } from '../../../src/xsd/model/wildcard.ts';
import { intersectConstraints, uniteConstraints } from '../../../src/xsd/resolve/build/wildcard.ts';
import { complexType, resolveComponents } from './resolve-text.ts';

/** Enough to tell constraints over three namespaces apart: those three, another one, and none. */
const witnesses = ['', 'urn:a', 'urn:b', 'urn:t', 'urn:other'];
const namespace = fc.constantFrom('', 'urn:a', 'urn:b', 'urn:t');
const constraint: fc.Arbitrary<NamespaceConstraint> = fc.oneof(
  fc.constant({ kind: 'any' as const }),
  namespace.map((each) => ({ kind: 'not' as const, namespace: each })),
  fc.uniqueArray(namespace).map((each) => ({ kind: 'enumeration' as const, namespaces: new Set(each) })),
);
const admitted = (one: NamespaceConstraint) => witnesses.filter((each) => allowsNamespace(one, each));

describe('wildcards', () => {
  test('an intersection admits just what both admit, where it can be expressed', () => {
    fc.assert(
      fc.property(constraint, constraint, (a, b) => {
        const both = intersectConstraints(a, b);
        const expected = witnesses.filter((each) => allowsNamespace(a, each) && allowsNamespace(b, each));
        expect(both === undefined || admitted(both).join(' ') === expected.join(' ')).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test('a union admits just what either admits, where it can be expressed', () => {
    fc.assert(
      fc.property(constraint, constraint, (a, b) => {
        const either = uniteConstraints(a, b);
        const expected = witnesses.filter((each) => allowsNamespace(a, each) || allowsNamespace(b, each));
        expect(either === undefined || admitted(either).join(' ') === expected.join(' ')).toBe(true);
      }),
      { seed: 1 },
    );
  });

  const not = (each: string): NamespaceConstraint => ({ kind: 'not', namespace: each });
  test.each([
    ['two namespaces excluded', intersectConstraints(not('urn:a'), not('urn:b'))],
    [
      'all but one, and no namespace missing',
      uniteConstraints(not('urn:a'), { kind: 'enumeration', namespaces: new Set(['']) }),
    ],
  ])('%s cannot be expressed', (_what, result) => {
    expect(result).toBeUndefined();
  });

  test.each([
    ['##any', { kind: 'any' }],
    ['##other', { kind: 'not', namespace: 'urn:t' }],
    ['##local urn:a ##targetNamespace', { kind: 'enumeration', namespaces: new Set(['', 'urn:a', 'urn:t']) }],
    ['', { kind: 'enumeration', namespaces: new Set() }],
  ])('namespace="%s"', (text, namespaces) => {
    const resolved = resolveComponents(
      `<xs:complexType name="T"><xs:anyAttribute namespace="${text}" processContents="skip"/></xs:complexType>`,
    );
    expect(resolved.findings).toEqual([]);
    expect(complexType(resolved, 'T').attributeWildcard).toEqual({
      kind: 'wildcard',
      processContents: 'skip',
      namespaces,
    });
  });

  test('of groups intersect, of an extension unite, of a restriction stand alone (§3.4.2)', () => {
    const resolved = resolveComponents(`
      <xs:attributeGroup name="g"><xs:anyAttribute namespace="urn:a urn:b"/></xs:attributeGroup>
      <xs:complexType name="Both"><xs:attributeGroup ref="t:g"/><xs:anyAttribute namespace="urn:b urn:c"/></xs:complexType>
      <xs:complexType name="More"><xs:complexContent><xs:extension base="t:Both"><xs:anyAttribute namespace="urn:d"/></xs:extension></xs:complexContent></xs:complexType>
      <xs:complexType name="Kept"><xs:complexContent><xs:extension base="t:Both"/></xs:complexContent></xs:complexType>
      <xs:complexType name="None"><xs:complexContent><xs:restriction base="t:Both"/></xs:complexContent></xs:complexType>`);
    expect(resolved.findings).toEqual([]);
    const namespaces = ['Both', 'More', 'Kept', 'None'].map((name) => {
      const constraint = complexType(resolved, name).attributeWildcard?.namespaces;
      return constraint?.kind === 'enumeration' ? [...constraint.namespaces].sort().join(' ') : undefined;
    });
    expect(namespaces).toEqual(['urn:b', 'urn:b urn:d', 'urn:b', undefined]);
  });

  test('a type whose wildcards have no common expression is refused (src-wildcard)', () => {
    const { findings } = resolveComponents(`
      <xs:complexType name="Base"><xs:anyAttribute namespace="##other"/></xs:complexType>
      <xs:complexType name="T"><xs:complexContent><xs:extension base="t:Base"><xs:anyAttribute namespace="##local"/></xs:extension></xs:complexContent></xs:complexType>`);
    expect(findings).toEqual(['error src-wildcard']);
  });
});
