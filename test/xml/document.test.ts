import { describe, expect, test } from 'vitest';
import { attribute, childElements, parseDocument, resolvePrefixedName, textContent } from '../../src/xml/document.ts';
import { documentLimits } from '../../src/xml/limits.ts';

const parse = (text: string) => parseDocument(text, 'a.xsd', documentLimits);

describe('document', () => {
  const schema = parse(`<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:d" targetNamespace="urn:t">
  <xs:element name="a" type="xs:int" xmlns:p="urn:p"/>
  <!-- between -->
  <xs:annotation><xs:documentation>One <b>two</b> three</xs:documentation></xs:annotation>
  <other/>
</xs:schema>`);

  test('elements with names, attributes and the place they stand at', () => {
    expect(schema).toMatchObject({
      prefix: 'xs',
      name: { namespace: 'http://www.w3.org/2001/XMLSchema', local: 'schema' },
    });
    expect(attribute(schema, 'targetNamespace')).toBe('urn:t');
    expect(attribute(schema, 'constructor')).toBeUndefined();
    expect(schema.children.map((child) => child.kind === 'element' && child.location)).toEqual([
      { file: 'a.xsd', line: 3, column: 3 },
      { file: 'a.xsd', line: 5, column: 3 },
      { file: 'a.xsd', line: 6, column: 3 },
    ]);
  });

  test('children by namespace and by name', () => {
    const names = (...filter: string[]) => childElements(schema, ...filter).map(({ name }) => name.local);
    expect(names()).toEqual(['element', 'annotation', 'other']);
    expect(names('http://www.w3.org/2001/XMLSchema')).toEqual(['element', 'annotation']);
    expect(names('urn:d', 'other')).toEqual(['other']);
  });

  test('text in document order', () => {
    expect(textContent(schema)).toBe('One two three');
  });

  test.each([
    ['xs:int', { namespace: 'http://www.w3.org/2001/XMLSchema', local: 'int' }],
    [' p:x\n', { namespace: 'urn:p', local: 'x' }],
    ['x', { namespace: 'urn:d', local: 'x' }],
    ['xml:lang', { namespace: 'http://www.w3.org/XML/1998/namespace', local: 'lang' }],
    ['q:x', undefined],
    ['toString:x', undefined],
    ['a b', undefined],
    ['', undefined],
    ['xs:', undefined],
  ])('name "%s" is expanded where it stands', (text, name) => {
    const [element] = childElements(schema);
    expect(element && resolvePrefixedName(element, text)).toEqual(name);
  });

  test('a prefix is known only inside the element that declares it', () => {
    expect(resolvePrefixedName(schema, 'p:x')).toBeUndefined();
  });

  test('bindings are one object where nothing is declared, and can be listed', () => {
    const [element, annotation, other] = childElements(schema);
    expect(annotation?.namespaces).toBe(other?.namespaces);
    expect(element?.namespaces.toRecord()).toEqual({ p: 'urn:p', xs: 'http://www.w3.org/2001/XMLSchema', '': 'urn:d' });
    expect(childElements(parse('<a xmlns="u"><b xmlns=""/></a>'))[0]?.namespaces.toRecord()).toEqual({});
  });

  test('10,000 nested elements are refused, and where the limit is lifted read without recursion', () => {
    const nested = `${'<a>'.repeat(10_000)}x${'</a>'.repeat(10_000)}`;
    expect(() => parse(nested)).toThrow(expect.objectContaining({ rule: 'xml/too-deep' }));
    expect(textContent(parseDocument(nested, '', { ...documentLimits, depthMax: 20_000 }))).toBe('x');
  });
});
