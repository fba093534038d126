import { describe, expect, it } from 'vitest';
import { hashApiKey } from '../../src/auth/inbound/api-key.ts';
import { createInboundAuth } from '../../src/auth/inbound/authenticate.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { createAdmission } from '../../src/gateway/admission.ts';
import { createGateway } from '../../src/gateway/invoke.ts';
import { checkRules } from '../../src/gateway/rule/check.ts';
import { outputReply, schemaOperation } from './schema-operation.ts';

const auth = createInboundAuth({
  apiKeys: {
    header: 'X-Api-Key',
    keys: [
      { name: 'reader', sha256: hashApiKey('r'), scopes: ['read'] },
      { name: 'writer', sha256: hashApiKey('w'), scopes: ['read', 'write'] },
    ],
  },
  jwt: {
    issuer: 'https://id.example.com/',
    audience: 'soapstone',
    jwks: 'http://127.0.0.1:1/',
    algorithms: ['RS256'],
    clockSkewMs: 0,
    scopeClaim: 'scope',
  },
});

async function send(headers: Record<string, string>, path = '/notes') {
  let calls = 0;
  const save = schemaOperation({
    selector: 'Notes.Save',
    output: {},
    invoke: async () => {
      calls += 1;
      return outputReply({});
    },
  });
  const source = { selector: 'Notes.Save', method: 'POST', location: { file: 'c.yaml', line: 1, column: 1 } } as const;
  const gateway = createGateway({
    rules: checkRules(
      [
        { ...source, path: '/notes', scopes: ['read', 'write'] },
        { ...source, path: '/open' },
      ],
      [save],
      collectDiagnostics(),
    ),
    profiles: new Map(),
    headerBlocks: new Map(),
    faultStatus: new Map(),
    jsonDepthMax: 10,
    admit: createAdmission(auth),
  });
  const {
    status,
    headers: answered,
    body,
  } = await gateway({
    method: 'POST',
    path,
    query: new URLSearchParams(),
    headers,
    body: Buffer.from('not JSON'),
    requestId: 'r',
    signal: new AbortController().signal,
  });
  return { status, challenge: answered['WWW-Authenticate'], calls, body: JSON.parse(String(body ?? 'null')) };
}

describe('admission', () => {
  it.each([
    ['nobody', {}, 401, 'ApiKey realm="soapstone", header="X-Api-Key", Bearer realm="soapstone"'],
    [
      'an unknown key',
      { 'x-api-key': 'x' },
      401,
      'ApiKey realm="soapstone", header="X-Api-Key", Bearer realm="soapstone", error="invalid_token"',
    ],
    [
      'a caller without one of the scopes',
      { 'x-api-key': 'r' },
      403,
      'ApiKey realm="soapstone", header="X-Api-Key", Bearer realm="soapstone", error="insufficient_scope", scope="read write"',
    ],
  ])('%s is turned away before the body is read', async (_name, headers, status, challenge) => {
    expect(await send(headers)).toMatchObject({ status, challenge, calls: 0, body: { outcome: 'not-executed' } });
  });

  it('a caller with every scope comes to the body', async () => {
    expect(await send({ 'x-api-key': 'w' })).toMatchObject({ status: 415 });
    expect(await send({ 'x-api-key': 'r' }, '/open')).toMatchObject({ status: 415 });
  });

  it('a key is enough, whatever stands in Authorization for the backend', async () => {
    expect(await send({ 'x-api-key': 'w', authorization: 'Bearer 7T:abc' })).toMatchObject({ status: 415 });
  });

  it('says so when tokens cannot be checked', async () => {
    expect(await send({ authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln' })).toMatchObject({
      status: 503,
      body: { type: '/problems/backend-unavailable', outcome: 'not-executed' },
    });
  });
});
