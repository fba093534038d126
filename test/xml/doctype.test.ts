import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/xml/document.ts';
import { XmlError } from '../../src/xml/error.ts';
import { documentLimits } from '../../src/xml/limits.ts';
import { createReader } from '../../src/xml/string-reader.ts';

function outcome(text: string): string {
  try {
    return parseDocument(text, 'a.xsd', documentLimits).name.local;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return error.rule;
  }
}

const harmless: readonly [string, string][] = [
  ['a name alone', '<!DOCTYPE a><a/>'],
  ['an external subset', '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/no.dtd"><a/>'],
  ['a public identifier', `<!DOCTYPE a PUBLIC "-//W3C//DTD XMLSCHEMA 200102//EN" 'x[.dtd' ><a/>`],
  ['comments around', '<!-- x --><!DOCTYPE a><!-- y --><a/>'],
  [
    'declarations without effect',
    '<!DOCTYPE a [ <!-- ]> --> <?x ]>?> <!ELEMENT a ANY> <!ATTLIST a b ID #IMPLIED> <!ENTITY % p "]>"> ] ><a/>',
  ],
];

describe('document type declarations', () => {
  test.each(harmless)('of a WSDL or schema are passed over: %s', (_what, text) => {
    expect(outcome(text)).toBe('a');
    expect(() => createReader(text, 'reply', documentLimits)).toThrow(/document type/);
  });

  test.each([
    ['a general entity', '<!DOCTYPE a [<!ENTITY b "x">]><a/>', 'xml/doctype'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'xml/doctype'],
    ['a default value', '<!DOCTYPE a [<!ATTLIST a b CDATA "x">]><a/>', 'xml/doctype'],
    ['a parameter reference', '<!DOCTYPE a [<!ENTITY % p "x"> %p;]><a/>', 'xml/doctype'],
    ['no end', `<!DOCTYPE a [${' '.repeat(70_000)}]><a/>`, 'xml/doctype'],
    ['an end that is missing', '<!DOCTYPE a [', 'xml/doctype'],
    ['a second one', '<!DOCTYPE a><!DOCTYPE a><a/>', 'xml/doctype'],
    ['an entity of the external subset', '<!DOCTYPE a SYSTEM "a.dtd"><a>&b;</a>', 'xml/not-well-formed'],
    ['a place inside the root', '<a><!DOCTYPE a></a>', 'xml/doctype'],
  ])('are refused for %s', (_what, text, rule) => {
    expect(outcome(text)).toBe(rule);
  });
});
