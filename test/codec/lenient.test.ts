import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/json/value.ts';
import { codecOf, rootOf, type TextCodec } from './support/text-codec.ts';

const int = (name: string, more = ''): string => `<xs:element name="${name}" type="xs:int" ${more}/>`;

const members = codecOf(
  rootOf(
    `<xs:sequence>${int('a')}${int('b', 'minOccurs="0" maxOccurs="2"')}<xs:element name="s" type="xs:string"/></xs:sequence><xs:attribute name="x" type="xs:int" use="required"/>`,
  ),
);
const group = codecOf(
  rootOf(`<xs:sequence><xs:sequence maxOccurs="unbounded">${int('k')}${int('v')}</xs:sequence></xs:sequence>`),
);
const typed = codecOf(
  rootOf(
    '<xs:sequence><xs:element name="s" type="t:Base"/></xs:sequence>',
    `<xs:complexType name="Base"><xs:sequence>${int('a')}</xs:sequence></xs:complexType><xs:complexType name="More"><xs:complexContent><xs:extension base="t:Base"/></xs:complexContent></xs:complexType>`,
  ),
);
const dictionary = codecOf(
  '<xs:element name="root" type="t:ArrayOfKeyValueOfstringint"/><xs:complexType name="ArrayOfKeyValueOfstringint"><xs:sequence><xs:element name="E" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="Key" type="xs:string"/><xs:element name="Value" type="xs:int" minOccurs="0"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>',
);

describe('reading is lenient, and strict where it is asked to be', () => {
  const rows: readonly [string, TextCodec, string, JsonValue, number, readonly string[]][] = [
    ['what is missing is left out', members, '<root/>', {}, 0, ['/x is required', '/a is required', '/s is required']],
    [
      'siblings in another order',
      members,
      '<root x="1"><s>t</s><b>2</b><a>1</a><b>3</b></root>',
      { x: 1, s: 't', b: [2, 3], a: 1 },
      0,
      [
        '/a is required',
        'holds the element b where it is not expected',
        'holds the element a where it is not expected',
        'holds the element b where it is not expected',
      ],
    ],
    [
      'unknown elements, attributes and text are counted and dropped',
      members,
      '<root x="1" y="2"><a>1</a>text<z><a>9</a></z><s/></root>',
      { x: 1, a: 1, s: '' },
      3,
      [
        'has an attribute y that its type does not have',
        'holds text where only elements may stand',
        '/s is required',
        'holds the element z where it is not expected',
        'holds the element s where it is not expected',
      ],
    ],
    [
      'more than may be',
      members,
      '<root x="1"><a>1</a><a>2</a><b>1</b><b>2</b><b>3</b><s/></root>',
      { x: 1, a: 1, b: [1, 2, 3], s: '' },
      1,
      [
        '/s is required',
        'holds the element a where it is not expected',
        'holds the element b where it is not expected',
        'holds the element b where it is not expected',
        'holds the element b where it is not expected',
        'holds the element s where it is not expected',
      ],
    ],
    [
      'nil that may not be',
      members,
      '<root x="1"><a xsi:nil="true"/><s/></root>',
      { x: 1, a: null, s: '' },
      1,
      ['/a must not be nil'],
    ],
    [
      'a group in disorder',
      group,
      '<root><v>1</v><k>2</k><z/><k>3</k><v>4</v></root>',
      {
        $group: [
          { v: 1, k: 2 },
          { k: 3, v: 4 },
        ],
      },
      1,
      [
        '/$group must have at least one item',
        'holds the element v where it is not expected',
        'holds the element k where it is not expected',
        'holds the element z where it is not expected',
        'holds the element k where it is not expected',
        'holds the element v where it is not expected',
      ],
    ],
    [
      'a type that nobody knows',
      typed,
      '<root><s xsi:type="t:Other"><a>1</a></s></root>',
      { s: { $type: 'Base', a: 1 } },
      1,
      ['/s has a type Other that may not stand here'],
    ],
    [
      'the same key twice: the last one counts',
      dictionary,
      '<root><E><Key>a</Key><Value>1</Value></E><E><Key>a</Key><Value>2</Value></E><E><Key>b</Key></E></root>',
      { a: 2, b: null },
      1,
      ['holds two entries with the same key'],
    ],
  ];
  it.each(rows)('%s', (_what, { read }, xml, value, unknown, issues) => {
    expect(read(xml)).toEqual({ value, unknown, issues: [] });
    const strict = read(xml, 'strict');
    expect(strict.issues).toEqual(issues);
    expect(strict.value).toEqual(value);
  });

  it.each([
    ['text that its type cannot read', '<root x="1"><a>secret</a></root>', '/a: must be'],
    ['an attribute that its type cannot read', '<root x="secret"/>', '/x: must be'],
    ['an item that its type cannot read', '<root x="1"><a>1</a><b>1</b><b>secret</b></root>', '/b/1: must be'],
    [
      'an element where text stands',
      '<root x="1"><a>1</a><s>x<y/></s></root>',
      '/s: holds an element (y) where its type has text alone',
    ],
  ])('%s is told by its place and never quoted', (_what, xml, message) => {
    expect(() => members.read(xml)).toThrow(message);
    expect(() => members.read(xml)).not.toThrow('secret');
    expect(members.read(xml, 'strict').issues.join()).not.toContain('secret');
  });

  it('reads comments, CDATA and prefixes as if they were not there', () => {
    const xml = '<root x="1"><t:a><!-- one -->1</t:a><s><![CDATA[<&>]]> more</s></root>';
    expect(members.read(xml, 'strict')).toEqual({ value: { x: 1, a: 1, s: '<&> more' }, unknown: 0, issues: [] });
  });
});
