import { describe, expect, it } from 'vitest';
import { BigNumeral, type JsonValue } from '../../src/json/value.ts';
import { codecOf, rootOf, type TextCodec } from './support/text-codec.ts';

const int = (name: string, more = ''): string => `<xs:element name="${name}" type="xs:int" ${more}/>`;

const members = codecOf(
  rootOf(
    `<xs:sequence>${int('Count')}<xs:element name="Name" type="xs:string" minOccurs="0"/>${int('Items', 'minOccurs="2" maxOccurs="3"')}<xs:element name="Inner" type="t:Inner" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="a" type="xs:int" use="required"/>`,
    `<xs:complexType name="Inner"><xs:sequence>${int('x')}</xs:sequence></xs:complexType>`,
  ),
);
const choice = codecOf(rootOf(`<xs:choice>${int('a')}<xs:sequence>${int('b')}${int('c')}</xs:sequence></xs:choice>`));
const group = codecOf(rootOf(`<xs:choice minOccurs="1" maxOccurs="2">${int('a')}${int('b')}</xs:choice>`));
const typed = codecOf(
  rootOf(
    '<xs:sequence><xs:element name="s" type="t:Base"/></xs:sequence>',
    `<xs:complexType name="Base" abstract="true"><xs:sequence/></xs:complexType>${derived('Circle')}${derived('Square')}`,
  ),
);
const blocked = codecOf(
  rootOf(
    '<xs:sequence><xs:element name="s" type="t:Base" block="extension"/></xs:sequence>',
    `<xs:complexType name="Base"><xs:sequence/></xs:complexType>${derived('Circle')}`,
  ),
);
const substitutes = codecOf(
  rootOf(
    '<xs:sequence><xs:element ref="t:head"/></xs:sequence>',
    '<xs:element name="head" abstract="true" type="xs:string"/><xs:element name="one" type="xs:string" substitutionGroup="t:head"/>',
  ),
);
const any = codecOf(
  rootOf(
    `<xs:sequence><xs:any namespace="##other" processContents="lax" minOccurs="0"/><xs:any namespace="##targetNamespace" processContents="strict" minOccurs="0" maxOccurs="2"/></xs:sequence>`,
    `<xs:element name="known"><xs:complexType><xs:sequence>${int('k')}</xs:sequence></xs:complexType></xs:element>`,
  ),
);
const mixed = codecOf(
  `<xs:element name="root"><xs:complexType mixed="true"><xs:sequence>${int('b')}</xs:sequence></xs:complexType></xs:element>`,
);
const anyType = codecOf(rootOf('<xs:sequence><xs:element name="v" type="xs:anyType"/></xs:sequence>'));
const fixed = codecOf(rootOf('<xs:sequence><xs:element name="f" type="xs:int" fixed="7"/></xs:sequence>'));
const priced = codecOf(
  '<xs:element name="root"><xs:complexType><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="c" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>',
);

function derived(name: string): string {
  return `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="t:Base"><xs:sequence>${int('r')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>`;
}

const good = { a: 1, count: 1, items: [1, 2] };

