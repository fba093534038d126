import type { Command } from 'commander';
import { defaultConfig } from '../config/defaults.ts';
import type { GatewayConfig } from '../config/gateway-config.ts';
import { loadConfig } from '../config/load.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Terminal } from './terminal.ts';

/** Where a command gets its contract from: a configuration file, or WSDLs. */
export interface SourceOptions {
  readonly config?: string;
  readonly wsdl?: readonly string[];
  readonly endpoint?: string;
  readonly portName?: string;
}

/** The configuration, or what is wrong with the command line or the file. */
export type ChosenConfig =
  | {
      readonly kind: 'config';
      readonly config: GatewayConfig;
      readonly diagnostics: readonly Diagnostic[];
      /** What was read, for watching; WSDLs not among them. */
      readonly files: readonly string[];
      /** Texts that must never be shown. */
      readonly secrets: readonly string[];
    }
  | { readonly kind: 'diagnostics'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'usage'; readonly message: string };

/** Adds the options that say where the contract comes from. */
export function addSourceOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'configuration file (YAML)')
    .option('-w, --wsdl <source>', 'WSDL: a file, a directory or a URL; may be repeated', collect)
    .option(
      '-e, --endpoint <url>',
      'address of the backend in place of that in the WSDL; ending in / it keeps the last segment',
    )
    .option('--port-name <name>', 'port to prefer where several bind one port type');
}

/** Each use of an option adds to it. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

/** What is wrong with a value by itself; undefined when nothing is. */
export function sourceMistake({ wsdl = [], endpoint, portName }: SourceOptions): string | undefined {
  if (wsdl.includes('')) return '--wsdl: a file, a directory or a URL is needed';
  if (portName === '') return '--port-name: the name of a port is needed';
  if (endpoint === undefined || (/^https?:\/\/./i.test(endpoint) && URL.canParse(endpoint))) return undefined;
  return `--endpoint ${endpoint}: a URL that starts with http:// or https:// is needed`;
}

/** Reads what the options name. Undefined when they name nothing. */
export async function chooseConfig(
  options: SourceOptions,
  { env }: Pick<Terminal, 'env'>,
): Promise<ChosenConfig | undefined> {
  const { config: file, wsdl, endpoint, portName } = options;
  const message = sourceMistake(options);
  if (message !== undefined) return { kind: 'usage', message };
  if (file !== undefined) {
    if (wsdl !== undefined || endpoint !== undefined || portName !== undefined) {
      return {
        kind: 'usage',
        message: '--config says where the WSDLs and backends are: leave out --wsdl, --endpoint and --port-name',
      };
    }
    const { config, diagnostics, secrets } = await loadConfig(file, env);
    return config === undefined
      ? { kind: 'diagnostics', diagnostics }
      : { kind: 'config', config, diagnostics, files: [file], secrets };
  }
  if (wsdl === undefined) {
    if (endpoint === undefined && portName === undefined) return undefined;
    return { kind: 'usage', message: '--wsdl is needed with --endpoint and --port-name' };
  }
  const config = defaultConfig(
    { wsdl, ...(endpoint === undefined ? {} : { endpoint }), ...(portName === undefined ? {} : { portName }) },
    env,
  );
  return { kind: 'config', config, diagnostics: [], files: [], secrets: [] };
}
