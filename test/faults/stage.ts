import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename } from 'node:path';
import { netServerWsdls } from '../../src/simulator/netserver/start.ts';
import { makeCertificate } from '../soap/make-certificate.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';
import { type HostileBackend, startHostileBackend } from './hostile-backend.ts';
import { ledgerWsdl } from './ledger.ts';

/** A gateway and the backends behind it, all on real sockets. */
export interface Stage extends AsyncDisposable {
  readonly gateway: GatewayProcess;
  /** Behind the services `Ledger` and `Hasty`, which waits 0.3 s, and behind NetServer's services. */
  readonly backend: HostileBackend;
  /** Behind the services `Expired`, `Elsewhere` and `Handshake`; they speak TLS, or begin to. */
  readonly others: readonly HostileBackend[];
  /** What must not leave the gateway. */
  readonly addresses: readonly string[];
}

const DAY_MS = 86_400_000;

/** Milliseconds for which the breaker stays open. */
export const BREAKER_OPEN_MS = 1000;

/** Settings of the backends: retries are quick, and the breaker, which has tests of its own, opens only when everything fails. */
const SETTINGS = `profile: none
    timeouts: { total: 20s, operations: { "Hasty.*": { headers: 300ms, body: 300ms } } }
    retry: { attempts: 3, delay: 10ms, delayMax: 50ms }
    circuitBreaker: { failureShare: 1, window: 500, callsMin: 500, open: ${BREAKER_OPEN_MS}ms }`;

/** Starts it. @param more - settings beside `backends`, as YAML */
export async function startStage(main: string, more = ''): Promise<Stage> {
  const now = Date.now();
  const [backend, expired, elsewhere, handshake] = await Promise.all([
    startHostileBackend(),
    startHostileBackend(makeCertificate('localhost', new Date(now - 9 * DAY_MS), new Date(now - DAY_MS))),
    startHostileBackend(makeCertificate('elsewhere.example', new Date(now - DAY_MS), new Date(now + DAY_MS))),
    startHostileBackend(),
  ]);
  handshake.misbehave = { onConnection: (socket) => socket.resetAndDestroy() };
  const services: readonly (readonly [string, string])[] = [
    ['Ledger', `http://127.0.0.1:${backend.port}/ledger`],
    ['Hasty', `http://127.0.0.1:${backend.port}/hasty`],
    ['Refused', `http://127.0.0.1:${await unusedPort()}/ledger`],
    ['Unresolvable', 'http://backend.invalid/ledger'],
    ['Expired', `https://localhost:${expired.port}/ledger`],
    ['Elsewhere', `https://localhost:${elsewhere.port}/ledger`],
    ['Handshake', `https://localhost:${handshake.port}/ledger`],
  ];
  const config = `listen: { host: 127.0.0.1, port: 0 }
rateLimit: off
limits: { reply: 16MiB }
services: { expose: ["*"] }
server: { headersTimeout: 1s, requestTimeout: 2s, drain: 10s }
backends:
${services.map(([name, endpoint]) => backendYaml(name, endpoint)).join('\n')}
  crm:
    wsdl: [User.wsdl, SoPrincipal.wsdl]
    endpoint: http://127.0.0.1:${backend.port}/crm/
    ${SETTINGS.replace('profile: none', 'profile: { signIn: optional }')}
routes:
${services.map(([name]) => `  - { selector: ${name}.Read, get: "/${name}/{key}", safe: true }`).join('\n')}
${more}
`;
  const files = Object.fromEntries([
    ...services.map(([name]) => [`${name}.wsdl`, ledgerWsdl(name)] as const),
    ...netServerWsdls().map((file) => [basename(file), readFileSync(file, 'utf8')] as const),
  ]);
  const gateway = await startGatewayProcess(main, config, files);
  const others = [expired, elsewhere, handshake];
  return {
    gateway,
    backend,
    others,
    addresses: [...services.map(([, endpoint]) => new URL(endpoint).host), 'backend.invalid', 'elsewhere.example'],
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      for (const each of [backend, ...others]) await each.stop();
    },
  };
}

function backendYaml(name: string, endpoint: string): string {
  return `  ${name}:\n    wsdl: ${name}.wsdl\n    endpoint: ${endpoint}\n    ${SETTINGS}`;
}

/** A port on which nobody listens. */
function unusedPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