describe('what is refused, and how', () => {
  const rows: readonly [string, TextCodec, JsonValue | undefined, readonly string[]][] = [
    ['not an object', members, 5, ['must be an object']],
    ['nothing at all', members, undefined, ['/a is required', '/count is required', '/items is required']],
    ['an unknown property', members, { ...good, nmae: 'x' }, ['/nmae is not a known property; did you mean "name"?']],
    [
      'properties of the engine',
      members,
      { ...good, constructor: 1, $xml: '<x/>' },
      ['/constructor is not a known property', '/$xml is not a known property'],
    ],
    ['another type than its own', members, { ...good, $type: 'Other' }, ['/$type is not a known property']],
    ['null that may not be', members, { ...good, name: null }, ['/name must not be null']],
    ['no array', members, { ...good, items: 1 }, ['/items must be an array']],
    ['too few and too many items', members, { ...good, items: [1] }, ['/items must have at least 2 items']],
    ['too many items', members, { ...good, items: [1, 2, 3, 4] }, ['/items must have at most 3 items']],
    [
      'several at a time, each in its place',
      members,
      { a: 'x', count: 1.5, items: [1, 'y'], inner: [{ x: 1 }, {}, { x: 1, 'y/z': 2 }] },
      [
        '/a must be a number (xs:int), not a string',
        '/count must be a whole number from -2147483648 to 2147483647 (xs:int)',
        '/items/1 must be a number (xs:int), not a string',
        '/inner/1/x is required',
        '/inner/2/y~1z is not a known property',
      ],
    ],
    [
      'two branches of a choice (cvc-complex-type.2.4)',
      choice,
      { a: 1, b: 2, c: 3 },
      ['has "a", "b", "c", which exclude one another: only one of these choices may be there'],
    ],
    ['no branch of a choice', choice, {}, ['needs one of "a", "b", "c"']],
    ['half a branch', choice, { b: 1 }, ['/c is required']],
    [
      'a group with two branches in one occurrence',
      group,
      { $group: [{ a: 1 }, { a: 1, b: 2 }] },
      ['/$group/1 has "a", "b", which exclude one another: only one of these choices may be there'],
    ],
    [
      'a group with too much',
      group,
      { $group: [{ a: 1 }, { a: 1 }, { z: 1 }] },
      ['/$group must have at most 2 items', '/$group/2 needs one of "a", "b"', '/$group/2/z is not a known property'],
    ],
    [
      'no $type where the type is abstract',
      typed,
      { s: { r: 1 } },
      ['/s/$type is required: one of "Circle", "Square"'],
    ],
    [
      'an unknown $type',
      typed,
      { s: { $type: 'Circel', r: 1 } },
      ['/s/$type must be one of "Circle", "Square"; did you mean "Circle"?'],
    ],
    [
      'a $type that the declaration blocks',
      blocked,
      { s: { $type: 'Circle', r: 1 } },
      ['/s/$type is not a known property', '/s/r is not a known property'],
    ],
    [
      'no $element where the head is abstract',
      substitutes,
      { head: 'x' },
      ['/head must be an object whose "$element" is one of "one"'],
    ],
    [
      'an unknown $element',
      substitutes,
      { head: { $element: 'two', value: 'x' } },
      ['/head/$element must be one of "one"'],
    ],
    [
      'XML that is none',
      any,
      { $any: '<a>' },
      ['/$any is not XML that can be sent: an end tag does not match the open element "a" (line 1, column 4)'],
    ],
    [
      'a document type declaration',
      any,
      { $any: '<!DOCTYPE a [<!ENTITY b "c">]><a xmlns="urn:o">&b;</a>' },
      ['/$any is not XML that can be sent: the document has a document type declaration (line 1, column 1)'],
    ],
    [
      'two elements for one',
      any,
      { $any: '<a xmlns="urn:o"/><b xmlns="urn:o"/>' },
      ['/$any must hold exactly one element'],
    ],
    ['text beside the element', any, { $any: 'x<a xmlns="urn:o"/>' }, ['/$any holds text beside its elements']],
    [
      'an element of another namespace',
      any,
      { $any: '<a xmlns="urn:t"/>' },
      ['/$any holds the element a, whose namespace the schema does not admit here'],
    ],
    [
      'an undeclared element where the schema is strict',
      any,
      { $any2: ['<a xmlns="urn:t"/>'] },
      ['/$any2/0 holds the element a, which the schema does not declare'],
    ],
    [
      'a declared element that is not valid, within one that is not declared',
      any,
      { $any: '<o xmlns="urn:o"><known xmlns="urn:t"><k>x</k></known></o>' },
      ['/$any holds an element that is not valid: /k must be a whole number from -2147483648 to 2147483647 (xs:int)'],
    ],
    [
      'a declared element that is not valid',
      any,
      { $any2: ['<known xmlns="urn:t"><k>x</k></known>'] },
      [
        '/$any2/0 holds an element that is not valid: /k must be a whole number from -2147483648 to 2147483647 (xs:int)',
      ],
    ],
    [
      'mixed content without its element',
      mixed,
      { $mixed: 'text' },
      ['/$mixed holds elements that are not valid: /b is required'],
    ],
    [
      'mixed content with another element',
      mixed,
      { $mixed: '<b xmlns="urn:t">1</b><c xmlns="urn:t"/>' },
      ['/$mixed holds elements that are not valid: holds the element c where it is not expected'],
    ],
    [
      'a number that a double would change',
      anyType,
      { v: new BigNumeral('12345678901234567890') },
      ['/v is a number that a double cannot hold: send { "$type": "xs:decimal", "value": "…" }'],
    ],
    [
      'an array where one value stands',
      anyType,
      { v: [1] },
      ['/v must be a string, a boolean, a number, or an object with "$type" or "$any"'],
    ],
    ['another value than the fixed one', fixed, { f: 8 }, ['/f must have the value that the schema fixes']],
    ['simple content without its value', priced, { c: 'x' }, ['/value is required']],
    ['simple content that is no object', priced, 5, ['must be an object with "value" and its attributes']],
  ];
  it.each(rows)('%s', (_what, { write }, value, issues) => {
    expect(write(value)).toEqual(issues);
  });

  it('not a number of 17 digits that is what a double is written as', () => {
    expect(anyType.write({ v: new BigNumeral('0.30000000000000004') })).toContain('>0.30000000000000004<');
  });

  it('text that XML cannot carry, wherever it stands', () => {
    const { write } = codecOf(
      rootOf(
        '<xs:sequence><xs:element name="s" type="xs:string"/></xs:sequence><xs:anyAttribute processContents="skip"/>',
      ),
    );
    expect(write({ s: 'a\u0000b' })).toEqual([expect.stringMatching(/^\/s must/)]);
    expect(write({ s: 'a\ud800b' })).toEqual([expect.stringMatching(/^\/s must/)]);
    expect(write({ s: '', $anyAttribute: { a: '\u0001' } })).toEqual([
      '/$anyAttribute/a holds a character that XML cannot carry',
    ]);
    expect(write({ s: '', $anyAttribute: { 'a b="c" d': '' } })).toEqual([
      '/$anyAttribute/a b="c" d is not a name of an attribute: write {namespace}name',
    ]);
  });
});
