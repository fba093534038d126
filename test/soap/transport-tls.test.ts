import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { clientCertificate } from '../../src/auth/outbound/client-certificate.ts';
import { createUndiciTransport, type TlsOptions } from '../../src/soap/transport-undici.ts';
import { type Certificate, makeCertificate } from './make-certificate.ts';
import { always, startRawServer } from './raw-server.ts';
import { rejection, transportRequest } from './requests.ts';

const PAST = new Date('2001-01-01');
const FUTURE = new Date('2099-01-01');
const good = makeCertificate('localhost', PAST, FUTURE);
const elsewhere = makeCertificate('elsewhere.test', PAST, FUTURE);
const expired = makeCertificate('localhost', PAST, new Date('2002-01-01'));
const client = makeCertificate('client.test', PAST, FUTURE);

/** Calls a TLS server that shows a certificate; gives the status, and the name in the client's certificate. */
async function callTls(
  shown: Certificate,
  tls: TlsOptions,
): Promise<{ status: number; clientName: string | undefined }> {
  let clientName: string | undefined;
  const server = createServer({ ...shown, requestCert: true, rejectUnauthorized: false }, (request, answer) => {
    const { CN } = (request.socket as TLSSocket).getPeerCertificate().subject ?? {};
    clientName = CN?.toString();
    answer.end('<reply/>');
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { transport, close } = createUndiciTransport({
    connectTimeoutMs: 2_000,
    connectionsMax: 1,
    replyBytesMax: 1_000,
    tls,
  });
  try {
    const { status } = await transport(
      transportRequest(`https://localhost:${(server.address() as AddressInfo).port}/`),
    );
    return { status, clientName };
  } finally {
    await close();
    server.close();
  }
}

describe('transport over TLS', () => {
  it('transport over TLS: a certificate of the given authority is trusted', async () => {
    expect(await callTls(good, { ca: good.cert })).toEqual({ status: 200, clientName: undefined });
  });

  it('transport over TLS: shows the client certificate', async () => {
    const tls = { ca: good.cert, ...clientCertificate(client.cert, client.key, undefined, new Date('2026-01-01')) };
    expect(await callTls(good, tls)).toEqual({ status: 200, clientName: 'client.test' });
  });

  it('transport over TLS: verification can be turned off by name', async () => {
    expect(await callTls(expired, { rejectUnauthorized: false })).toMatchObject({ status: 200 });
  });

  it.each<[string, Certificate, TlsOptions, string]>([
    ['of an unknown authority', good, {}, 'is not trusted'],
    ['for another host', elsewhere, { ca: elsewhere.cert }, 'is for another host'],
    ['that has expired', expired, { ca: expired.cert }, 'has expired'],
  ])('transport over TLS: a certificate %s stops the call before it is sent', async (_name, shown, tls, words) => {
    expect(await rejection(callTls(shown, tls))).toMatchObject({
      kind: 'unreachable',
      outcome: 'not-executed',
      message: expect.stringContaining(`its TLS certificate ${words}`),
    });
  });

  it('transport over TLS: a server that does not speak TLS is certain not to have executed anything', async () => {
    await using server = await startRawServer(always(200, ''), (socket) =>
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    const { transport, close } = createUndiciTransport({
      connectTimeoutMs: 2_000,
      connectionsMax: 1,
      replyBytesMax: 1,
    });
    const error = await rejection(transport(transportRequest(server.url.replace('http:', 'https:'))));
    await close();
    expect(error).toMatchObject({
      kind: 'unreachable',
      outcome: 'not-executed',
      message: expect.stringContaining('TLS'),
    });
  });
});
