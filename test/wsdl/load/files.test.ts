import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDocumentCache } from '../../../src/wsdl/load/document-cache.ts';
import { expandSources } from '../../../src/wsdl/load/expand-sources.ts';
import { folderOf, load, loadFiles, operationNames, orders } from '../folder.ts';

const inline = /<xs:schema[\s\S]*<\/xs:schema>/;
const [schema = ''] = inline.exec(orders) ?? [];
const document = schema.replace(
  '<xs:schema ',
  '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:orders" ',
);
/** The WSDL with its schema elsewhere. */
const importing = (location: string, directive = 'include') =>
  orders.replace(
    inline,
    directive === 'include'
      ? `<xs:schema targetNamespace="urn:orders"><xs:include schemaLocation="${location}"/></xs:schema>`
      : `<xs:schema><xs:import namespace="urn:orders" schemaLocation="${location}"/></xs:schema>`,
  );
const both = ['Place', 'Cancel'];

describe('load: a document that is no WSDL', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['a schema', document, 'error wsdl/not-a-wsdl'],
    ['HTML', '<html><body/></html>', 'error wsdl/not-a-wsdl'],
    ['WSDL 2.0', '<description xmlns="http://www.w3.org/ns/wsdl"/>', 'error wsdl/version-2'],
    ['text', 'hello', 'error xml/not-well-formed'],
    ['nothing', '', 'error xml/truncated'],
    ['half a document', orders.slice(0, 900), 'error xml/truncated'],
    [
      'a document type declaration',
      `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>${orders.slice(22)}`,
      'error xml/doctype',
    ],
    ['bytes that are no text', new Uint8Array([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0x3c]), 'error xml/encoding'],
  ])('%s', async (_what, content, finding) => {
    const { definitions, findings } = await loadFiles({ 'main.wsdl': content });
    expect(definitions).toBeUndefined();
    expect(findings).toEqual([finding]);
  });

  test.each([['/nowhere/main.wsdl'], ['http://'], ['file://host/%zz']])('%s', async (source) => {
    const { definitions, findings } = await load(source);
    expect(definitions).toBeUndefined();
    expect(findings).toEqual(['error wsdl/document-missing']);
  });

  test('a folder is none, but stands for the WSDLs in it', async () => {
    const folder = await folderOf({ 'b.wsdl': orders, 'a.WSDL': orders, 'c.xsd': document, 'd/e.wsdl': orders });
    expect((await load(folder)).findings).toEqual(['error wsdl/document-missing']);
    expect(await expandSources([folder, join(folder, 'b.wsdl'), 'http://host/x?wsdl'])).toEqual([
      join(folder, 'a.WSDL'),
      join(folder, 'b.wsdl'),
      'http://host/x?wsdl',
    ]);
  });
});

