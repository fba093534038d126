import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeJson, parseJson } from '../../src/json/parse.ts';
import { JsonSyntaxError } from '../../src/json/syntax-error.ts';
import { BigNumeral, isJsonObject, type JsonValue, member } from '../../src/json/value.ts';

/** The value by our parser, or undefined when it is refused. */
function verdict(text: string): { value: JsonValue } | undefined {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

function nativeVerdict(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

describe('JSON against JSON.parse', () => {
  test('generated values are read alike, however they are indented', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' }),
        fc.constantFrom('', ' ', '\n\t'),
        (value, indent) => {
          const text = JSON.stringify(
            value,
            (_key, part) => (typeof part === 'number' ? Math.fround(part) | 0 : part),
            indent,
          );
          expect(parseJson(text)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 1000, seed: 1 },
    );
  });

  test('texts made of JSON pieces are taken or refused alike', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      '0',
      '.5',
      'e2',
      'true',
      'null',
      'fals',
      ' ',
      '\n',
      '"\\u00',
      '41"',
      '"\\n"',
      '\\',
      "'",
      '\u00a0',
      '\u0001',
      '//',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join('');
        fc.pre(!/"a".*"a"|"b".*"b"/s.test(text));
        expect(verdict(text)).toEqual(nativeVerdict(text));
      }),
      { numRuns: 5000, seed: 2 },
    );
  });
});

describe('JSON numbers', () => {
  test.each([
    ['0', 0],
    ['-0', -0],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['0.1', 0.1],
    ['123456789012.345', 123456789012.345],
    ['0.000000000000000000001234567', 1.234567e-21],
    ['1.50000000000000000000', 1.5],
    ['1e20', 1e20],
    ['1.5E-7', 1.5e-7],
    ['0e999', 0],
    ['1e308', 1e308],
  ])('%s is a number', (text, value) => {
    expect(parseJson(text)).toBe(value);
  });

  test.each([
    '9007199254740992',
    '-9007199254740993',
    '12345678901234567890',
    '0.1234567890123456',
    '1e999',
    '-1e400',
    '1e-999',
    '1234567890123456.5',
  ])('%s is kept as text', (text) => {
    expect(parseJson(`[${text}]`)).toEqual([new BigNumeral(text)]);
  });

  test.each(['01', '-', '+1', '.5', '1.', '1e', '1e+', '0x1', 'NaN', 'Infinity', '--1', '1_0'])(
    '%s is refused',
    (text) => {
      expect(verdict(text)).toBeUndefined();
    },
  );
});

describe('JSON objects', () => {
  test.each([
    ['at the top', '{"a":1,"a":2}', '/a', 8],
    ['inside', '{"x":[0,{"a/b":1, "a/b":2}]}', '/x/1/a~1b', 19],
    ['by escape', '{"a":1,"\\u0061":2}', '/a', 8],
    ['__proto__', '{"__proto__":1,"__proto__":2}', '/__proto__', 16],
  ])('a name twice is refused: %s', (_name, text, pointer, column) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ kind: 'duplicate-key', pointer, line: 1, column }));
  });

  test('__proto__, constructor and toString are names like any other', () => {
    const value = parseJson('{"__proto__":{"polluted":true},"constructor":1,"toString":2}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(isJsonObject(value) && member(value, '__proto__')).toEqual({ polluted: true });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('lone surrogate escapes are kept for the codec to judge', () => {
    expect(parseJson('"\\ud800"')).toBe('\ud800');
  });
});

describe('JSON limits and errors', () => {
  test('depth: 128 is taken, 129 is refused, 100,000 takes no stack', () => {
    expect(verdict('['.repeat(128) + ']'.repeat(128))).toBeDefined();
    expect(() => parseJson('['.repeat(129))).toThrow(expect.objectContaining({ kind: 'too-deep' }));
    expect(() => parseJson('{"a":'.repeat(100_000))).toThrow(expect.objectContaining({ kind: 'too-deep' }));
    expect(() => parseJson('[[1]]', { depthMax: 1 })).toThrow(expect.objectContaining({ kind: 'too-deep', offset: 1 }));
  });

  test.each([
    ['', 1, 1, 'ends before'],
    ['{"a":1', 1, 7, 'ends before'],
    ['"abc', 1, 5, 'ends within a string'],
    ['{\n  "a": tru }', 2, 8, 'a value was expected'],
    ['[1,]', 1, 4, 'a value was expected'],
    ['{"a":1,}', 1, 8, 'a member name'],
    ['{a:1}', 1, 2, 'a member name'],
    ['"a\nb"', 1, 3, 'control character'],
    ['1 2', 1, 3, 'behind the end'],
    ['"\\x"', 1, 2, 'escape'],
  ])('%j: line %i, column %i: %s', (text, line, column, reason) => {
    expect(() => parseJson(text)).toThrow(
      expect.objectContaining({ kind: 'syntax', line, column, message: expect.stringContaining(reason) }),
    );
  });

  test('a message quotes nothing of the text', () => {
    expect(() => parseJson('{"password": hunter2}')).toThrow(/^((?!hunter2|password).)*$/s);
  });

  test('bytes: UTF-8 with or without a mark; malformed ones are refused', () => {
    expect(decodeJson(Buffer.from('\ufeff"é"'))).toBe('"é"');
    expect(decodeJson(new Uint8Array())).toBe('');
    expect(() => decodeJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow(expect.objectContaining({ kind: 'syntax' }));
  });
});
