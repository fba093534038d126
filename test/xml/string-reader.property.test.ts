import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ourEvents, refusal, saxesEvents } from './reader-events.ts';

const name = fc.constantFrom('a', 'b', 'p:a', 'p:b', 'q:a', 'é', 'a-1', 'xmlnsx');
const textPiece = fc.constantFrom(
  't',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '&lt;',
  '&amp;',
  '&#13;',
  '&#x1F600;',
  '😀',
  ']]',
  '&gt;',
  "'",
  'é',
);
const text = fc.array(textPiece, { maxLength: 4 }).map((pieces) => pieces.join(''));
const attribute = fc.oneof(
  fc.tuple(fc.constantFrom('x', 'y', 'p:x', 'q:x', 'xml:lang'), text),
  fc.tuple(fc.constantFrom('xmlns', 'xmlns:p', 'xmlns:q'), fc.constantFrom('urn:p', 'urn:q', 'urn:&amp;', '')),
);
const attributes = fc
  .array(attribute, { maxLength: 3 })
  .map((pairs) => pairs.map(([key, value]) => ` ${key}="${value}"`).join(''));
const other = fc.constantFrom('<!-- c -->', '<?pi x?>', '<![CDATA[<x>&amp;]] >]]>', '<![CDATA[]]>', '');

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(name, attributes, fc.array(fc.oneof({ maxDepth: 3 }, text, other, tie('element')), { maxLength: 4 }))
    .map(([tag, list, children]) =>
      children.length === 0 ? `<${tag}${list}/>` : `<${tag}${list}>${children.join('')}</${tag}>`,
    ),
  content: text,
}));

const prologue = fc.constantFrom(
  '',
  '<?xml version="1.0"?>',
  '<?xml version="1.0" encoding="UTF-8" ?>\n',
  '<!-- c -->',
  '<?p?> ',
);
const document = fc
  .tuple(prologue, element, fc.constantFrom('', '\n', '<!-- end -->', '<?end?>'))
  .map(([before, root, after]) => `${before}<r xmlns:p="urn:p" xmlns:q="urn:q">${root}</r>${after}`);

/** A document with some pieces cut, doubled or replaced: mostly no longer well-formed. */
const mutated = fc
  .tuple(
    document,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(3),
        fc.constantFrom(
          '',
          '<',
          '>',
          '&',
          '"',
          '=',
          '/',
          ']]>',
          '--',
          ':',
          '\u0001',
          '\uffff',
          '<!',
          '<?',
          '?>',
          ' ',
          'xmlns:p=""',
        ),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  )
  .map(([source, edits]) =>
    edits.reduce((edited, [at, cut, insert]) => {
      const index = at % (edited.length + 1);
      return edited.slice(0, index) + insert + edited.slice(index + cut);
    }, source),
  );

/** saxes trims namespace names, takes `?` in a target, any local part and lone surrogates; the recommendations do not. */
const saxesDiffers = /xmlns[^=]*=\s*["'](?:\s|[^"'<]*\s["'])|<\?[^ ?]*\?(?!>)|\?\?>|:[-.0-9]/;

const verdict = (source: string) => (refusal(source) === undefined ? ourEvents(source) : undefined);

describe('reader against saxes', () => {
  test('generated documents give the same events', () => {
    fc.assert(
      fc.property(document, (source) => {
        expect(verdict(source)).toEqual(saxesEvents(source));
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test('documents with faults are taken or refused alike', () => {
    fc.assert(
      fc.property(mutated, (source) => {
        fc.pre(source.isWellFormed() && !saxesDiffers.test(source));
        expect(verdict(source)).toEqual(saxesEvents(source));
      }),
      { numRuns: 4000, seed: 2 },
    );
  });

  test('every beginning of a document is refused as truncated', () => {
    fc.assert(
      fc.property(document, fc.nat(), (source, cut) => {
        fc.pre(refusal(source) === undefined);
        const rootEnd = source.indexOf('</r>') + 3;
        const beginning = source.slice(0, cut % rootEnd);
        expect(refusal(beginning)).toMatch(/^xml\/(truncated|not-well-formed)$/);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });
});
