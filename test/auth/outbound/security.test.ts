import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createOutboundSecurity } from '../../../src/auth/outbound/security.ts';
import type { SecurityConfig } from '../../../src/config/gateway-config.ts';
import { createSoapBackend } from '../../../src/soap/backend.ts';
import type { TransportRequest } from '../../../src/soap/transport.ts';
import { defaultReplyLimits } from '../../../src/xml/limits.ts';
import { SOAP11 } from '../../../src/xml/namespaces.ts';
import { createReader } from '../../../src/xml/string-reader.ts';
import { noteCodec, noteOperation, noteXml } from '../../soap/note-codec.ts';
import { always, startRawServer } from '../../soap/raw-server.ts';

const reply = `<s:Envelope xmlns:s="${SOAP11}"><s:Body>${noteXml('SaveResponse', 'a')}</s:Body></s:Envelope>`;

/** The requests of two calls made with the credentials. */
async function requestsWith(credentials: SecurityConfig): Promise<readonly [TransportRequest, TransportRequest]> {
  const requests: TransportRequest[] = [];
  const operation = noteOperation();
  const { security, authenticate } = createOutboundSecurity(credentials, Date.now);
  const backend = await createSoapBackend({
    name: 'notes',
    operations: [{ service: 'Notes', port: 'Soap', address: 'http://notes.test/', operation, codec: noteCodec }],
    transport: authenticate(async (request) => {
      requests.push(request);
      return { status: 200, headers: {}, body: Buffer.from(reply) };
    }),
    limits: defaultReplyLimits,
    ...(security === undefined ? {} : { security }),
  });
  const invoke = backend.invoker('Notes', 'Soap', operation);
  const { signal } = new AbortController();
  const call = { bodyXml: '<a/>', headerXml: '', httpHeaders: {}, signal, deadlineMs: 1_000, safe: true };
  await invoke(call);
  await invoke(call);
  const [first, second] = requests;
  if (first === undefined || second === undefined) throw new Error('two calls were made');
  return [first, second];
}

/** Text and attributes of every leaf by local name, read by our own reader, which also shows the envelope well-formed. */
function leaves(xml: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const reader = createReader(xml, 'request', defaultReplyLimits);
  let name = '';
  for (let kind = reader.kind; kind !== 'eof'; kind = reader.next()) {
    if (kind === 'start') {
      name = reader.local;
      found.set(name, '');
      for (const { local, value } of reader.attributes) found.set(`${name}@${local}`, value);
    }
    if (kind === 'text') found.set(name, reader.text);
  }
  return found;
}

describe('outbound credentials', () => {
  it('basic: sends user name and password in UTF-8 (RFC 7617)', async () => {
    const [{ headers, body }] = await requestsWith({ kind: 'basic', userName: 'Ærlig', password: 'p:w' });
    expect(headers.Authorization).toMatch(/^Basic /);
    expect(Buffer.from(headers.Authorization?.slice(6) ?? '', 'base64').toString()).toBe('Ærlig:p:w');
    expect(body).not.toContain('soap:Header');
  });

  it('bearer: sends the token (RFC 6750 §2.1)', async () => {
    const [{ headers }] = await requestsWith({ kind: 'bearer', token: 'abc' });
    expect(headers.Authorization).toBe('Bearer abc');
  });

  it('none: sends nothing', async () => {
    const [{ headers, body }] = await requestsWith({ kind: 'none' });
    expect(Object.keys(headers)).toEqual(['Content-Type', 'SOAPAction']);
    expect(body).not.toContain('soap:Header');
  });

  it('oauth: sends the token of the token endpoint', async () => {
    await using server = await startRawServer(always(200, '{"access_token":"abc","token_type":"bearer"}'));
    const [{ headers }] = await requestsWith({
      kind: 'oauth',
      tokenUrl: server.url,
      clientId: 'a',
      clientSecret: 'b',
      authentication: 'basic',
    });
    expect(headers.Authorization).toBe('Bearer abc');
    expect(server.requests).toHaveLength(1);
  });

  it('wsse text: sends the password, escaped, with a time stamp, to be understood', async () => {
    const [{ body }] = await requestsWith({
      kind: 'wsse',
      userName: 'a<b',
      password: 'p&w',
      passwordType: 'text',
      timestamp: true,
    });
    const found = leaves(body);
    expect(found.get('Username')).toBe('a<b');
    expect(found.get('Password')).toBe('p&w');
    expect(found.get('Password@Type')).toMatch(/#PasswordText$/);
    expect(found.get('Security@mustUnderstand')).toBe('1');
    expect(found.has('Expires')).toBe(true);
  });

  it('wsse text: the time stamp can be left out', async () => {
    const credentials = { kind: 'wsse', userName: 'a', password: 'p', passwordType: 'text', timestamp: false } as const;
    const [{ body }] = await requestsWith(credentials);
    expect(leaves(body).has('Timestamp')).toBe(false);
  });

  it('wsse digest: sends SHA-1 of nonce, time and password, anew for each call (UsernameToken Profile 1.0 §3.1)', async () => {
    const requests = await requestsWith({
      kind: 'wsse',
      userName: 'a',
      password: 'pæss',
      passwordType: 'digest',
      timestamp: true,
    });
    const tokens = requests.map(({ body }) => leaves(body));
    for (const token of tokens) {
      const nonce = Buffer.from(token.get('Nonce') ?? '', 'base64');
      const hash = createHash('sha1')
        .update(nonce)
        .update(`${token.get('Created')}pæss`);
      expect(token.get('Password')).toBe(hash.digest('base64'));
      expect(token.get('Password@Type')).toMatch(/#PasswordDigest$/);
    }
    expect(tokens[0]?.get('Nonce')).not.toBe(tokens[1]?.get('Nonce'));
  });
});
