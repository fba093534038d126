import { connect } from 'node:net';
import type { GatewayConfig } from '../../src/config/gateway-config.ts';
import { readConfig } from '../../src/config/load.ts';
import type { HandleExchange } from '../../src/gateway/exchange.ts';
import { bornClasses } from '../../src/http/born-classes.ts';
import { type ApplicationOptions, createApplication } from '../../src/http/express/application.ts';
import { healthRoutes } from '../../src/http/own/health.ts';
import { metricsRoute } from '../../src/http/own/metrics.ts';
import { problemRoutes } from '../../src/http/own/problems.ts';
import { withOwnRoutes } from '../../src/http/own-route.ts';
import { type RunningServer, startServer } from '../../src/http/server.ts';
import { createHealth, type Health } from '../../src/observability/health.ts';
import { createMetrics, type Metrics } from '../../src/observability/instruments.ts';
import { createLogTo } from '../../src/observability/logger.ts';

/** The HTTP side on a real socket, around an exchange that a test makes. */
export interface GatewayOverHttp {
  readonly server: RunningServer;
  readonly url: string;
  readonly metrics: Metrics;
  readonly health: Health;
  /** Lines of the log so far, parsed. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** Configuration from the text of a file. */
export function configOf(yaml: string): GatewayConfig {
  const { config, diagnostics } = readConfig(`backends: {}\n${yaml}`, '/test/soapstone.yaml', {});
  if (config === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return config;
}

/** Starts it on a port that the system chooses. @param yaml - settings that differ from the defaults */
export async function startOverHttp(
  exchange: HandleExchange,
  yaml = '',
  own: Partial<ApplicationOptions> = {},
): Promise<GatewayOverHttp> {
  const config = configOf(yaml);
  const metrics = createMetrics({ version: '0.0.0', revision: 'test' }, false);
  const health = createHealth();
  health.set('ready');
  const lines: Readonly<Record<string, unknown>>[] = [];
  const log = createLogTo({ level: 'info', pretty: false }, { write: (line) => void lines.push(JSON.parse(line)) });
  const routes = [...healthRoutes(health), metricsRoute(metrics), ...problemRoutes()];
  const served = withOwnRoutes(exchange, routes);
  const application = createApplication({
    current: () => served,
    config,
    instruments: metrics.instruments,
    log,
    isDraining: () => health.state === 'draining',
    tracing: undefined,
    secrets: () => ['configured-token'],
    ...own,
  });
  const at = { host: '127.0.0.1', port: 0 };
  const server = await startServer(application, at, config.server, bornClasses(application));
  return { server, url: server.url, metrics, health, lines };
}

/** Sends bytes as they are and gives all that comes back until the server closes. */
export function sendRaw(port: number, text: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
