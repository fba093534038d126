import { startGateway } from '../../src/app.ts';
import { type Environment, readConfig } from '../../src/config/load.ts';
import { createMetrics } from '../../src/observability/instruments.ts';
import { createLogTo } from '../../src/observability/logger.ts';
import {
  type NetServerSimulator,
  type NetServerSimulatorOptions,
  startNetServerSimulator,
} from '../../src/simulator/netserver/start.ts';

/** What a caller got. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined when there is no body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly json: any;
}

/** A request as these tests write it. */
export interface SentRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, text as it is. */
  readonly body?: unknown;
}

/** Everything at once: the simulator, the gateway before it on a real socket, and what it says. */
export interface SuperofficeGateway extends AsyncDisposable {
  readonly url: string;
  readonly simulator: NetServerSimulator;
  send(method: string, path: string, request?: SentRequest): Promise<Answer>;
  /** Signs in and gives the header that goes with further requests. */
  signIn(userName?: string): Promise<{ readonly authorization: string }>;
  metrics(): Promise<string>;
  /** Lines of the log so far. */
  readonly log: readonly string[];
}

/** How it is set up. */
export interface GatewaySetup {
  readonly simulator?: NetServerSimulatorOptions;
  /** Settings of the backend beside its WSDLs and endpoint, as YAML flow members: `retry: { attempts: 1 }`. */
  readonly backend?: string;
  /** Settings of the file beside `backends` and `listen`, as YAML. */
  readonly settings?: string;
  readonly env?: Environment;
  /** Absent: one of its own. */
  readonly before?: NetServerSimulator;
  /** Other WSDLs and another backend than the simulator's. */
  readonly wsdls?: readonly string[];
  readonly endpoint?: string;
}

/** Starts it, on ports that the system chooses. */
export async function startSuperofficeGateway(setup: GatewaySetup = {}): Promise<SuperofficeGateway> {
  const simulator = setup.before ?? (await startNetServerSimulator(setup.simulator));
  const { wsdls = simulator.wsdls, endpoint = simulator.endpoint } = setup;
  const backend = setup.backend === undefined ? '' : `, ${setup.backend}`;
  const yaml = `
listen: { host: 127.0.0.1, port: 0 }
backends:
  superoffice: { wsdl: ${JSON.stringify(wsdls)}, endpoint: "${endpoint}"${backend} }
${setup.settings ?? ''}
`;
  const { config, diagnostics, secrets } = readConfig(yaml, '/test/soapstone.yaml', setup.env ?? {});
  if (config === undefined) throw new Error(JSON.stringify(diagnostics));
  const log: string[] = [];
  const metrics = createMetrics({ version: '1', revision: 'r' }, false);
  const started = await startGateway(config, {
    metrics,
    log: createLogTo({ level: 'trace', pretty: false }, { write: (line) => void log.push(line) }),
    version: '0.0.0',
    secrets,
  });
  const { gateway } = started;
  if (gateway === undefined) throw new Error(JSON.stringify(started.diagnostics));
  const send = async (method: string, path: string, { headers = {}, body }: SentRequest = {}): Promise<Answer> => {
    const response = await fetch(`${gateway.url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  return {
    url: gateway.url,
    simulator,
    log,
    send,
    async signIn(userName = 'demo') {
      const { json } = await send('POST', '/sessions', { body: { userName, password: userName } });
      return { authorization: `Bearer ${json.ticket}` };
    },
    metrics: async () => (await metrics.render()).text,
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      if (setup.before === undefined) await simulator.close();
    },
  };
}

/** `Authorization: Basic`. */
export function basic(userName: string, password: string): { readonly authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}` };
}
