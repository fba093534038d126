import { describe, expect, test } from 'vitest';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { createReader } from '../../src/xml/string-reader.ts';
import { ourEvents, refusal } from './reader-events.ts';

const read = (text: string) => createReader(text, 'test.xml', defaultReplyLimits);

describe('reader: refuses', () => {
  test.each([
    ['an empty document', '', 'xml/truncated'],
    ['white space alone', ' \n', 'xml/truncated'],
    ['an unclosed element', '<a><b></b>', 'xml/truncated'],
    ['a tag cut in its name', '<a><bc', 'xml/truncated'],
    ['an end tag cut in its name', '<abc></ab', 'xml/truncated'],
    ['an attribute cut in its value', '<a x="1', 'xml/truncated'],
    ['a comment without its end', '<a><!-- x', 'xml/truncated'],
    ['a CDATA section without its end', '<a><![CDATA[x]]', 'xml/truncated'],
    ['JSON', '{"a":1}', 'xml/not-well-formed'],
    ['HTML with a document type', '<!doctype html><html></html>', 'xml/doctype'],
    ['billion laughs', '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>', 'xml/doctype'],
    [
      'an external entity',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      'xml/doctype',
    ],
    ['a document type within the root', '<a><!DOCTYPE b></a>', 'xml/doctype'],
    ['an entity that nothing declares', '<a>&nbsp;</a>', 'xml/not-well-formed'],
    ['crossed tags', '<a><b></a></b>', 'xml/not-well-formed'],
    ['an end tag that begins like the name', '<a></ab>', 'xml/not-well-formed'],
    ['two roots', '<a/><b/>', 'xml/not-well-formed'],
    ['text after the root', '<a/>x', 'xml/not-well-formed'],
    ['CDATA after the root', '<a/><![CDATA[]]>', 'xml/not-well-formed'],
    [']]> in text', '<a>x]]>y</a>', 'xml/not-well-formed'],
    ['-- in a comment', '<a><!-- -- --></a>', 'xml/not-well-formed'],
    ['--- at the end of a comment', '<a><!-- ---></a>', 'xml/not-well-formed'],
    ['an XML declaration that is not first', ' <?xml version="1.0"?><a/>', 'xml/not-well-formed'],
    ['XML 2', '<?xml version="2.0"?><a/>', 'xml/not-well-formed'],
    ['an attribute twice', '<a x="1" x="1"/>', 'xml/not-well-formed'],
    ['an attribute twice by its expanded name', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="1"/>', 'xml/not-well-formed'],
    [
      'an attribute twice among many',
      `<a ${Array.from({ length: 20 }, (_, at) => `x${at % 19}=""`).join(' ')}/>`,
      'xml/not-well-formed',
    ],
    ['attributes without space between them', '<a x="1"y="2"/>', 'xml/not-well-formed'],
    ['an attribute without quotes', '<a x=1/>', 'xml/not-well-formed'],
    ['an attribute without a value', '<a x/>', 'xml/not-well-formed'],
    ['< in an attribute', '<a x="<"/>', 'xml/not-well-formed'],
    ['an undeclared prefix of an element', '<p:a/>', 'xml/not-well-formed'],
    ['an undeclared prefix of an attribute', '<a p:x=""/>', 'xml/not-well-formed'],
    ['a prefix after its scope', '<a><b xmlns:p="u"/><p:c/></a>', 'xml/not-well-formed'],
    ['undeclaring a prefix', '<a xmlns:p="u"><b xmlns:p=""/></a>', 'xml/not-well-formed'],
    ['declaring a prefix twice', '<a xmlns:p="u" xmlns:p="v"/>', 'xml/not-well-formed'],
    [
      'another prefix for the XML namespace',
      '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>',
      'xml/not-well-formed',
    ],
    ['the prefix xmlns', '<xmlns:a/>', 'xml/not-well-formed'],
    ['two colons', '<a:b:c xmlns:a="u"/>', 'xml/not-well-formed'],
    ['a name that begins with a digit', '<1/>', 'xml/not-well-formed'],
    ['a no-break space in a name', '<a\u00a0b/>', 'xml/not-well-formed'],
    ['U+0000', '<a>\u0000</a>', 'xml/not-well-formed'],
    ['U+0000 by reference', '<a>&#0;</a>', 'xml/not-well-formed'],
    ['U+FFFE', '<a>\ufffe</a>', 'xml/not-well-formed'],
    ['a lone high surrogate', '<a>\ud800</a>', 'xml/not-well-formed'],
    ['a lone low surrogate in an attribute', '<a x="\udc00"/>', 'xml/not-well-formed'],
    ['a lone surrogate by reference', '<a>&#xD800;</a>', 'xml/not-well-formed'],
    ['a control character in a comment', '<a><!--\u0001--></a>', 'xml/not-well-formed'],
    ['a control character in CDATA', '<a><![CDATA[\u0001]]></a>', 'xml/not-well-formed'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>', 'xml/not-well-formed'],
    ['a reference with a thousand digits', `<a>&#${'9'.repeat(1000)};</a>`, 'xml/not-well-formed'],
    ['a bare ampersand', '<a>R & D</a>', 'xml/not-well-formed'],
  ])('%s', (_name, text, rule) => {
    expect(refusal(text)).toBe(rule);
  });

  test.each([
    ['depth', { depthMax: 3 }, '<a><a><a/></a></a>', '<a><a><a><a/></a></a></a>', 'xml/too-deep'],
    [
      'attributes, declarations among them',
      { attributesMax: 2 },
      '<a x="" xmlns=""/>',
      '<a x="" y="" xmlns=""/>',
      'xml/too-many-attributes',
    ],
    ['elements', { elementsMax: 3 }, '<a><b/><b/></a>', '<a><b/><b/><b/></a>', 'xml/too-many-elements'],
    ['bytes', { bytesMax: 6 }, '<abc/>', '<abcd/>', 'xml/too-large'],
  ])('limit of %s: the last that is taken, the first that is not', (_name, limit, taken, refused, rule) => {
    expect(refusal(taken, { ...defaultReplyLimits, ...limit })).toBeUndefined();
    expect(refusal(refused, { ...defaultReplyLimits, ...limit })).toBe(rule);
  });

  test('and names the place: file, line and column', () => {
    const refused = () => ourEvents('<a>\r\n  <b>\n</a>');
    expect(refused).toThrow(expect.objectContaining({ location: { file: 'test.xml', line: 3, column: 1 } }));
  });

  test('a million open elements at the depth limit, without running out of stack', () => {
    expect(refusal('<a>'.repeat(1_000_000))).toBe('xml/too-deep');
    expect(refusal('<a>'.repeat(100_000), { ...defaultReplyLimits, depthMax: 1e9 })).toBe('xml/truncated');
  });
});

describe('reader: gives', () => {
  test.each([
    ['text around comments, instructions and CDATA as one', '<a>x<!--c-->&lt;<![CDATA[<y>]]><?p?>z</a>', 'x<<y>z'],
    ['line ends as line feeds, references as they are', '<a>\r\n\r&#13;\n</a>', '\n\n\r\n'],
    ['characters beyond the basic plane', '<a>😀&#x1F600;</a>', '😀😀'],
    ['CDATA with brackets', '<a><![CDATA[]]]]><![CDATA[>]]></a>', ']]>'],
    ['white space alone', '<a> \t\n</a>', ' \t\n'],
  ])('%s', (_name, text, value) => {
    expect(ourEvents(text)).toEqual(['start {}a 1', `text ${JSON.stringify(value)}`, 'end {}a 1']);
  });

  test('no text event for a comment or an empty CDATA section', () => {
    expect(ourEvents('<a><!-- c --><![CDATA[]]><b/></a>')).toEqual([
      'start {}a 1',
      'start {}b 2',
      'end {}b 2',
      'end {}a 1',
    ]);
  });

  test('attribute values normalised: each white space character a space, references kept', () => {
    expect(read('<a x="1\t2\r\n3\n4&#9;5&#10;6]]>"/>').attribute('', 'x')).toBe('1 2 3 4\t5\n6]]>');
  });

  test('namespaces by scope: declared, overridden, undeclared, restored', () => {
    expect(
      ourEvents('<a xmlns="u"><b xmlns="v"/><b xmlns=""><c/></b><d/></a>').filter((line) => line.startsWith('start')),
    ).toEqual(['start {u}a 1', 'start {v}b 2', 'start {}b 2', 'start {}c 3', 'start {u}d 2']);
  });

  test('no namespace to an attribute without a prefix, and xml without a declaration', () => {
    const reader = read('<a xmlns="u" x="1" xml:lang="en"/>');
    expect(reader.attribute('', 'x')).toBe('1');
    expect(reader.attribute('http://www.w3.org/XML/1998/namespace', 'lang')).toBe('en');
  });

  test('prefixes at the tag at hand, the end tag included', () => {
    const reader = read('<a xmlns:p="u"><b xmlns:p="v" xmlns="w"></b></a>');
    reader.next();
    expect([...reader.inScopeNamespaces()]).toEqual([
      ['p', 'v'],
      ['', 'w'],
    ]);
    reader.next();
    expect([reader.kind, reader.lookupNamespace('p')]).toEqual(['end', 'v']);
    reader.next();
    expect([reader.lookupNamespace('p'), reader.lookupNamespace('')]).toEqual(['u', undefined]);
  });

  test('names such as constructor and __proto__ as any other', () => {
    expect(ourEvents('<__proto__ constructor="1"/>')[0]).toBe('start {}__proto__ 1 {}constructor="1"');
  });

  test('a document with a byte order mark and a declaration', () => {
    expect(ourEvents('\ufeff<?xml version="1.0" encoding="utf-16" standalone="yes"?>\n<a/>\n')).toHaveLength(2);
  });
});

describe('reader: reads whole elements', () => {
  test('readText: what stands between the tags, then goes on behind them', () => {
    const reader = read('<a><b> x<!-- c -->y </b><b/><c/></a>');
    reader.next();
    expect([reader.readText(), reader.readText(), reader.local, reader.kind]).toEqual([' xy ', '', 'c', 'start']);
  });

  test('readText: an element instead of text is refused (xml/unexpected-element)', () => {
    expect(() => read('<a>x<b/></a>').readText()).toThrow(expect.objectContaining({ rule: 'xml/unexpected-element' }));
  });

  test('skipElement: passes over it, still checking it', () => {
    const reader = read('<a><b><b><c/></b></b><d/></a>');
    reader.next();
    reader.skipElement();
    expect(reader.local).toBe('d');
    expect(() => read('<a><b>&x;</b></a>').skipElement()).toThrow(/entity/);
  });

  test.each([
    ['a declaration from around it', '<r xmlns:p="u"><p:a/></r>', '<p:a xmlns:p="u"/>'],
    ['the default namespace', '<r xmlns="u"><a><b/></a></r>', '<a xmlns="u"><b/></a>'],
    ['only what it uses', '<r xmlns:p="u" xmlns:q="v"><p:a/></r>', '<p:a xmlns:p="u"/>'],
    ['a prefix used inside only', '<r xmlns:p="u"><a><p:b p:x=""/></a></r>', '<a xmlns:p="u"><p:b p:x=""/></a>'],
    [
      'nothing for what is declared inside',
      '<r xmlns:p="u"><a xmlns:p="v"><p:b/></a></r>',
      '<a xmlns:p="v"><p:b/></a>',
    ],
    [
      'an inner and an outer use of one prefix',
      '<r xmlns:p="u"><a><b xmlns:p="v"><p:c/></b><p:d/></a></r>',
      '<a xmlns:p="u"><b xmlns:p="v"><p:c/></b><p:d/></a>',
    ],
    [
      'prefixes in values',
      '<r xmlns:xs="u" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><a i:type="xs:int">1</a></r>',
      '<a i:type="xs:int" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="u">1</a>',
    ],
    [
      'the default namespace for a type name without a prefix',
      '<r xmlns="u" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><p:a xmlns:p="v" i:type="T"/></r>',
      '<p:a xmlns:p="v" i:type="T" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="u"/>',
    ],
    [
      'text escaped anew',
      '<r><a x="&quot;&#10;">&lt;<![CDATA[>]]>&#13;</a></r>',
      '<a x="&quot;&#xA;">&lt;&gt;&#xD;</a>',
    ],
    ['xmlns="" inside only', '<r xmlns="u"><a xmlns=""><b/></a></r>', '<a><b/></a>'],
    ['xmlns="" where it undeclares', '<r xmlns="u"><a><b xmlns=""/></a></r>', '<a xmlns="u"><b xmlns=""/></a>'],
  ])('readOuterXml: %s', (_name, text, outer) => {
    const reader = read(text);
    reader.next();
    expect(reader.readOuterXml()).toBe(outer);
    expect([reader.kind, reader.depth]).toEqual(['end', 1]);
  });

  test('readInnerXml: text and elements, each self-contained', () => {
    const reader = read('<r xmlns:p="u"><a>1 &lt; <p:b/> x <p:b> </p:b></a></r>');
    reader.next();
    expect(reader.readInnerXml()).toBe('1 &lt; <p:b xmlns:p="u"/> x <p:b xmlns:p="u"> </p:b>');
    expect(reader.next()).toBe('eof');
  });
});
