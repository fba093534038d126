import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toLines } from '../../src/gateway/json-lines.ts';

describe('a list as lines', () => {
  it('has each entry as it stands in the list', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (list) => {
        const expected = list.map((entry) => `${JSON.stringify(entry)}\n`).join('');
        expect(toLines(JSON.stringify(list))).toBe(expected);
        expect(toLines(Buffer.from(JSON.stringify(list)))).toBe(expected);
      }),
    );
  });

  it.each([
    ['backslashes', '\\'],
    ['quotes', '"'],
    ['both in turn', '\\"'],
    ['what else ends an entry', '],{'],
  ])('splits at no comma behind a string of %s', (_what, part) => {
    for (let count = 1; count < 5; count += 1) {
      const entry = { text: part.repeat(count), more: [1, 'b'] };
      expect(toLines(JSON.stringify([entry, 'c']))).toBe(`${JSON.stringify(entry)}\n"c"\n`);
    }
  });

  it.each([
    ['no escape', 'x'.repeat(20_000_000)],
    ['escapes alone', '\\"'.repeat(2_500_000)],
    ['backslashes alone', '\\'.repeat(5_000_000)],
    ['a character of two bytes', 'é'.repeat(20_000_000)],
  ])('takes an entry of many megabytes, with %s', (_what, text) => {
    const json = JSON.stringify([text, 'b']);
    expect(toLines(json) === `${json.slice(1, -5)}\n"b"\n`).toBe(true);
  });

  it.each(['[]', 'null'])('has no line for %s', (json) => {
    expect(toLines(json)).toBe('');
  });
});
