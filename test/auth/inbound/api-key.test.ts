import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createApiKeyAuthenticator, hashApiKey } from '../../../src/auth/inbound/api-key.ts';

const authenticator = createApiKeyAuthenticator({
  header: 'X-Api-Key',
  keys: [
    { name: 'shop', sha256: hashApiKey('key-of-the-shop'), scopes: ['read', 'write'] },
    { name: 'report', sha256: hashApiKey('key-of-the-report').toUpperCase(), scopes: [] },
  ],
});

describe('API keys', () => {
  it.each([
    ['key-of-the-shop', 'key:shop', ['read', 'write']],
    ['key-of-the-report', 'key:report', []],
  ])('%s is %s', async (key, id, scopes) => {
    const result = await authenticator.authenticate({ 'x-api-key': key });
    expect(result).toEqual({ kind: 'caller', caller: { id, scopes: new Set(scopes) }, usedHeader: 'x-api-key' });
  });

  it.each([
    ['no key', {}, 'absent'],
    ['an empty key', { 'x-api-key': '' }, 'absent'],
    ['an unknown key', { 'x-api-key': 'key-of-the-shoq' }, 'refused'],
    ['the hash for the key', { 'x-api-key': hashApiKey('key-of-the-shop') }, 'refused'],
    ['a key that begins right and is too long', { 'x-api-key': `key-of-the-shop${'x'.repeat(1000)}` }, 'refused'],
  ])('%s', async (_name, headers, kind) => {
    const result = await authenticator.authenticate(headers);
    expect(result.kind).toBe(kind);
    expect(JSON.stringify(result)).not.toContain('key-of-the');
  });

  it('are hashed by SHA-256', () => {
    expect(hashApiKey('ä')).toBe(createHash('sha256').update('ä').digest('hex'));
  });
});
