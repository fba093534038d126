import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseFragment } from '../../src/xml/fragment.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { createReader } from '../../src/xml/string-reader.ts';

describe('fragment: is written anew', () => {
  test.each([
    ['as it is', '<p:a xmlns:p="u" x="1">t</p:a>', '<p:a xmlns:p="u" x="1">t</p:a>'],
    ['shielded from a default namespace around it', '<a><b/></a>', '<a xmlns=""><b/></a>'],
    ['with its own default namespace', '<a xmlns="u"><b/></a>', '<a xmlns="u"><b/></a>'],
    ['without comments and instructions', '<!-- c --><a xmlns="u"><?p?></a>', '<a xmlns="u"/>'],
    ['with CDATA as text and white space kept', '<a xmlns="u"> <![CDATA[<&]]>\n</a>', '<a xmlns="u"> &lt;&amp;\n</a>'],
    ['several elements', '<a xmlns="u"/> <b xmlns="u"/>', '<a xmlns="u"/> <b xmlns="u"/>'],
    ['nothing', '', ''],
  ])('%s', (_name, given, xml) => {
    expect(normaliseFragment(given, 'elements')).toMatchObject({ ok: true, xml });
  });

  test('mixed: text at the top, and the names of its elements', () => {
    expect(normaliseFragment('a <b xmlns="u"/> c', 'mixed')).toEqual({
      ok: true,
      xml: 'a <b xmlns="u"/> c',
      elements: [{ namespace: 'u', local: 'b' }],
    });
  });

  test('prefixes of the scope are declared where they are used', () => {
    const scope = new Map([
      ['p', 'u'],
      ['q', 'v'],
      ['', 'w'],
    ]);
    expect(normaliseFragment('<p:a/><b/>', 'elements', scope)).toMatchObject({
      xml: '<p:a xmlns:p="u"/><b xmlns="w"/>',
    });
  });
});

describe('fragment: refuses', () => {
  test.each([
    ['text where only elements may be', 'x<a/>', 'elements'],
    ['an element that is not closed', '<a>', 'mixed'],
    ['a tag that would end what is around it', '</fragment><fragment>', 'mixed'],
    ['a document type declaration', '<!DOCTYPE a><a/>', 'elements'],
    ['an XML declaration', '<?xml version="1.0"?><a/>', 'elements'],
    ['a prefix that it does not declare', '<p:a/>', 'elements'],
    ['an entity', '<a>&b;</a>', 'elements'],
    ['U+0000', '<a>\u0000</a>', 'elements'],
    ['an end tag alone', '</a>', 'mixed'],
    ['a comment that does not end', '<!-- ', 'mixed'],
    ['a CDATA section that does not end', '<![CDATA[', 'mixed'],
    ['too deep a nesting', '<a>'.repeat(200) + '</a>'.repeat(200), 'elements'],
  ] as const)('%s', (_name, given, content) => {
    expect(normaliseFragment(given, content)).toMatchObject({ ok: false });
  });

  test('with the place in the text that was given', () => {
    expect(normaliseFragment('<a></b>', 'elements')).toMatchObject({
      detail: expect.stringContaining('line 1, column 4'),
    });
  });
});

test('fragment: what is written reads back as what reader.readInnerXml gives, and is written the same again', () => {
  const piece = fc.constantFrom(
    't',
    ' ',
    '&lt;',
    '<b/>',
    '<p:b xmlns:p="u" p:x="1"/>',
    '<c xmlns="v">',
    '</c>',
    '<c>',
    '<![CDATA[<]]>',
    '&#13;',
    '<!-- -->',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const first = normaliseFragment(pieces.join(''), 'mixed');
      fc.pre(first.ok);
      const reader = createReader(`<e:r xmlns:e="e" xmlns="other">${first.xml}</e:r>`, '', defaultReplyLimits);
      const back = reader.readInnerXml();
      expect(normaliseFragment(back, 'mixed')).toEqual(first);
    }),
    { numRuns: 1000, seed: 4 },
  );
});
