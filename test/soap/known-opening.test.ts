import { expect, test } from 'vitest';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { compileTranscodeReply, type TranscodeReply } from '../../src/soap/transcode-reply.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { SOAP11 } from '../../src/xml/namespaces.ts';

const NETSERVER = 'http://www.superoffice.net/ws/crm/NetServer/Services86';
const wsdl = new URL('../../src/simulator/netserver/wsdl/User.wsdl', import.meta.url).pathname;
const definitions = await loadDefinitions(wsdl, {}, collectDiagnostics());
if (definitions === undefined) throw new Error('no WSDL');
const binding = definitions.services[0]?.ports[0]?.binding;
const operation = binding?.operations.find(({ name }) => name === 'GetUntrustedCredentials');
if (operation === undefined) throw new Error('no operation');
const codec = compileOperationCodec(operation, definitions.schemas, { naming: 'camel' }, createCodecMemo());

const block = (name: string, rest: string) => `<h:${name} xmlns:h="${NETSERVER}"${rest}`;
const opening = (succeeded: string) =>
  `<s:Envelope xmlns:s="${SOAP11}"><s:Header>${block('Succeeded', `>${succeeded}</h:Succeeded>`)}</s:Header><s:Body>`;
const message = `<GetUntrustedCredentialsResponse xmlns="${NETSERVER}"><Response/></GetUntrustedCredentialsResponse>`;
const CLOSING = '</s:Body></s:Envelope>';

function transcoder(): (text: string, hidden?: ReadonlySet<string>) => ReturnType<TranscodeReply> {
  const transcode = compileTranscodeReply(codec, defaultReplyLimits);
  const nothing = new Set<string>();
  return (text, hidden = nothing) =>
    transcode?.({ status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(text) }, { hidden });
}

test('a reply that begins like the last one has the same header blocks, and its own body', () => {
  const read = transcoder();
  const first = read(opening('true') + message + CLOSING);
  const second = read(opening('true') + message.replace('<Response/>', '') + CLOSING);
  expect(second?.headerBlocks).toEqual(first?.headerBlocks);
  expect(second?.headerBlocks).toEqual(new Map([['Succeeded', true]]));
  expect(second?.json?.toString()).not.toBe(first?.json?.toString());
});

test('one byte makes another opening, also when the length is the same', () => {
  const read = transcoder();
  read(opening('1') + message + CLOSING);
  expect(read(opening('0') + message + CLOSING)?.headerBlocks).toEqual(new Map([['Succeeded', false]]));
  expect(read(opening('1') + message + CLOSING)?.headerBlocks).toEqual(new Map([['Succeeded', true]]));
});

test('a reply that ends where the known opening ends is not taken', () => {
  const read = transcoder();
  read(opening('true') + message + CLOSING);
  expect(read(opening('true'))).toBeUndefined();
  expect(read(opening('true') + CLOSING)).toBeUndefined();
});

test('end tags are compared with the reply at hand', () => {
  const read = transcoder();
  read(opening('true') + message + CLOSING);
  expect(read(`${opening('true')}${message}</s:Bodx></s:Envelope>`)).toBeUndefined();
});
