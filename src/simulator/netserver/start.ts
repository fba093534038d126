import { fileURLToPath } from 'node:url';
import { collectDiagnostics, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { loadDefinitions } from '../../wsdl/load.ts';
import type { Definitions } from '../../wsdl/model/service.ts';
import { compileEndpoints } from '../compile-endpoints.ts';
import type { Misbehave } from '../misbehaviour.ts';
import { wcfFailure } from '../request-failure.ts';
import { type ObservedExchange, startSoapServer } from '../soap-server.ts';
import { answerNetServerCall, type ExecutedCall } from './answer.ts';
import { type Associate, demoAssociates } from './associates.ts';
import { createCredentialStore } from './credential-store.ts';
import { createTickets } from './tickets.ts';

/** The agents' WSDLs, from `src/` and from `dist/` alike: they are shipped where they are written. */
const WSDL_DIRECTORY = new URL('../../../src/simulator/netserver/wsdl/', import.meta.url);
const AGENTS = ['User', 'SoPrincipal'];

/** Executed calls that are remembered. */
const CALLS_MAX = 10_000;

/** How the simulator differs from the one that `npm start` runs. */
export interface NetServerSimulatorOptions {
  /** Default: {@link demoAssociates}. */
  readonly associates?: readonly Associate[];
  /** What the block `ApplicationToken` must hold; not checked by default, as on premises. */
  readonly applicationToken?: string;
  /** User names by the access token that signs them in. */
  readonly accessTokens?: Readonly<Record<string, string>>;
  /** Milliseconds of a clock; tickets expire by it. */
  readonly now?: () => number;
  readonly misbehave?: Misbehave;
  readonly host?: string;
  readonly port?: number;
  readonly observe?: (exchange: ObservedExchange) => void;
}

/** A NetServer that listens and keeps its state until it is closed. */
export interface NetServerSimulator extends AsyncDisposable {
  /** `http://127.0.0.1:41873`. */
  readonly url: string;
  /** What `--endpoint` takes: the path of the services, ending in `/`. */
  readonly endpoint: string;
  /** Files of the WSDLs. */
  readonly wsdls: readonly string[];
  readonly serviceCount: number;
  readonly operationCount: number;
  /** Operations that were executed, oldest first, at most the last ten thousand. */
  readonly calls: readonly ExecutedCall[];
  /** Makes every ticket invalid at once. */
  revokeTickets(): void;
  close(): Promise<void>;
}

/** Files of the WSDLs that the simulator answers by: enough to know its contract without starting it. */
export function netServerWsdls(): readonly string[] {
  return AGENTS.map((agent) => fileURLToPath(new URL(`${agent}.wsdl`, WSDL_DIRECTORY)));
}

/** Starts the stateful simulator: User and SoPrincipal of NetServer's Services86. */
export async function startNetServerSimulator(options: NetServerSimulatorOptions = {}): Promise<NetServerSimulator> {
  const wsdls = netServerWsdls();
  const definitions = await Promise.all(wsdls.map(load));
  const endpoints = await compileEndpoints(definitions);
  const state = {
    associates: options.associates ?? demoAssociates,
    tickets: createTickets(options.now ?? (() => performance.now())),
    credentials: createCredentialStore(),
    accessTokens: options.accessTokens ?? {},
  };
  const calls: ExecutedCall[] = [];
  const executed = (call: ExecutedCall) => {
    if (calls.push(call) > CALLS_MAX) calls.shift();
  };
  const { host, port, misbehave, observe, applicationToken } = options;
  const server = await startSoapServer({
    endpoints,
    answer: (call) => answerNetServerCall(call, state, { applicationToken }, executed),
    renderFailure: wcfFailure,
    dispatchBy: 'action',
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(misbehave === undefined ? {} : { misbehave }),
    ...(observe === undefined ? {} : { observe }),
  });
  return {
    ...server,
    endpoint: `${server.url}/Remote/Services86/`,
    wsdls,
    serviceCount: definitions.length,
    operationCount: endpoints.reduce((count, { operations }) => count + operations.length, 0),
    calls,
    revokeTickets: () => state.tickets.revokeAll(),
  };
}

/** @throws {DiagnosticError} when the package is broken: the WSDLs are its own */
async function load(file: string): Promise<Definitions> {
  const sink = collectDiagnostics();
  const definitions = await loadDefinitions(file, {}, sink);
  if (definitions === undefined || sink.hasErrors) throw new DiagnosticError(sink.diagnostics);
  return definitions;
}
