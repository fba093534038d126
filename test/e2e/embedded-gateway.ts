import { embeddedConfig } from '../../src/app/embedded-config.ts';
import { type RunningGateway, startGateway } from '../../src/app.ts';
import type { GatewayConfig } from '../../src/config/gateway-config.ts';
import { demoRoutes } from '../../src/http/own/demo.ts';
import type { OwnRoute } from '../../src/http/own-route.ts';
import { createMetrics } from '../../src/observability/instruments.ts';
import { createLogTo } from '../../src/observability/logger.ts';
import { startNetServerSimulator } from '../../src/simulator/netserver/start.ts';

/** What `npm start` runs, within the test's own process. */
export interface EmbeddedGateway {
  readonly gateway: RunningGateway;
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the gateway and the simulated NetServer behind it. @param own - settings that differ */
export async function startEmbeddedGateway(own: Partial<GatewayConfig> = {}): Promise<EmbeddedGateway> {
  const simulator = await startNetServerSimulator();
  const config = { ...embeddedConfig(simulator, {}), listen: { host: '127.0.0.1', port: 0 }, ...own };
  const gateway = await startQuietly(config, demoRoutes());
  return {
    gateway,
    url: gateway.url,
    close: async () => {
      await gateway.stop();
      await simulator.close();
    },
  };
}

/** Starts a gateway that logs nowhere. */
export async function startQuietly(
  config: GatewayConfig,
  ownRoutes: readonly OwnRoute[] = [],
): Promise<RunningGateway> {
  const metrics = createMetrics({ version: '0.1.0', revision: 'test' }, false);
  const log = createLogTo({ level: 'silent', pretty: false }, { write: () => undefined });
  const { gateway, diagnostics } = await startGateway(config, { metrics, log, version: '0.1.0', ownRoutes });
  if (gateway === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return gateway;
}
