import { describe, expect, it } from 'vitest';
import type { ConnectedProfile } from '../../src/gateway/profile.ts';
import { inboundSchemes, securityOf } from '../../src/openapi/security.ts';
import { schemaOperation } from '../gateway/schema-operation.ts';
import { notesProfile } from './notes-gateway.ts';

const apiKeys = { header: 'X-Api-Key', keys: [] };
const jwt = {
  issuer: 'https://id.example.com/',
  audience: 'soapstone',
  jwks: 'https://id.example.com/jwks',
  algorithms: ['RS256'],
  clockSkewMs: 0,
  scopeClaim: 'scope',
};
const operation = schemaOperation({ selector: 'Notes.Save' });
const signIn = (wanted: 'required' | 'optional' | 'none'): ConnectedProfile => ({
  ...notesProfile,
  contract: {
    signInSchemes: { ticket: { type: 'http', scheme: 'bearer' } },
    problems: [],
    requestHeaders: [],
  },
  signIn: () => wanted,
});

describe('how callers sign in, in the contract', () => {
  it.each([
    ['nobody asks', {}, 'none', []],
    ['the backend does', {}, 'required', [{ ticket: [] }]],
    ['the backend lets it be', {}, 'optional', [{}, { ticket: [] }]],
    ['the gateway does, by key', { apiKeys }, 'none', [{ gatewayKey: ['write'] }]],
    ['both do', { apiKeys }, 'required', [{ gatewayKey: ['write'], ticket: [] }]],
    [
      'the gateway does, and the backend lets it be',
      { apiKeys },
      'optional',
      [{ gatewayKey: ['write'] }, { gatewayKey: ['write'], ticket: [] }],
    ],
    ['both want the same header', { jwt }, 'required', [{ gatewayToken: ['write'] }]],
    ['the gateway takes either', { apiKeys, jwt }, 'none', [{ gatewayKey: ['write'] }, { gatewayToken: ['write'] }]],
  ] as const)('%s', (_name, auth, wanted, security) => {
    expect(securityOf({ operation, scopes: ['write'] }, signIn(wanted), inboundSchemes(auth))).toEqual(security);
  });

  it('names the header of keys, and who gives tokens', () => {
    expect(inboundSchemes({ apiKeys, jwt })).toMatchObject({
      gatewayKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      gatewayToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    });
    expect(inboundSchemes(undefined)).toEqual({});
  });
});
