import { describe, expect, it } from 'vitest';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { readReply } from '../../src/soap/reply.ts';
import { createBufferPool } from '../../src/soap/stream/buffer-pool.ts';
import { compileOpenReply } from '../../src/soap/stream/stream-reply.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { folderOf } from '../wsdl/folder.ts';

const WSDL = `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
<w:types><xs:schema targetNamespace="urn:t" elementFormDefault="qualified">
  <xs:element name="Get"><xs:complexType/></xs:element>
  <xs:element name="GetResponse"><xs:complexType><xs:sequence>
    <xs:element name="Before" type="xs:string" minOccurs="0"/>
    <xs:element name="Item" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="Wrapped" type="t:ArrayOfName" minOccurs="0"/>
    <xs:element name="After" type="xs:string" minOccurs="0"/>
    <xs:element name="More" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="Name" type="xs:QName" minOccurs="0"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:complexType name="ArrayOfName"><xs:sequence>
    <xs:element name="N" type="xs:QName" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType>
</xs:schema></w:types>
<w:message name="In"><w:part name="p" element="t:Get"/></w:message>
<w:message name="Out"><w:part name="p" element="t:GetResponse"/></w:message>
<w:portType name="P"><w:operation name="Get"><w:input message="t:In"/><w:output message="t:Out"/></w:operation></w:portType>
<w:binding name="B" type="t:P"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/><w:operation name="Get">
  <s:operation soapAction=""/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output>
</w:operation></w:binding>
<w:service name="S"><w:port name="P" binding="t:B"><s:address location="http://localhost:1/"/></w:port></w:service>
</w:definitions>`;

const received = { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' } };

/** The answer to the same reply, read while it arrives and the plain way. */
async function bothWays(members: string): Promise<readonly [streamed: unknown, plain: unknown]> {
  const folder = await folderOf({ 'a.wsdl': WSDL });
  const definitions = await loadDefinitions(`${folder}/a.wsdl`, {}, collectDiagnostics());
  const operation = definitions?.services[0]?.ports[0]?.binding.operations[0];
  if (definitions === undefined || operation === undefined) throw new Error('no such operation');
  const codec = compileOperationCodec(operation, definitions.schemas, { naming: 'camel' }, createCodecMemo());
  const expected = { codec, limits: defaultReplyLimits, publicReason: (reason: string) => reason };
  const body = Buffer.from(
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetResponse xmlns="urn:t" xmlns:z="urn:message">${members}</GetResponse></s:Body></s:Envelope>`,
  );
  async function* chunks() {
    yield body.subarray(0, body.length >> 1);
    yield body.subarray(body.length >> 1);
  }
  const opened = await compileOpenReply(expected, createBufferPool())?.(received, chunks(), { hidden: new Set() });
  if (opened?.kind !== 'stream') throw new Error('it is not streamed');
  const pieces: Buffer[] = [];
  for await (const piece of opened.json) pieces.push(Buffer.from(piece));
  const plain = readReply({ ...received, body }, expected);
  return [JSON.parse(Buffer.concat(pieces).toString()), plain.kind === 'output' ? plain.value : undefined];
}

describe('a reply that is read while it arrives', () => {
  it('has names behind the list by the prefixes of the message, and not by those of the list', async () => {
    const [streamed, plain] = await bothWays('<Wrapped xmlns:z="urn:list"><N>z:a</N></Wrapped><Name>z:b</Name>');
    expect(streamed).toEqual(plain);
    expect(streamed).toEqual({ wrapped: ['{urn:list}a'], name: '{urn:message}b' });
  });
});
