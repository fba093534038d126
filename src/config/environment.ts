import type { GatewayConfig } from './gateway-config.ts';

/** `PORT` and `HOST` of the environment win over the configuration. What cannot be a port is passed over: `serve` refuses it. */
export function applyEnvironment(
  config: GatewayConfig,
  env: Readonly<Record<string, string | undefined>>,
): GatewayConfig {
  const port = /^\d{1,5}$/.test(env.PORT ?? '') ? Number(env.PORT) : config.listen.port;
  return {
    ...config,
    listen: { host: env.HOST || config.listen.host, port: port <= 65_535 ? port : config.listen.port },
  };
}
