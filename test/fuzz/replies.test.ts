import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BackendError } from '../../src/soap/call.ts';
import { compilePublicReason } from '../../src/soap/fault-reason.ts';
import { readReply } from '../../src/soap/reply.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { NOTES, noteCodec, noteXml } from '../soap/note-codec.ts';
import { FUZZ_TIMEOUT_MS, fuzzParameters } from './fuzz-parameters.ts';
import { mutated } from './mutations.ts';

const SOAP11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const HEADER = `<s:Header><t:Trace xmlns:t="${NOTES}">abc</t:Trace></s:Header>`;
const envelope = (body: string): string =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="${SOAP11}">${HEADER}<s:Body>${body}</s:Body></s:Envelope>`;
const ANSWER = envelope(noteXml('SaveResponse', 'saved'));
const FAULT = envelope(
  '<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring><detail><a>b</a></detail></s:Fault>',
);
const expected = {
  codec: noteCodec,
  limits: defaultReplyLimits,
  publicReason: compilePublicReason('http://crm.test/a'),
};

/** What reading it comes to; anything but a reply or a {@link BackendError} is thrown. */
function read(status: number, contentType: string, body: Uint8Array): string {
  try {
    return readReply({ status, headers: { 'content-type': contentType }, body }, expected).kind;
  } catch (error) {
    if (error instanceof BackendError) return error.kind;
    throw error;
  }
}

const status = fc.constantFrom(200, 200, 400, 500, 503);
const contentType = fc.constantFrom(
  'text/xml; charset=utf-8',
  'text/xml',
  'text/xml; charset=utf-16',
  'text/xml; charset=windows-1252',
  '',
  'multipart/related',
  'text/xml; charset="',
);
const encoding = fc.constantFrom<BufferEncoding>('utf8', 'utf16le', 'latin1');
const KINDS = ['output', 'fault', 'invalid-response', 'overloaded'];

describe('fuzz: replies', () => {
  test(
    'a mutated envelope is a reply or a failure that has a name',
    () => {
      const body = fc.oneof(mutated(ANSWER), mutated(FAULT));
      const property = fc.property(status, contentType, encoding, body, (code, type, coding, text) => {
        expect(KINDS).toContain(read(code, type, Buffer.from(text, coding)));
      });
      fc.assert(property, fuzzParameters(2000));
    },
    FUZZ_TIMEOUT_MS,
  );

  test(
    'any bytes are a reply or a failure that has a name',
    () => {
      const property = fc.property(status, contentType, fc.uint8Array({ maxLength: 300 }), (code, type, bytes) => {
        expect(KINDS).toContain(read(code, type, bytes));
      });
      fc.assert(property, fuzzParameters(1000));
    },
    FUZZ_TIMEOUT_MS,
  );
});
