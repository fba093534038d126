import { type Credential, credentialJson, credentialNumber, credentialXml } from './credentials.ts';

/** One thing that is timed: a request, the backend's reply, and what the caller must get. */
export interface BenchCase {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Path at the gateway. Its last segment chooses the canned reply. */
  readonly path: string;
  readonly requestJson?: object;
  /** The backend's envelope. */
  readonly reply: string;
  readonly status: number;
  readonly expected?: unknown;
  /** Connections that ask at a time. */
  readonly connections: number;
  /** Calls in place of a time: for replies so large that seconds say little. */
  readonly calls?: number;
}

const NAMESPACE = 'http://www.superoffice.net/ws/crm/NetServer/Services86';

/** All cases, smallest first. Sizes are bytes of the reply's envelope, nearly. */
export function benchCases(): BenchCase[] {
  return [
    saveCase(),
    listCase('1kb', 1_000, 16),
    listCase('10kb', 10_000, 16),
    listCase('100kb', 100_000, 8),
    listCase('1mb', 1_000_000, 4),
    { ...listCase('16mb', 16_000_000, 1), calls: 3 },
  ];
}

/** The credential that is saved, as the caller sends it. */
export const savedCredential: Credential = { ...credentialNumber(0), comment: 'R&D <internal>' };

function saveCase(): BenchCase {
  return {
    name: 'save',
    method: 'POST',
    path: '/users/me/credentials/save',
    requestJson: savedCredential,
    reply: envelope(`<SaveUntrustedCredentialsResponse xmlns="${NAMESPACE}"/>`),
    status: 204,
    connections: 16,
  };
}

function listCase(size: string, bytes: number, connections: number): BenchCase {
  const credentials: Credential[] = [];
  let carriers = '';
  for (let index = 0; index === 0 || carriers.length < bytes - 900; index += 1) {
    const credential = credentialNumber(index);
    credentials.push(credential);
    carriers += credentialXml(credential);
  }
  return {
    name: `list-${size}`,
    method: 'GET',
    path: `/users/me/credentials/list-${size}`,
    reply: envelope(
      `<GetUntrustedCredentialsResponse xmlns="${NAMESPACE}"><Response xmlns:i="http://www.w3.org/2001/XMLSchema-instance">` +
        `${carriers}</Response></GetUntrustedCredentialsResponse>`,
    ),
    status: 200,
    expected: credentials.map(credentialJson),
    connections,
  };
}

/** The envelope as WCF writes it, the header blocks of a success in front. */
function envelope(body: string): string {
  const block = (name: string, rest: string) => `<h:${name} xmlns:h="${NAMESPACE}"${rest}`;
  const nil = ' xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>';
  return (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>' +
    block('ExceptionInfo', nil) +
    block('ExtraInfo', nil) +
    block('Succeeded', '>true</h:Succeeded>') +
    block('TimeZone', nil) +
    `</s:Header><s:Body>${body}</s:Body></s:Envelope>`
  );
}
