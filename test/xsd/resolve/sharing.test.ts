import { describe, expect, test } from 'vitest';
import { createComponentPool } from '../../../src/xsd/resolve/component-pool.ts';
import { element, resolveComponents } from './resolve-text.ts';

const base =
  '<xs:complexType name="Base"><xs:sequence><xs:element name="id" type="xs:int"/></xs:sequence></xs:complexType>';
const derived = (name: string) =>
  `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="t:Base"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`;
const holder = (type: string) =>
  `<xs:complexType name="Holder"><xs:sequence><xs:element name="held" type="${type}"/></xs:sequence></xs:complexType>`;
const tree =
  '<xs:complexType name="Tree"><xs:sequence><xs:element name="branch" type="t:Branch"/></xs:sequence></xs:complexType>' +
  '<xs:complexType name="Branch"><xs:sequence><xs:element name="tree" type="t:Tree" minOccurs="0"/></xs:sequence></xs:complexType>';

const wcf = 'http://schemas.microsoft.com/2003/10/Serialization/';
const guid = `<xs:import namespace="${wcf}"/><xs:complexType name="T"><xs:sequence><xs:element name="id" type="k:guid" xmlns:k="${wcf}"/></xs:sequence></xs:complexType>`;
const open = '<xs:complexType name="T"><xs:sequence><xs:any processContents="lax"/></xs:sequence></xs:complexType>';

/** Whether the types of that name are one object when both sets are resolved with one pool. */
function shared(first: string, second: string, name: string): boolean {
  const pool = createComponentPool();
  const types = [first, second].map((components) => {
    const { schemas, findings } = resolveComponents(components, { pool });
    expect(findings).toEqual([]);
    return schemas.findType({ namespace: 'urn:t', local: name });
  });
  expect(types).not.toContain(undefined);
  return types[0] === types[1];
}

describe('sharing: two sets resolved with one pool', () => {
  test.each([
    ['equal types are one', base, base, 'Base', true],
    ['the layout of the text does not count', base, base.replaceAll('><', '>\n  <'), 'Base', true],
    ['what else is in the set does not count', base, base + derived('D'), 'Base', true],
    ['nor what is derived from the base', base + derived('D'), base + derived('D') + derived('E'), 'D', true],
    ['types in a circle are one when all of them are equal', tree, tree + base, 'Tree', true],
    [
      'another occurrence makes another type',
      base,
      base.replace('name="id"', 'name="id" minOccurs="0"'),
      'Base',
      false,
    ],
    [
      'another documentation too',
      base,
      base.replace(
        '<xs:sequence>',
        '<xs:annotation><xs:documentation>b</xs:documentation></xs:annotation><xs:sequence>',
      ),
      'Base',
      false,
    ],
    [
      'a base that differs makes what is derived differ',
      base + derived('D'),
      base.replace('xs:int', 'xs:long') + derived('D'),
      'D',
      false,
    ],
    ['a circle differs when one of it does', tree, tree.replace('minOccurs="0"', ''), 'Tree', false],
    [
      'what may stand in for the type of an element counts',
      base + holder('t:Base'),
      base + holder('t:Base') + derived('D'),
      'Holder',
      false,
    ],
    [
      'and is the same when it is the same',
      base + holder('t:Base') + derived('D'),
      base + derived('D') + holder('t:Base'),
      'Holder',
      true,
    ],
    [
      'what may stand in for a known type counts',
      guid,
      `${guid}<xs:simpleType name="D"><xs:restriction base="k:guid" xmlns:k="${wcf}"/></xs:simpleType>`,
      'T',
      false,
    ],
    ['known types are the same everywhere', guid, `${guid}${base}`, 'T', true],
    ['anything counts for a wildcard', open, open + base, 'T', false],
    ['anything counts for anyType', holder('xs:anyType'), holder('xs:anyType') + base, 'Holder', false],
    ['anything is the same in equal sets', holder('xs:anyType') + base, base + holder('xs:anyType'), 'Holder', true],
  ])('%s', (_what, first, second, name, expected) => {
    expect(shared(first, second, name)).toBe(expected);
  });

  test('members of a substitution group count where the head is referred to', () => {
    const head = '<xs:element name="h" type="xs:string"/>';
    const member = '<xs:element name="m" type="xs:string" substitutionGroup="t:h"/>';
    const user = '<xs:complexType name="T"><xs:sequence><xs:element ref="t:h"/></xs:sequence></xs:complexType>';
    expect(shared(head + user, head + user, 'T')).toBe(true);
    expect(shared(head + user, head + user + member, 'T')).toBe(false);
  });

  test('sets with refusals keep to themselves, and sets without a pool too', () => {
    const pool = createComponentPool();
    const broken = `${base}<xs:element name="e" type="t:Missing"/>`;
    const [first, second, third] = [broken, base, base].map((text) => resolveComponents(text, { pool }).schemas);
    const find = (schemas: typeof first) => schemas?.findType({ namespace: 'urn:t', local: 'Base' });
    expect(find(first)).not.toBe(find(second));
    expect(find(second)).toBe(find(third));
    expect(find(resolveComponents(base).schemas)).not.toBe(find(second));
  });

  test('shared elements lead to shared types', () => {
    const pool = createComponentPool();
    const text = `${tree}<xs:element name="e" type="t:Tree"/>`;
    const [first, second] = [resolveComponents(text, { pool }), resolveComponents(base + text, { pool })];
    expect(element(first, 'e')).toBe(element(second, 'e'));
    expect(element(second, 'e').type).toBe(second.schemas.findType({ namespace: 'urn:t', local: 'Tree' }));
  });
});
