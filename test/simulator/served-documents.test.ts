import { describe, expect, it } from 'vitest';
import { rewriteDocument } from '../../src/simulator/served-document.ts';
import { servedDocuments } from '../../src/simulator/served-documents.ts';

const WSDL = `<?xml version='1.0' encoding='iso-8859-1'?>
<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:x="http://www.w3.org/2001/XMLSchema">
  <!-- <s:address location="a comment"/> -->
  <w:import location = 'parts/../messages.wsdl' namespace="urn:a>b"/>
  <w:types><x:schema><x:import namespace="urn:t" schemaLocation="types.xsd"/><x:include schemaLocation="missing.xsd"/></x:schema></w:types>
  <w:service name="S"><w:port name="P" binding="b"><s:address
    location="http://real.example.com/P"/></w:port><w:port name="Q" binding="b"><s:address location="http://real.example.com/Q"/></w:port></w:service>
</w:definitions>`;

describe('serving a WSDL', () => {
  const texts = new Map([
    ['dir/a.wsdl', WSDL],
    ['dir/messages.wsdl', '<definitions/>'],
    ['dir/types.xsd', '<schema/>'],
    ['dir/secret.txt', '<secret/>'],
  ]);
  const serve = servedDocuments(
    'dir/a.wsdl',
    (port) => (port === 'P' ? '/p' : undefined),
    (source) => texts.get(source),
  );

  it('writes its own address and leads to the documents that the WSDL refers to', () => {
    const text = serve('wsdl', 'http://localhost:1') ?? '';
    expect(text).toContain('<s:address\n    location="http://localhost:1/p"/>');
    expect(text).toContain('<s:address location="http://real.example.com/Q"/>');
    expect(text).toContain('<w:import location = "?document=1" namespace="urn:a>b"/>');
    expect(text).toContain('schemaLocation="?document=2"');
    expect(text).toContain('schemaLocation="missing.xsd"');
    expect(text).toContain('<s:address location="a comment"/>');
    expect(text).toContain('encoding="utf-8"');
    expect(serve('document=1', 'http://localhost:1')).toBe('<definitions/>');
    expect(serve('document=2', 'http://localhost:1')).toBe('<schema/>');
  });

  it.each(['document=3', 'document=secret.txt', 'document=-1', '', 'xsd'])('has nothing at ?%s', (query) => {
    expect(serve(query, 'http://localhost:1')).toBeUndefined();
  });

  it('resolves references of a WSDL from a URL against it', () => {
    const base = 'https://example.com/s/a.wsdl';
    const met: string[] = [];
    const ofUrl = servedDocuments(
      base,
      () => undefined,
      (source) => {
        met.push(source);
        return source === base ? WSDL : '';
      },
    );
    ofUrl('wsdl', 'http://localhost:1');
    expect(met).toContain('https://example.com/s/messages.wsdl');
  });

  it('changes not a byte where nothing is to be rewritten', () => {
    const keep = { address: () => undefined, reference: () => undefined };
    expect(rewriteDocument(WSDL, keep)).toBe(WSDL);
  });
});
