import { applyEnvironment } from './environment.ts';
import type { GatewayConfig } from './gateway-config.ts';
import { configSchema } from './schema.ts';
import { toGatewayConfig } from './to-gateway-config.ts';

/** What `serve --wsdl` is given. */
export interface CommandLineBackend {
  /** Files, directories and URLs. */
  readonly wsdl: readonly string[];
  readonly endpoint?: string;
  readonly portName?: string;
}

/** The configuration without a file: one backend, every operation exposed, no rate limit, sign-in left to the backend. */
export function defaultConfig(
  backend: CommandLineBackend,
  env: Readonly<Record<string, string | undefined>>,
): GatewayConfig {
  const location = { file: '(command line)', line: 1, column: 1 };
  const file = configSchema.parse({
    backends: {
      backend: { ...backend, wsdl: [...backend.wsdl], profile: { signIn: 'optional', revealSecrets: 'services' } },
    },
    services: { expose: ['*'] },
    rateLimit: 'off', // nobody has asked for a limit
  });
  const everywhere = { ofValue: () => location, ofKey: () => location };
  return applyEnvironment(toGatewayConfig(file, 'soapstone.yaml', everywhere), env);
}
