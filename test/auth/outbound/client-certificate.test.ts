import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientCertificate } from '../../../src/auth/outbound/client-certificate.ts';
import { makeCertificate } from '../../soap/make-certificate.ts';

const PAST = new Date('2001-01-01');
const NOW = new Date('2026-01-01');
const good = makeCertificate('client.test', PAST, new Date('2099-01-01'));
const other = makeCertificate('other.test', PAST, new Date('2099-01-01'));
const expired = makeCertificate('client.test', PAST, new Date('2002-01-01'));
const encrypted = createPrivateKey(good.key)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' })
  .toString();

describe('client certificate', () => {
  it('client certificate: certificate and key are handed on as they are', () => {
    expect(clientCertificate(good.cert, good.key, undefined, NOW)).toEqual(good);
    expect(clientCertificate(good.cert, encrypted, 'open', NOW)).toEqual({
      cert: good.cert,
      key: encrypted,
      passphrase: 'open',
    });
  });

  it.each([
    ['a certificate that is not PEM', 'secret', good.key, undefined, 'The client certificate is not PEM.'],
    [
      'a key that is not PEM',
      good.cert,
      'secret',
      undefined,
      'The key of the client certificate is not PEM, or its passphrase is wrong.',
    ],
    [
      'a wrong passphrase',
      good.cert,
      encrypted,
      'secret',
      'The key of the client certificate is not PEM, or its passphrase is wrong.',
    ],
    ['the key of another', good.cert, other.key, undefined, 'The key does not belong to the client certificate.'],
    [
      'an expired one',
      expired.cert,
      expired.key,
      undefined,
      'The client certificate expired on Jan  1 00:00:00 2002 GMT.',
    ],
  ])('client certificate: %s is an error at start', (_name, cert, key, passphrase, message) => {
    expect(() => clientCertificate(cert, key, passphrase, NOW)).toThrow(message);
  });
});
