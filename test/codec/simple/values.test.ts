import { describe, expect, it, test } from 'vitest';
import { compileSimpleType } from '../../../src/codec/simple/compile.ts';
import { UnreadableText } from '../../../src/codec/simple-type-codec.ts';
import { BigNumeral, type JsonValue } from '../../../src/json/value.ts';
import { builtin, encode, listOf, noNamespaces, restrict, unionOf } from './types.ts';

const codec = (local: string) => compileSimpleType(builtin(local));
const lookup = (prefix: string) => ({ p: 'urn:p', '': 'urn:default' })[prefix];

describe('values both ways', () => {
  const rows: [type: string, text: string, value: JsonValue][] = [
    ['string', '  a\tb ', '  a\tb '],
    ['string', '', ''],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['int', '0', 0],
    ['int', '-2147483648', -2147483648],
    ['int', '99', 99],
    ['unsignedInt', '4294967295', 4294967295],
    ['byte', '-128', -128],
    ['long', '9223372036854775807', '9223372036854775807'],
    ['integer', '-123456789012345678901234567890', '-123456789012345678901234567890'],
    ['decimal', '0.10000000000000000055', '0.10000000000000000055'],
    ['decimal', '1.50', '1.50'],
    ['double', '1e21', 1e21],
    ['double', '-0', -0],
    ['double', 'INF', 'INF'],
    ['double', '-INF', '-INF'],
    ['double', 'NaN', 'NaN'],
    ['double', '5e-324', 5e-324],
    ['float', '3.4028235', 3.4028235],
    ['dateTime', '2024-02-29T12:34:56.7890+14:00', '2024-02-29T12:34:56.7890+14:00'],
    ['duration', 'P1Y2M3DT4H5M6.70S', 'P1Y2M3DT4H5M6.70S'],
    ['hexBinary', '0aFF', '0aFF'],
    ['base64Binary', 'AAEC', 'AAEC'],
    ['anyURI', 'http://example.org/?a=b c', 'http://example.org/?a=b c'],
    ['anySimpleType', ' any ', ' any '],
  ];
  it.each(rows)('xs:%s: text %j is the JSON %j and back', (type, text, value) => {
    expect(codec(type).decode(text, noNamespaces)).toStrictEqual(value);
    expect(encode(codec(type), value)).toBe(text);
  });
});

describe('texts that are read', () => {
  const rows: [type: string, text: string, value: JsonValue][] = [
    ['boolean', ' 1 ', true],
    ['boolean', '\n0', false],
    ['int', '+5', 5],
    ['int', '007', 7],
    ['int', ' 42\n', 42],
    ['int', '-0', 0],
    ['long', '  +5 ', '+5'],
    ['decimal', ' .5', '.5'],
    ['double', '1.0E2', 100],
    ['double', '1e400', 'INF'],
    ['float', '-1e39', '-INF'],
    ['token', ' a \n b ', 'a b'],
    ['normalizedString', 'a\tb', 'a b'],
    ['base64Binary', ' AA EC\nAAEC ', 'AAECAAEC'],
    ['NMTOKENS', ' a\n b ', ['a', 'b']],
  ];
  it.each(rows)('xs:%s: %j is read as %j', (type, text, value) => {
    expect(codec(type).decode(text, noNamespaces)).toStrictEqual(value);
  });

  const unreadable: [type: string, text: string][] = [
    ['boolean', 'yes'],
    ['int', '2147483648'],
    ['int', '99999999999999999999'],
    ['int', '1.0'],
    ['int', ''],
    ['byte', '128'],
    ['double', 'Infinity'],
    ['double', '0x10'],
    ['decimal', '1e3'],
    ['dateTime', '2023-02-29T00:00:00'],
    ['base64Binary', 'AAE'],
    ['QName', 'q:name'],
    ['QName', 'a:b:c'],
  ];
  it.each(unreadable)('xs:%s: %j cannot be read, and the message does not quote it', (type, text) => {
    const read = () => codec(type).decode(text, noNamespaces);
    expect(read).toThrow(UnreadableText);
    expect(read).toThrow(/^must /);
  });
});

