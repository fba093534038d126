import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { TlsOptions } from '../../soap/transport-undici.ts';

/**
 * Checks a client certificate and its key, so that a wrong one is an error at start and not of every call. Given as TLS
 * options, since `ClientSSLSecurity` of the `soap` package makes an agent of node:https, of which undici knows nothing.
 * @param cert - PEM, the client's own certificate first
 * @throws {Error} what is wrong, without quoting either
 */
export function clientCertificate(
  cert: string,
  key: string,
  passphrase: string | undefined,
  now: Date,
): Pick<TlsOptions, 'cert' | 'key' | 'passphrase'> {
  const certificate = parse('The client certificate is not PEM', () => new X509Certificate(cert));
  const privateKey = parse('The key of the client certificate is not PEM, or its passphrase is wrong', () =>
    createPrivateKey(passphrase === undefined ? key : { key, passphrase }),
  );
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('The key does not belong to the client certificate.');
  if (new Date(certificate.validTo) < now) throw new Error(`The client certificate expired on ${certificate.validTo}.`);
  return { cert, key, ...(passphrase === undefined ? {} : { passphrase }) };
}

function parse<T>(failure: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw new Error(`${failure}.`);
  }
}