describe('load: where a location leads', () => {
  test.each<[string, string, string, string[]]>([
    ['beside it', 'types.xsd', 'types.xsd', []],
    ['below it', './schemas/types.xsd', 'schemas/types.xsd', []],
    ['white space around it', ' types.xsd ', 'types.xsd', []],
    ['percent-encoded', 'my%20types.xsd', 'my types.xsd', []],
    ['with a fragment', 'types.xsd#part', 'types.xsd', []],
    ['with backslashes', 'schemas\\types.xsd', 'schemas/types.xsd', []],
    ['in another case', 'Types.XSD', 'types.xsd', []],
    ['a query, as svcutil saves it', 'Service.svc?xsd=xsd0', 'xsd0.xsd', ['info wsdl/document-substituted']],
    [
      'a query, as a browser saves it',
      'Service.svc?xsd=xsd0',
      'Service.svc_xsd=xsd0',
      ['info wsdl/document-substituted'],
    ],
    [
      'a URL, for the file of that name',
      'http://example.com/schemas/types.xsd',
      'types.xsd',
      ['info wsdl/document-substituted'],
    ],
    [
      'a scheme that cannot be read, for the file of that name',
      'classpath:schemas/types.xsd',
      'types.xsd',
      ['info wsdl/document-substituted'],
    ],
  ])('%s', async (_what, location, file, findings) => {
    for (const directive of ['include', 'import']) {
      const loaded = await loadFiles({ 'main.wsdl': importing(location, directive), [file]: document });
      expect(loaded.findings).toEqual(findings);
      expect(operationNames(loaded.definitions)).toEqual(both);
      expect(loaded.definitions?.documents).toHaveLength(2);
    }
  });

  test('a catalog is asked first, by the location as written', async () => {
    const folder = await folderOf({
      'main.wsdl': importing('http://example.com/types.xsd'),
      'elsewhere/x.xsd': document,
    });
    const catalog = new Map([['http://example.com/types.xsd', join(folder, 'elsewhere/x.xsd')]]);
    const { definitions, findings } = await load(join(folder, 'main.wsdl'), { catalog });
    expect(findings).toEqual([]);
    expect(operationNames(definitions)).toEqual(both);
  });

  test('a file that does not hold what was expected is not taken for it', async () => {
    const { findings } = await loadFiles({
      'main.wsdl': importing('http://example.com/types.xsd', 'import'),
      'types.xsd': document.replaceAll('urn:orders', 'urn:others'),
    });
    expect(findings.slice(0, 1)).toEqual(['error wsdl/network-refused']);
  });
});