describe('values that are refused', () => {
  const rows: [type: string, value: JsonValue, detail: string][] = [
    ['string', 5, 'must be a string, not a number'],
    ['string', null, 'must be a string, not null'],
    ['string', 'a\u0000', 'must not hold the character U+0000, which XML cannot carry'],
    ['string', '\ud800', 'must not hold half of a surrogate pair (U+D800)'],
    ['string', '\ufffe', 'must not hold the character U+FFFE, which XML cannot carry'],
    ['boolean', 'true', 'must be true or false, not a string'],
    ['int', '5', 'must be a number (xs:int), not a string'],
    ['int', 1.5, 'must be a whole number from -2147483648 to 2147483647 (xs:int)'],
    ['int', 2147483648, 'must be a whole number from -2147483648 to 2147483647 (xs:int)'],
    ['int', new BigNumeral('99999999999999999999'), 'must be a whole number from -2147483648 to 2147483647 (xs:int)'],
    [
      'long',
      '9223372036854775808',
      'must be a whole number from -9223372036854775808 to 9223372036854775807 (xs:long)',
    ],
    ['double', 'Infinity', 'must be a number, "INF", "-INF" or "NaN" (xs:double), not a string'],
    ['double', new BigNumeral('1e999'), 'must be within the range of xs:double'],
    ['float', 1e39, 'must be within the range of xs:float'],
    ['QName', '{urn:x}a b', 'must be a qualified name written {namespace}name, or name alone (xs:QName)'],
    ['NMTOKENS', 'a b', 'must be an array, not a string'],
    ['NMTOKENS', [], 'must have at least 1 item'],
    ['NMTOKENS', ['a', 'b c', 5], '/1: must be a name token (xs:NMTOKEN)'],
  ];
  it.each(rows)('xs:%s: %j', (type, value, detail) => {
    expect(encode(codec(type), value)).toContain(detail);
  });

  it.each(['long', 'decimal', 'integer'])('xs:%s: a number that a double would change asks for a string', (type) => {
    const detail = 'must be sent as a string: a JSON number of this size or precision may have lost digits on its way';
    expect(encode(codec(type), new BigNumeral('12345678901234567890'))).toStrictEqual([detail]);
    expect(encode(codec(type), 2 ** 53)).toStrictEqual([detail]);
  });
});

describe('numbers', () => {
  const rows: [type: string, value: JsonValue, text: string][] = [
    ['long', 5, '5'],
    ['integer', -0, '0'],
    ['decimal', 0.1, '0.1'],
    ['decimal', 1e21, '1000000000000000000000'],
    ['decimal', 1e20, '100000000000000000000'],
    ['decimal', 1.5e-7, '0.00000015'],
    ['decimal', 9007199254740991, '9007199254740991'],
    ['double', 0.1 + 0.2, '0.30000000000000004'],
    ['double', new BigNumeral('0.30000000000000004'), '0.30000000000000004'],
    ['float', 0.1, '0.1'],
  ];
  it.each(rows)('xs:%s: %j is written %s', (type, value, text) => {
    expect(encode(codec(type), value)).toBe(text);
  });

  test('a pattern may ask for another text of the same number', () => {
    expect(encode(compileSimpleType(restrict('int', { patterns: ['[0-9]{3}'] })), 7)).toBe('007');
    expect(encode(compileSimpleType(restrict('double', { patterns: ['[0-9]+\\.[0-9]{2}'] })), 1.5)).toBe('1.50');
    expect(encode(compileSimpleType(restrict('boolean', { patterns: ['[01]'] })), true)).toBe('1');
  });
});

