import { isDeepStrictEqual } from 'node:util';
import type { GatewayConfig } from '../config/gateway-config.ts';

/** Settings of the sockets and of what stands before the routes: they are read once, when the process starts. */
const AT_START = [
  'listen',
  'metrics',
  'server',
  'rateLimit',
  'idempotency',
  'redis',
  'corsOrigins',
  'trustProxy',
  'log',
  'tracing',
] as const satisfies readonly (keyof GatewayConfig)[];

/** Names of the settings that a reload would change if it could. */
export function settingsThatNeedRestart(running: GatewayConfig, next: GatewayConfig): readonly string[] {
  const changed: string[] = AT_START.filter((name) => !isDeepStrictEqual(running[name], next[name]));
  return running.limits.requestBodyBytes === next.limits.requestBodyBytes
    ? changed
    : [...changed, 'limits.requestBody'];
}
