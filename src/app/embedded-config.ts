import type { GatewayConfig } from '../config/gateway-config.ts';
import { type Environment, readConfig } from '../config/load.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';

/** Where a simulated NetServer is, and the WSDLs it answers by. */
export interface EmbeddedBackend {
  /** Ends in `/`. */
  readonly endpoint: string;
  readonly wsdls: readonly string[];
}

/** The configuration of `npm start`: a simulated NetServer, its curated routes, and every operation as it is. */
export function embeddedConfig({ endpoint, wsdls }: EmbeddedBackend, env: Environment): GatewayConfig {
  // JSON is YAML.
  const file = JSON.stringify({
    backends: { superoffice: { wsdl: wsdls, endpoint, profile: { name: 'superoffice', signIn: 'required' } } },
    services: { expose: ['*'] },
    dryRun: true,
  });
  const { config, diagnostics } = readConfig(file, '(embedded)', env);
  if (config === undefined) throw new DiagnosticError(diagnostics);
  return config;
}