describe('names', () => {
  const name = codec('QName');
  test('are in Clark notation, by the namespaces in scope', () => {
    expect(name.decode('p:a', lookup)).toBe('{urn:p}a');
    expect(name.decode(' a ', lookup)).toBe('{urn:default}a');
    expect(name.decode('a', noNamespaces)).toBe('a');
    expect(encode(name, '{urn:p}a')).toBe('p5:a');
    expect(encode(name, 'a')).toBe('a');
  });

  test('are compared by value, whatever the prefix', () => {
    const values = [{ value: 'x:a', namespaces: { x: 'urn:p' } }, { value: 'b' }];
    const limited = compileSimpleType(restrict('QName', { enumeration: values }));
    expect(encode(limited, '{urn:p}a')).toBe('p5:a');
    expect(encode(limited, 'b')).toBe('b');
    expect(encode(limited, '{urn:q}a')).toStrictEqual(['must be one of "x:a", "b"']);
    expect(limited.check('p:a', lookup)).toBeUndefined();
    expect(limited.check('b', lookup)).toBe('must be one of "x:a", "b"');
  });
});

describe('lists and unions', () => {
  const flag = restrict('string', { enumeration: [{ value: 'Read' }, { value: 'Write' }] }, 'Flag');
  test('list: flags are an array of their names', () => {
    const flags = compileSimpleType(listOf(flag));
    expect(encode(flags, ['Read', 'Write'])).toBe('Read Write');
    expect(flags.decode('Read  Write', noNamespaces)).toStrictEqual(['Read', 'Write']);
    expect(encode(flags, ['Read', 'Run', 1])).toStrictEqual([
      '/1: must be one of "Read", "Write"',
      '/2: must be a string, not a number',
    ]);
  });

  test('list: an item holds no white space and is not empty', () => {
    const texts = compileSimpleType(listOf(builtin('string')));
    expect(encode(texts, ['a', 'b c', ''])).toStrictEqual([
      '/1: must not hold white space: it is an item of a list',
      '/2: must not be empty: it is an item of a list',
    ]);
  });

  test('list: length facets count items, patterns and enumerations look at the whole', () => {
    const pair = restrict(listOf(builtin('int')), { length: 2 });
    expect(encode(compileSimpleType(pair), [1, 2])).toBe('1 2');
    expect(encode(compileSimpleType(pair), [1])).toStrictEqual(['must have exactly 2 items']);
    const patterned = compileSimpleType(restrict(listOf(builtin('int')), { patterns: ['1( 2)*'] }));
    expect(encode(patterned, [1, 2, 2])).toBe('1 2 2');
    expect(encode(patterned, [2])).toStrictEqual(['must match the pattern 1( 2)*']);
    const listed = compileSimpleType(restrict(listOf(builtin('int')), { enumeration: [{ value: ' 1 02 ' }] }));
    expect(encode(listed, [1, 2])).toBe('1 2');
    expect(encode(listed, [2, 1])).toStrictEqual(['must be " 1 02 "']);
  });

  const size = unionOf(builtin('int'), restrict('token', { enumeration: [{ value: 'unbounded' }] }));
  test('union: a string, the text kept; the first member that takes it decides', () => {
    const union = compileSimpleType(size);
    expect(union.decode(' +5 ', noNamespaces)).toBe('+5');
    expect(union.decode('unbounded', noNamespaces)).toBe('unbounded');
    expect(encode(union, '+5')).toBe('+5');
    expect(encode(union, 5)).toBe('5');
    expect(encode(union, true)).toStrictEqual([
      'must be a whole number from -2147483648 to 2147483647 (xs:int), or must be "unbounded"',
    ]);
    expect(encode(union, null)).toStrictEqual(['must be a string, not null']);
  });

  test('union: lists in it are text too', () => {
    const union = compileSimpleType(unionOf(listOf(builtin('int')), builtin('QName')));
    expect(union.decode(' 1  2 ', noNamespaces)).toBe('1 2');
    expect(union.decode('p:a', lookup)).toBe('{urn:p}a');
    expect(encode(union, '{urn:p}a')).toBe('p5:a');
    expect(encode(union, '1 2')).toBe('1 2');
  });

  test('union: a restriction compares values as the member does that takes them', () => {
    const limited = compileSimpleType(restrict(size, { enumeration: [{ value: '01' }, { value: 'unbounded' }] }));
    expect(encode(limited, '1')).toBe('1');
    expect(encode(limited, '2')).toStrictEqual(['must be one of "01", "unbounded"']);
  });
});

test('one codec for one type', () => {
  const type = restrict('string', {});
  expect(compileSimpleType(type)).toBe(compileSimpleType(type));
});
