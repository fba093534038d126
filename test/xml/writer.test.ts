import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findIllegalCharacter } from '../../src/xml/characters.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { createReader } from '../../src/xml/string-reader.ts';
import { escapeAttribute, escapeText } from '../../src/xml/writer.ts';

test('escaping: every legal text is read back as it was, as content and as attribute', () => {
  const unit = fc.oneof(
    fc.constantFrom('\r', '\n', '\t', '\r\n', '&', '<', '>', '"', "'", ']]>', ' '),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  const text = fc
    .array(unit)
    .map((pieces) => pieces.join(''))
    .filter((joined) => findIllegalCharacter(joined) < 0);
  fc.assert(
    fc.property(text, (given) => {
      const reader = createReader(`<a x="${escapeAttribute(given)}">${escapeText(given)}</a>`, '', defaultReplyLimits);
      expect([reader.attribute('', 'x'), reader.readText()]).toEqual([given, given]);
    }),
    { numRuns: 500, seed: 5 },
  );
});

test.each([
  ['plain', -1],
  ['tab\tline\nreturn\r', -1],
  ['😀\u{10ffff}\ufffd', -1],
  ['a\u0000', 1],
  ['\u001f', 0],
  ['ab\ufffe', 2],
  ['\uffff', 0],
  ['\ud800', 0],
  ['x\udc00\ud800', 1],
  ['\ud800\ud800\udc00', 0],
  ['😀\u0001', 2],
])('illegal character in %j is at %i', (text, index) => {
  expect(findIllegalCharacter(text)).toBe(index);
});
