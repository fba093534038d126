import { describe, expect, test } from 'vitest';
import { compileSimpleType } from '../../../src/codec/simple/compile.ts';
import type { Facets } from '../../../src/xsd/model/facet.ts';
import type { SimpleType } from '../../../src/xsd/model/simple-type.ts';
import { lexicalTables } from '../../xsd/builtin/lexical.ts';
import { judge, type Row } from './judge.ts';
import { builtin, listOf, noNamespaces, restrict, unionOf } from './types.ts';

const anyOf = (...values: string[]) => values.map((value) => ({ value }));
const small = restrict('int', { minInclusive: '1', maxInclusive: '9' });
const size = unionOf(builtin('int'), restrict('token', { enumeration: anyOf('unbounded', 'none at all') }));

/** Types with texts that are valid and texts that are not, and why. */
const rows: [name: string, type: SimpleType, good: string[], bad: [text: string, reason: string][]][] = [
  [
    'length of a string counts characters',
    restrict('string', { length: 3 }),
    ['abc', 'a😀c', '   '],
    [
      ['ab', 'must have exactly 3 characters'],
      ['abcd', 'must have exactly 3 characters'],
    ],
  ],
  [
    'minLength and maxLength',
    restrict('string', { minLength: 1, maxLength: 2 }),
    ['a', 'é😀'],
    [
      ['', 'must have at least 1 character'],
      ['abc', 'must have at most 2 characters'],
    ],
  ],
  [
    'lengths count after white space is collapsed',
    restrict('token', { maxLength: 3 }),
    ['  a b  ', 'a\n\n\tb'],
    [['a b c', 'must have at most 3 characters']],
  ],
  [
    'length of binary types counts octets',
    restrict('hexBinary', { length: 2 }),
    ['0aFF'],
    [['0a', 'must have exactly 2 octets']],
  ],
  [
    'length of base64Binary counts octets',
    restrict('base64Binary', { minLength: 2, maxLength: 3 }),
    ['AAE=', 'AAEC', 'A AEC'],
    [
      ['AA==', 'must have at least 2 octets'],
      ['AAECAA==', 'must have at most 3 octets'],
    ],
  ],
  [
    'patterns of one step are alternatives',
    restrict('string', { patterns: ['a+', 'b+'] }),
    ['aa', 'b'],
    [['ab', 'must match the pattern a+|b+']],
  ],
  [
    'patterns of two steps must both match',
    restrict(restrict('string', { patterns: ['[a-m]*'] }), { patterns: ['.*a.*'] }),
    ['cab'],
    [
      ['cb', 'must match the pattern .*a.*'],
      ['za', 'must match the pattern [a-m]*'],
    ],
  ],
  [
    'a pattern sees the text as it is written',
    restrict('int', { patterns: ['[0-9]{3}'] }),
    ['007', ' 123 '],
    [
      ['7', 'must match the pattern [0-9]{3}'],
      ['+12', 'must match the pattern [0-9]{3}'],
    ],
  ],
  [
    'an enumeration of strings',
    restrict('string', { enumeration: anyOf('a', 'b c', '') }),
    ['a', 'b c', ''],
    [
      ['b', 'must be one of "a", "b c", ""'],
      ['a ', 'must be one of "a", "b c", ""'],
    ],
  ],
  [
    'an enumeration of tokens, white space collapsed',
    restrict('token', { enumeration: anyOf('a b') }),
    [' a  b '],
    [['ab', 'must be "a b"']],
  ],
  [
    'an enumeration of numbers compares values',
    restrict('decimal', { enumeration: anyOf('1.0', '20') }),
    ['1', '+01.00', '20.'],
    [['1.01', 'must be one of "1.0", "20"']],
  ],
  [
    'an enumeration of dates compares values',
    restrict('dateTime', { enumeration: anyOf('2024-01-01T00:00:00Z') }),
    ['2024-01-01T00:00:00Z', '2024-01-01T01:00:00+01:00'],
    [['2024-01-01T00:00:01Z', 'must be "2024-01-01T00:00:00Z"']],
  ],
  [
    'inclusive bounds',
    small,
    ['1', '9', '+5'],
    [
      ['0', 'must be at least 1'],
      ['10', 'must be at most 9'],
    ],
  ],
  [
    'exclusive bounds',
    restrict('decimal', { minExclusive: '0', maxExclusive: '1' }),
    ['0.000000000000000000001', '0.999999'],
    [
      ['0', 'must be greater than 0'],
      ['1.0', 'must be less than 1'],
    ],
  ],
  [
    'bounds beyond what a double can tell apart',
    restrict('integer', { maxInclusive: '9007199254740993' }),
    ['9007199254740993'],
    [['9007199254740994', 'must be at most 9007199254740993']],
  ],
  [
    'bounds of doubles',
    restrict('double', { minInclusive: '-1.5', maxExclusive: 'INF' }),
    ['-1.5', '1e308'],
    [
      ['-1.6', 'must be at least -1.5'],
      ['INF', 'must be less than INF'],
      ['NaN', 'must be at least -1.5'],
    ],
  ],
  [
    'bounds of dates',
    restrict('date', { minInclusive: '2024-01-01', maxExclusive: '2025-01-01' }),
    ['2024-01-01', '2024-12-31'],
    [
      ['2023-12-31', 'must be at least 2024-01-01'],
      ['2025-01-01', 'must be less than 2025-01-01'],
    ],
  ],
  [
    'bounds of durations',
    restrict('duration', { minInclusive: 'P1M', maxInclusive: 'P1Y' }),
    ['P1M', 'P32D', 'P12M'],
    [
      ['P27D', 'must be at least P1M'],
      ['P30D', 'must be at least P1M'],
      ['P367D', 'must be at most P1Y'],
    ],
  ],
  [
    'inherited bounds stay in force',
    restrict(small, { maxExclusive: '5' }),
    ['1', '4'],
    [
      ['5', 'must be less than 5'],
      ['0', 'must be at least 1'],
    ],
  ],
  [
    'totalDigits',
    restrict('decimal', { totalDigits: 3 }),
    ['123', '0012.3', '1.23000', '-0.12'],
    [
      ['1234', 'must have at most 3 digits (totalDigits)'],
      ['12.34', 'must have at most 3 digits (totalDigits)'],
    ],
  ],
  [
    'fractionDigits',
    restrict('decimal', { fractionDigits: 1 }),
    ['123456', '1.5', '1.500'],
    [['1.55', 'must have at most 1 digit after the point (fractionDigits)']],
  ],
  [
    'white space replaced',
    restrict('string', { whiteSpace: 'replace', length: 3 }),
    ['a\nb'],
    [['a\n', 'must have exactly 3 characters']],
  ],
  [
    'white space collapsed',
    restrict('string', { whiteSpace: 'collapse', length: 3 }),
    ['  a \n b '],
    [[' a ', 'must have exactly 3 characters']],
  ],
  [
    'a list',
    listOf(small),
    ['1 2', '', '  3\n4 '],
    [
      ['1 10', 'must be at most 9, in each item'],
      ['a', 'must be'],
    ],
  ],
  [
    'length of a list counts items',
    restrict(listOf(builtin('string')), { minLength: 1, maxLength: 2 }),
    ['a', ' a  b '],
    [
      ['', 'must have at least 1 item'],
      ['a b c', 'must have at most 2 items'],
    ],
  ],
  [
    'an enumeration of lists compares items by value',
    restrict(listOf(builtin('decimal')), { enumeration: anyOf('1 2.0') }),
    ['1 2', '01  2.00'],
    [
      ['2 1', 'must be "1 2.0"'],
      ['1 2 3', 'must be "1 2.0"'],
    ],
  ],
  [
    'a pattern of a list',
    restrict(listOf(small), { patterns: ['1 .*'] }),
    ['1 2', ' 1  3'],
    [['2 1', 'must match the pattern 1 .*']],
  ],
  [
    'a union',
    size,
    ['5', 'unbounded', ' none  at all '],
    [
      ['5.5', 'must be'],
      ['UNBOUNDED', 'must be'],
    ],
  ],
  [
    'a pattern of a union',
    restrict(size, { patterns: ['[0-9]', 'u.*'] }),
    ['5', 'unbounded'],
    [
      ['55', 'must match the pattern [0-9]|u.*'],
      ['none at all', 'must match the pattern [0-9]|u.*'],
    ],
  ],
  [
    'an enumeration of a union',
    restrict(size, { enumeration: anyOf('1', 'unbounded') }),
    ['1', '+1', 'unbounded'],
    [
      ['2', 'must be one of "1", "unbounded"'],
      ['none at all', 'must be one of "1", "unbounded"'],
    ],
  ],
  ['a union of lists', unionOf(listOf(small), builtin('boolean')), ['1 2', 'true', ''], [['1 true', 'must be']]],
  ['a list of a union', listOf(unionOf(small, builtin('boolean'))), ['1 true 2', ''], [['1 maybe', 'must be']]],
];

