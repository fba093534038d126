import { InvalidArgumentError, Option } from 'commander';
import type { DefineCommand } from '../main.ts';
import { serveConfig, withOverrides } from '../serve-gateway.ts';
import { addSourceOptions, chooseConfig, type SourceOptions } from '../source-options.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

interface ServeOptions extends SourceOptions {
  readonly port?: number;
  readonly host?: string;
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly pretty?: true;
  readonly modelCache?: string;
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** `soapstone serve`: runs until it is told to stop. */
export const defineServe: DefineCommand = (command, terminal, end) => {
  addSourceOptions(command)
    .option('-p, --port <number>', 'port to listen on; 0: the system chooses', parsePort)
    .option('--host <address>', 'address to listen on')
    .addOption(new Option('--log-level <level>', 'what is logged').choices(LEVELS))
    .option('--pretty', 'log for people instead of JSON')
    .option('--model-cache <folder>', 'keep what the WSDLs compile to there, for the next start')
    .action(async (options: ServeOptions) => end(await serve(options, terminal)));
};

async function serve(options: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  const { PORT } = terminal.env;
  if (options.port === undefined && PORT !== undefined && PORT !== '' && !isPort(PORT)) {
    terminal.complain(`error: the environment variable PORT is "${PORT}": a number from 0 to 65535 is needed\n`);
    return 2;
  }
  const choose = async () => {
    const chosen = await chooseConfig(options, terminal);
    return chosen?.kind === 'config' ? { ...chosen, config: withOverrides(chosen.config, options) } : chosen;
  };
  const chosen = await choose();
  if (chosen?.kind === 'usage') {
    terminal.complain(`error: ${chosen.message}\n`);
    return 2;
  }
  if (chosen === undefined) return (await import('../serve-embedded.ts')).serveEmbedded(options, terminal);
  return serveConfig(chosen, choose, terminal);
}

function parsePort(text: string): number {
  if (!isPort(text)) throw new InvalidArgumentError('a number from 0 to 65535 is needed.');
  return Number(text);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}
