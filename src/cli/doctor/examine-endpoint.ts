import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls, type PeerCertificate } from 'node:tls';
import type { TlsConfig } from '../../config/gateway-config.ts';
import type { Finding } from './finding.ts';

/** Difference of clocks that tickets and signatures suffer from, in milliseconds. */
const SKEW_MAX_MS = 60_000;
/** A certificate that ends sooner is worth a note. */
const CERTIFICATE_SOON_MS = 21 * 86_400_000;

/**
 * Examines the way to a backend, step by step: name, connection, TLS, an HTTP answer, the clock. A step that fails ends it,
 * for those after it would only say the same again. No operation is called.
 * @param timeoutMs - for each step
 */
export async function examineEndpoint(address: string, tls: TlsConfig, timeoutMs: number): Promise<readonly Finding[]> {
  if (!URL.canParse(address)) {
    const remedy = 'give the endpoint of the backend: endpoint: in the configuration, or --endpoint';
    return [{ level: 'problem', subject: 'address', message: `"${address}" is not a URL`, remedy }];
  }
  const url = new URL(address);
  const findings: Finding[] = [];
  const steps = [
    examineName,
    examineConnection,
    ...(url.protocol === 'https:' ? [examineCertificate] : []),
    examineAnswer,
  ];
  for (const step of steps) {
    const found = await step(url, tls, timeoutMs);
    findings.push(...found);
    if (found.some(({ level }) => level === 'problem')) break;
  }
  return findings;
}

type Examine = (url: URL, tls: TlsConfig, timeoutMs: number) => Promise<readonly Finding[]>;

const examineName: Examine = async ({ hostname }) => {
  try {
    const { address } = await lookup(hostname.replace(/^\[|\]$/g, ''));
    return [{ level: 'ok', subject: 'name', message: `${hostname} is ${address}` }];
  } catch (error) {
    const remedy = 'check the spelling of the host, the DNS server, and the search domain of the container';
    return [{ level: 'problem', subject: 'name', message: `${hostname} has no address (${codeOf(error)})`, remedy }];
  }
};

const examineConnection: Examine = async (url, _tls, timeoutMs) => {
  const { hostname, port } = place(url);
  const socket = connectTcp({ host: hostname, port });
  try {
    await within(once(socket, 'connect'), timeoutMs);
    return [{ level: 'ok', subject: 'connection', message: `port ${port} accepts connections` }];
  } catch (error) {
    const remedy =
      'check the port, the firewall and network policies between here and there, and that the backend runs';
    return [
      { level: 'problem', subject: 'connection', message: `port ${port} cannot be reached (${codeOf(error)})`, remedy },
    ];
  } finally {
    socket.destroy();
  }
};

const examineCertificate: Examine = async (url, tls, timeoutMs) => {
  const { verify, ...pem } = tls;
  const { hostname, port } = place(url);
  const servername = /^[\d.]+$|:/.test(hostname) ? {} : { servername: hostname };
  const socket = connectTls({ host: hostname, port, ...servername, ...pem, rejectUnauthorized: false });
  try {
    await within(once(socket, 'secureConnect'), timeoutMs);
    const findings: Finding[] = [];
    const reason = socket.authorizationError as unknown;
    if (!socket.authorized) {
      findings.push({
        level: verify ? 'problem' : 'note',
        subject: 'tls',
        message: `the certificate is not trusted (${codeOf(reason)})${verify ? '' : ', and verification is turned off'}`,
        remedy: 'set tls.ca of the backend to the authority that issued it, or have the certificate corrected',
      });
    }
    return [...findings, ...examineValidity(socket.getPeerCertificate())];
  } catch (error) {
    const remedy =
      'check that the port speaks TLS, and whether the backend wants a client certificate (tls.cert, tls.key)';
    return [{ level: 'problem', subject: 'tls', message: `no TLS connection (${codeOf(error)})`, remedy }];
  } finally {
    socket.destroy();
  }
};

function examineValidity({ valid_to: validTo }: PeerCertificate): readonly Finding[] {
  const leftMs = Date.parse(validTo) - Date.now();
  if (Number.isNaN(leftMs)) return [];
  const day = new Date(Date.parse(validTo)).toISOString().slice(0, 10);
  if (leftMs > CERTIFICATE_SOON_MS)
    return [{ level: 'ok', subject: 'tls', message: `the certificate is valid until ${day}` }];
  const remedy = 'have the certificate renewed';
  return leftMs > 0
    ? [{ level: 'note', subject: 'tls', message: `the certificate ends soon, on ${day}`, remedy }]
    : [{ level: 'problem', subject: 'tls', message: `the certificate has ended on ${day}`, remedy }];
}

const examineAnswer: Examine = async (url, { verify, ...pem }, timeoutMs) => {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = send(url, { method: 'GET', ...pem, rejectUnauthorized: verify, agent: false });
  request.end();
  try {
    const [response] = (await within(once(request, 'response'), timeoutMs)) as [IncomingMessage];
    response.resume();
    return [examineStatus(response.statusCode ?? 0), ...examineClock(response.headers.date)];
  } catch (error) {
    const remedy = 'the port is open but no HTTP comes back: check that it is the right one, and look at the backend';
    return [{ level: 'problem', subject: 'answer', message: `no HTTP answer (${codeOf(error)})`, remedy }];
  } finally {
    request.destroy();
  }
};

/** GET is no call, so many answers are well; 404 is not. */
function examineStatus(status: number): Finding {
  if (status !== 404) return { level: 'ok', subject: 'answer', message: `HTTP answers come back (status ${status})` };
  const remedy = 'compare the path with the address in the WSDL; an endpoint that ends in / keeps its last segment';
  return { level: 'note', subject: 'answer', message: 'status 404: nothing seems to be at this path', remedy };
}

function examineClock(date: string | undefined): readonly Finding[] {
  const skewMs = Date.parse(date ?? '') - Date.now();
  if (Number.isNaN(skewMs)) return [];
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= SKEW_MAX_MS)
    return [{ level: 'ok', subject: 'clock', message: `clocks differ by ${seconds} s` }];
  const message = `the backend's clock is ${seconds} s ${skewMs > 0 ? 'ahead' : 'behind'}`;
  return [
    {
      level: 'problem',
      subject: 'clock',
      message,
      remedy: 'synchronise both clocks (NTP); signatures and tickets depend on them',
    },
  ];
}

function place({ protocol, hostname, port }: URL): { readonly hostname: string; readonly port: number } {
  const usual = protocol === 'https:' ? 443 : 80;
  return { hostname: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
}

async function within<Value>(promise: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('timeout'), { code: `no answer in ${timeoutMs} ms` })),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