describe.each(rows)('facets: %s', (_name, type, good, bad) => {
  const codec = compileSimpleType(type);

  test('hold for valid texts', () => {
    expect(good.map((text) => [text, codec.check(text, noNamespaces)])).toStrictEqual(
      good.map((text) => [text, undefined]),
    );
  });

  test('say what is wrong with the others', () => {
    const reasons = bad.map(([text]) => [text, codec.check(text, noNamespaces)]);
    expect(reasons).toStrictEqual(bad.map(([text, reason]) => [text, expect.stringContaining(reason)]));
  });
});

test('facets are judged as libxml2 judges them', async () => {
  const asked: (Row & { readonly name: string; readonly valid: boolean })[] = rows.flatMap(
    ([name, type, good, bad]) => [
      ...good.map((text) => ({ name, type, text, valid: true })),
      ...bad.map(([text]) => ({ name, type, text, valid: false })),
    ],
  );
  const verdicts = await judge(asked);
  const different = asked.filter(({ valid }, at) => verdicts[at] !== valid);
  expect(different.map(({ name, text }) => [name, text])).toStrictEqual([]);
});

test('built-in types are judged as libxml2 judges them', async () => {
  const tables = lexicalTables.filter(([name]) => name !== 'NOTATION');
  const asked = tables.flatMap(([name, good, bad]) => {
    const type = restrict(name, {} satisfies Facets);
    return [
      ...good.map((text) => ({ name, type, text, valid: true })),
      ...bad.map((text) => ({ name, type, text, valid: false })),
    ];
  });
  const verdicts = await judge(asked);
  const different = asked.filter(({ valid }, at) => verdicts[at] !== valid);
  // It reads on where the standard's grammar ends: an exponent and a fraction want digits.
  expect(different.map(({ name, text }) => [name, text])).toStrictEqual([
    ['double', '1e'],
    ['duration', 'PT1.S'],
    ['duration', 'PT.5S'],
  ]);
});
