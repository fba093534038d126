import { describe, expect, it, test } from 'vitest';
import { findPatternFault } from '../../../src/xsd/pattern/find-fault.ts';
import { compilePattern } from '../../../src/xsd/pattern/pattern.ts';
import { judge, type Row } from '../../codec/simple/judge.ts';
import { restrict } from '../../codec/simple/types.ts';

/** Patterns with texts that match and texts that do not. */
const rows: [pattern: string, matching: string[], others: string[]][] = [
  ['', [''], ['a']],
  ['abc', ['abc'], ['ab', 'abcd', 'xabc']],
  ['a|b|', ['a', 'b', ''], ['ab', 'c']],
  ['^a$', ['^a$'], ['a']],
  ['a.c', ['abc', 'a c', 'a\u2028c', 'a😀c'], ['a\nc', 'a\rc', 'ac']],
  ['a?b*c+', ['c', 'abbcc', 'bc'], ['ab', 'aac']],
  ['a{2}b{1,}c{0,2}', ['aab', 'aabbcc'], ['ab', 'aabccc']],
  ['(ab|c){2}', ['abc', 'cc', 'abab'], ['ab', 'abcab']],
  ['(a*)*b', ['b', 'aaab'], ['aaa', 'ba']],
  ['[a-c]', ['a', 'b', 'c'], ['d', '-']],
  ['[^a-c]', ['d', '-', '\n', '😀'], ['a']],
  ['[-a]', ['-', 'a'], ['b']],
  ['[a-]', ['-', 'a'], ['b']],
  ['[+--]', ['+', ',', '-'], ['.', '*']],
  ['[a^]', ['a', '^'], ['b']],
  ['[.$*]', ['.', '$', '*'], ['a']],
  ['[a-z-[aeiou]]+', ['xyz'], ['a', 'xa']],
  ['[^a-[b]]', ['c'], ['a', 'b']],
  ['[a-z-[b-y-[m]]]', ['a', 'm', 'z'], ['b', 'n']],
  ['[\\-\\]\\[\\\\^]', ['-', ']', '[', '\\', '^'], ['a']],
  ['\\.\\?\\*\\+\\{\\}\\(\\)\\[\\]\\|\\^\\-\\\\', ['.?*+{}()[]|^-\\'], ['a']],
  ['\\n\\r\\t', ['\n\r\t'], ['nrt']],
  ['\\s', [' ', '\t', '\n', '\r'], ['\u00a0', 'a', '\u2003']],
  ['\\S', ['a', '\u00a0'], [' ', '\n']],
  ['\\d+', ['09', '\u0660\u0669', '\u0967'], ['a', '²', '½']],
  ['\\D', ['a', '²'], ['5', '\u0665']],
  ['\\w', ['a', 'é', '5', '+', '\u0301', '漢'], ['.', ' ', '-', '_', '!', '\u00a0']],
  ['\\W', ['.', ' ', '-', '_'], ['a', '+']],
  ['\\i\\c*', ['a', '_x', ':y', 'é-1.·', 'A\u0300'], ['-a', '1', 'a b', '']],
  ['\\I', ['-', '1', ' '], ['a', ':']],
  ['\\C', [' ', '!', '/'], ['a', '-', '1']],
  ['[\\i-[:]][\\c-[:]]*', ['ab-c'], ['a:b', ':a', '1a']],
  ['[\\da-fA-F]{8}-[\\da-fA-F]{4}', ['0123aBcD-09eF'], ['0123aBcD09eF', 'g123aBcD-09eF']],
  ['\\p{L}', ['a', 'É', 'ß', '漢'], ['1', ' ']],
  ['\\p{Lu}', ['A', 'É'], ['a', '1']],
  ['\\P{L}', ['1', ' '], ['a']],
  ['\\p{Nd}', ['1', '\u0661'], ['a', '²']],
  ['[\\p{Sc}\\p{N}]+', ['€1', '$²'], ['a']],
  ['[^\\p{L}]', ['1'], ['a']],
  ['\\p{IsBasicLatin}+', ['abc~'], ['é']],
  ['\\p{IsLatin-1Supplement}', ['é', 'ÿ'], ['a', 'ā']],
  ['\\p{IsGreek}', ['α'], ['a']],
  ['\\P{IsCyrillic}', ['a'], ['я']],
  ['[\\p{IsThai}a]', ['ก', 'a'], ['b']],
  ['\\-?P(\\d*D)?(T(\\d*H)?(\\d*M)?(\\d*(\\.\\d*)?S)?)?', ['P1D', '-PT5.5S', 'P', 'P1DT1H2M3.4S'], ['1D', 'P1M']],
  ['[1-9][0-9]{0,3}|10000', ['1', '9999', '10000'], ['0', '10001']],
  ['[0-9A-Za-z._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,4}', ['a.b+c@example.org'], ['a@b', 'a b@c.de']],
  ['😀+', ['😀😀'], ['😁']],
  ['[😀-😂]', ['😁'], ['😃']],
  ['/a/"b"', ['/a/"b"'], ['a']],
];

