import fc from 'fast-check';

/** Pieces of text that break readers. */
const POISON = [
  '<',
  '>',
  '&',
  '"',
  '\u0000',
  '\ufeff',
  '\ud800',
  ']]>',
  '<!--',
  '<![CDATA[',
  '<?x ',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&#0;',
  '&#x110000;',
  '&b;',
  'xmlns:p=""',
  ' xsi:nil="true"',
  '../',
  '%00',
  '__proto__',
  '9'.repeat(400),
  '<a>'.repeat(300),
];

/** A text with up to eight pieces cut out, doubled, moved or poisoned. */
export function mutated(text: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: text.length });
  const edit = fc.record({
    at: place,
    length: fc.nat({ max: 60 }),
    kind: fc.constantFrom('cut', 'double', 'move', 'poison'),
    to: place,
    poison: fc.oneof(fc.constantFrom(...POISON), fc.string({ maxLength: 5, unit: 'binary' })),
  });
  return fc.array(edit, { minLength: 1, maxLength: 8 }).map((edits) => {
    let result = text;
    for (const { at, length, kind, to, poison } of edits) {
      const piece = result.slice(at, at + length);
      if (kind === 'double') result = result.slice(0, at) + piece + result.slice(at);
      else if (kind === 'poison') result = result.slice(0, at) + poison + result.slice(at);
      else {
        const without = result.slice(0, at) + result.slice(at + length);
        result = kind === 'cut' ? without : without.slice(0, to) + piece + without.slice(to);
      }
    }
    return result;
  });
}
