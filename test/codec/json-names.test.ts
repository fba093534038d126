import { describe, expect, it } from 'vitest';
import { camelCase, createMemberNames, verbatim } from '../../src/codec/json-names.ts';
import { codecOf, rootOf } from './support/text-codec.ts';

describe('camelCase', () => {
  it.each([
    ['ValidFrom', 'validFrom'],
    ['ID', 'id'],
    ['XMLName', 'xmlName'],
    ['URLs', 'urLs'],
    ['aB', 'aB'],
    ['A', 'a'],
    ['A1b', 'a1b'],
    ['AB1', 'aB1'],
    ['ÅrsTall', 'årsTall'],
    ['_Name', '_Name'],
    ['İl', 'i̇l'],
    ['already', 'already'],
    ['', ''],
  ])('%s is %s', (local, name) => {
    expect(camelCase(local)).toBe(name);
  });
});

describe('member names', () => {
  it('number whatever would be there twice, past names that others have by themselves', () => {
    const names = createMemberNames(new Set(['id', 'id2']));
    expect(['id', 'id', 'id2', 'id', '$any', '$any'].map(names.take)).toEqual([
      'id',
      'id3',
      'id2',
      'id4',
      '$any',
      '$any2',
    ]);
    expect(['id', 'other', 'other'].map(names.takeForAttribute)).toEqual(['@id', 'other', '@other']);
  });

  it('are said in the xml object wherever they are not the wire names', () => {
    const { codec } = codecOf(
      rootOf(
        '<xs:sequence><xs:element name="Id" type="xs:int"/><xs:element name="same" type="xs:int"/><xs:element name="Out" form="unqualified" type="xs:int"/></xs:sequence><xs:attribute name="Id" type="xs:int"/><xs:attribute name="plain" type="xs:int"/>',
      ),
    );
    const schema = codec.schema({ define: (_identity, _name, build) => build() });
    expect(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, { xml }]) => [name, xml]))).toEqual({
      id: { name: 'Id' },
      same: undefined,
      out: { name: 'Out', namespace: '' },
      '@id': { name: 'Id', attribute: true },
      plain: { attribute: true },
    });
  });

  it('stay as they are when the configuration says so', () => {
    const { write } = codecOf(
      rootOf('<xs:sequence><xs:element name="ValidFrom" type="xs:int"/></xs:sequence>'),
      verbatim,
    );
    expect(write({ ValidFrom: 1 })).toBe('<root xmlns="urn:t"><ValidFrom>1</ValidFrom></root>');
    expect(write({ validFrom: 1 })).toEqual([
      '/ValidFrom is required',
      '/validFrom is not a known property; did you mean "ValidFrom"?',
    ]);
  });

  it('may be __proto__ and others that every object inherits', () => {
    const { write, read } = codecOf(
      rootOf(
        '<xs:sequence><xs:element name="__proto__" type="xs:int"/><xs:element name="toString" type="xs:int" minOccurs="0"/></xs:sequence>',
      ),
    );
    const json = JSON.parse('{"__proto__":5}') as { __proto__: number };
    expect(write(json)).toBe('<root xmlns="urn:t"><__proto__>5</__proto__></root>');
    expect(JSON.stringify(read('<root><__proto__>5</__proto__></root>').value)).toBe('{"__proto__":5}');
    expect(write({})).toEqual(['/__proto__ is required']);
  });
});