describe('load: several documents', () => {
  const types = /<types>[\s\S]*<\/types>/;
  const service = /<service[\s\S]*<\/service>/;

  test('WSDLs import each other in circles, and schemas too', async () => {
    const { definitions, findings } = await loadFiles({
      'main.wsdl': orders
        .replace(types, '')
        .replace('<message', '<import namespace="urn:orders" location="parts/types.wsdl"/><message'),
      'parts/types.wsdl': orders
        .replace(
          types,
          `<import namespace="urn:orders" location="../main.wsdl"/><types>${importing('../x.xsd').match(inline)?.[0]}</types>`,
        )
        .replace(/<message[\s\S]*<\/service>/, ''),
      'x.xsd': document.replace('<xs:element', '<xs:include schemaLocation="y.xsd"/><xs:element'),
      'y.xsd':
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:orders"><xs:include schemaLocation="x.xsd"/></xs:schema>',
    });
    expect(findings).toEqual([]);
    expect(operationNames(definitions)).toEqual(both);
    expect(definitions?.documents.map((each) => each.replace(/^.*soapstone-[^/]*\//, ''))).toEqual([
      'main.wsdl',
      'parts/types.wsdl',
      'x.xsd',
      'y.xsd',
    ]);
  });

  test('a wsdl:import may lead to a schema', async () => {
    const { definitions, findings } = await loadFiles({
      'main.wsdl': orders.replace(types, '<import namespace="urn:orders" location="types.xsd"/>'),
      'types.xsd': document,
    });
    expect(findings).toEqual([]);
    expect(operationNames(definitions)).toEqual(both);
  });

  test('a missing schema is reported where it is asked for, and what does not need it is served', async () => {
    const { definitions, diagnostics, findings } = await loadFiles({
      'main.wsdl': orders
        .replace('<xs:element name="Place">', '<xs:include schemaLocation="gone.xsd"/><xs:element name="Place">')
        .replace('name="item" type="xs:string"', 'name="item" type="tns:Item"'),
    });
    expect(findings).toEqual(['error wsdl/document-missing', 'error src-resolve', 'error wsdl/refused-reference']);
    expect(diagnostics[0]).toMatchObject({
      message: 'include of "gone.xsd" failed: there is no such document',
      location: { line: 8 },
    });
    expect(operationNames(definitions)).toEqual(['Cancel']);
  });

  test('a missing import is a warning where the namespace is there all the same', async () => {
    const { definitions, findings } = await loadFiles({
      'main.wsdl': orders.replace(
        '<types>',
        '<types><xs:schema><xs:import namespace="urn:orders" schemaLocation="gone.xsd"/></xs:schema>',
      ),
    });
    expect(findings).toEqual(['warning wsdl/document-missing']);
    expect(operationNames(definitions)).toEqual(both);
  });

  test('a schema that everyone knows is not missed, whatever its location holds', async () => {
    const wsa = 'http://www.w3.org/2005/08/addressing';
    const text = orders
      .replace(
        '<xs:element name="Place">',
        `<xs:import namespace="${wsa}" schemaLocation="wsa.xsd"/><xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/><xs:element name="Place">`,
      )
      .replace('<part name="ticket" element="tns:Ticket"/>', `<part name="ticket" element="a:To" xmlns:a="${wsa}"/>`);
    for (const content of ['<html/>', '<!DOCTYPE x><x/>']) {
      const { definitions, findings } = await loadFiles({ 'main.wsdl': text, 'wsa.xsd': content });
      expect(findings).toEqual([]);
      expect(operationNames(definitions)).toEqual(both);
    }
  });

  test.each<[string, string, string]>([
    ['broken XML', '<xs:schema', 'error xml/truncated'],
    ['another language', '<grammar/>', 'error wsdl/not-a-wsdl'],
    ['a document type declaration', '<!DOCTYPE x [<!ENTITY a "b">]><x/>', 'error xml/doctype'],
  ])('an included schema of %s is reported, and the rest served', async (_what, content, finding) => {
    const { definitions, findings } = await loadFiles({
      'main.wsdl': orders.replace(
        '<xs:element name="Place">',
        '<xs:include schemaLocation="bad.xsd"/><xs:element name="Place">',
      ),
      'bad.xsd': content,
    });
    expect(findings).toEqual([finding]);
    expect(operationNames(definitions)).toEqual(both);
  });

  test('a service alone imports the rest', async () => {
    const [text = ''] = service.exec(orders) ?? [];
    const { definitions, findings } = await loadFiles({
      'main.wsdl': `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="urn:orders" targetNamespace="urn:orders"><import namespace="urn:orders" location="rest.wsdl"/>${text}</definitions>`,
      'rest.wsdl': orders.replace(service, ''),
    });
    expect(findings).toEqual([]);
    expect(operationNames(definitions)).toEqual(both);
  });
});

describe('load: limits', () => {
  const including = importing('types.xsd');
  test.each([
    ['documents', { documentsMax: 1 }],
    ['all bytes', { totalBytesMax: 100 }],
    ['bytes of a document', { documentBytesMax: including.length + 5 }],
  ])('%s (wsdl/document-limit)', async (_what, limits) => {
    const { findings } = await loadFiles(
      { 'main.wsdl': including, 'types.xsd': document + ' '.repeat(3000) },
      { limits },
    );
    expect(findings[0]).toBe('error wsdl/document-limit');
  });

  test('a WSDL that is too large itself', async () => {
    const { definitions, findings } = await loadFiles({ 'main.wsdl': orders }, { limits: { documentBytesMax: 1000 } });
    expect(definitions).toBeUndefined();
    expect(findings).toEqual(['error wsdl/document-limit']);
  });

  test('10,000 levels of elements', async () => {
    const deep = orders.replace('<message', `${'<x>'.repeat(10_000)}${'</x>'.repeat(10_000)}<message`);
    expect((await loadFiles({ 'main.wsdl': deep })).findings).toEqual(['error xml/too-deep']);
  });
});

test('load: a cache reads a document once for several WSDLs', async () => {
  const folder = await folderOf({
    'a.wsdl': importing('types.xsd'),
    'b.wsdl': importing('./types.xsd'),
    'types.xsd': document,
  });
  const cache = createDocumentCache();
  for (const name of ['a.wsdl', 'b.wsdl']) {
    const { definitions } = await load(join(folder, name), { cache });
    expect(operationNames(definitions)).toEqual(both);
  }
  expect([...cache.documents.keys()].map((key) => key.slice(folder.length + 1)).sort()).toEqual([
    'a.wsdl',
    'b.wsdl',
    'types.xsd',
  ]);
});