describe.each(rows)('pattern %j', (source, matching, others) => {
  const pattern = compilePattern([source]);
  const expected = [...matching.map((text) => [text, 'match']), ...others.map((text) => [text, 'mismatch'])];

  test('matches what it should and nothing else', () => {
    expect(expected.map(([text = '']) => [text, pattern.match(text)])).toStrictEqual(expected);
  });

  test('means the same in ECMAScript', () => {
    const translated = new RegExp(`^(?:${pattern.ecmaScript(false)})$`, 'u');
    expect(expected.map(([text = '']) => [text, translated.test(text) ? 'match' : 'mismatch'])).toStrictEqual(expected);
  });

  test('has a sample for each seed', () => {
    const samples = [0, 1, 2, 3, 4].map((seed) => pattern.sample(seed) ?? 'none');
    expect(samples.map((sample) => [sample, pattern.match(sample)])).toStrictEqual(samples.map((s) => [s, 'match']));
  });
});

test('patterns are judged as libxml2 judges them', async () => {
  const asked: (Row & { readonly pattern: string; readonly expected: boolean })[] = rows.flatMap(
    ([pattern, matching, others]) => {
      const type = restrict('string', { patterns: [pattern] });
      return [
        ...matching.map((text) => ({ type, pattern, text, expected: true })),
        ...others.map((text) => ({ type, pattern, text, expected: false })),
      ];
    },
  );
  const verdicts = await judge(asked);
  const different = asked.filter(({ expected }, at) => verdicts[at] !== expected);
  expect(different.map(({ pattern, text }) => [pattern, text])).toStrictEqual([
    ['[a-z-[b-y-[m]]]', 'm'], // it does not put back what is taken from what is taken away
    ['\\p{L}', '漢'], // its table of letters holds only the ends of the block of Han characters
  ]);
});

it.each([
  '(',
  ')',
  'a**',
  '[a',
  '[]',
  '[z-a]',
  'a{2,1}',
  'a{,2}',
  '\\q',
  '\\p{Xx}',
  '\\p{IsKlingon}',
  '\\',
  '[a-\\d]',
  'a{',
])('pattern %j is not in the language: nothing is said about any text', (source) => {
  const pattern = compilePattern([source]);
  expect(pattern.match('a')).toBe('unknown');
  expect(pattern.ecmaScript(false)).toBeUndefined();
  expect(pattern.sample(0)).toBeUndefined();
});

test.each([
  ['[a-z', 'cannot be read at character 5, the pattern ends too early: texts are not compared with it'],
  ['a**', 'cannot be read at character 4, "*" stands where a character was expected: texts are not compared with it'],
  ['((a{999}){999}){999}', 'is too large: texts are not compared with it'],
  ['^a$', 'begins with "^" and ends with "$", which are characters like any other: texts must hold them'],
  ['\\^a\\$', undefined],
  ['^a\\$', undefined],
  ['[a-z]+', undefined],
])('pattern %j: the fault is told', (pattern, fault) => {
  expect(findPatternFault(pattern)).toBe(fault);
});

test('punctuation may be escaped without need', () => {
  expect(compilePattern(['\\$\\/\\@\\"']).match('$/@"')).toBe('match');
});

test('alternatives of one step are all tried', () => {
  const pattern = compilePattern(['a+', 'b|c']);
  expect(['aa', 'b', 'c', 'ab'].map((text) => pattern.match(text))).toStrictEqual([
    'match',
    'match',
    'match',
    'mismatch',
  ]);
  expect(pattern.source).toBe('a+|b|c');
});

test('digits are ASCII in ECMAScript where the type allows no others', () => {
  expect(compilePattern(['\\d{4}']).ecmaScript(true)).toBe('[0-9]{4}');
});

describe('the cost of matching', () => {
  // Each of these takes an engine that goes back more steps than there are atoms in the world.
  it.each(['(a*)*b', '(a|a)*b', '(a|aa)+$', '(.*)*x', '([a-z]+)+!', '(a?){50}a{50}b'])(
    'pattern %j answers on a hundred thousand characters',
    (source) => {
      expect(compilePattern([source]).match('a'.repeat(100_000))).toBe('mismatch');
    },
  );

  test('a text that would need too much work is refused, not pondered', () => {
    const pattern = compilePattern(['(.*[ab]{1,900}x.{0,900}y)*']);
    let text = '';
    for (let at = 0; at < 200_000; at++)
      text += String.fromCharCode(0x4e00 + ((at * 7919) % 20_000)) + 'ab'[(at * at) % 2];
    expect(['too-long', 'mismatch']).toContain(pattern.match(text));
  });

  test('a pattern that is too large is left to the backend', () => {
    expect(compilePattern(['((a{1000}){1000}){1000}']).match('a')).toBe('unknown');
    expect(compilePattern(['.{0,20000}']).match('a'.repeat(20_001))).toBe('mismatch');
    expect(compilePattern(['.{0,20000}']).ecmaScript(false)).toBeUndefined();
  });
});
