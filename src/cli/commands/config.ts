import { randomBytes } from 'node:crypto';
import { loadContract } from '../../app/contract.ts';
import { profiles } from '../../app/create-app.ts';
import { hashApiKey } from '../../auth/inbound/api-key.ts';
import { configJsonSchema } from '../../config/json-schema.ts';
import { loadConfig } from '../../config/load.ts';
import { showConfig } from '../../config/show.ts';
import type { DefineCommand } from '../main.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { countServed } from '../serve-gateway.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

interface FileOption {
  readonly config: string;
}

/** `soapstone config check | show | schema | api-key`: 2 when the configuration has a mistake. */
export const defineConfig: DefineCommand = (command, terminal, end) => {
  const withFile = (name: string, description: string) =>
    command.command(name).description(description).requiredOption('-c, --config <file>', 'configuration file (YAML)');
  withFile('check', 'check the file, its WSDLs and its routes; nothing is called').action(async (options: FileOption) =>
    end(await check(options, terminal)),
  );
  withFile('show', 'print what is in effect, defaults included, secrets masked').action(async (options: FileOption) =>
    end(await show(options, terminal)),
  );
  command
    .command('schema')
    .description('print the JSON Schema of the file, for editors')
    .action(() => terminal.print(`${JSON.stringify(configJsonSchema(), undefined, 2)}\n`));
  command
    .command('api-key')
    .description('make a random API key and the hash that the configuration holds')
    .option('--hash', 'hash the key on standard input instead')
    .option('--json', 'print JSON')
    .action(async (options: KeyOptions) => end(await printApiKey(options, terminal)));
};

interface KeyOptions {
  readonly hash?: true;
  readonly json?: true;
}

/** Bytes of a random key: far beyond guessing, so that a fast hash of it is safe to keep. */
const KEY_BYTES = 32;

async function printApiKey({ hash, json }: KeyOptions, terminal: Terminal): Promise<ExitCode> {
  const given = hash === true ? (await terminal.readInput()).trim() : undefined;
  if (given === '') {
    terminal.complain('error: there is no key on standard input\n');
    return 2;
  }
  const key = given ?? randomBytes(KEY_BYTES).toString('base64url');
  const sha256 = hashApiKey(key);
  if (json === true) terminal.print(`${JSON.stringify(given === undefined ? { key, sha256 } : { sha256 })}\n`);
  else if (given !== undefined) terminal.print(`${sha256}\n`);
  else
    terminal.print(
      `key     ${key}\nsha256  ${sha256}\n\nThe caller gets the key, auth.apiKeys.keys the hash; the key is not kept.\n`,
    );
  return 0;
}

async function check({ config: file }: FileOption, terminal: Terminal): Promise<ExitCode> {
  const { config, diagnostics } = await loadConfig(file, terminal.env);
  const loaded = config === undefined ? { diagnostics: [] } : await loadContract(config, { profiles });
  terminal.complain(reportDiagnostics([...diagnostics, ...loaded.diagnostics]));
  if (!('contract' in loaded) || loaded.contract === undefined) return 2;
  const { contract } = loaded;
  terminal.print(`${file} is in order: ${countServed(contract)}, ${contract.rules.length} routes\n`);
  return 0;
}

async function show({ config: file }: FileOption, terminal: Terminal): Promise<ExitCode> {
  const { config, diagnostics, secrets } = await loadConfig(file, terminal.env);
  terminal.complain(reportDiagnostics(diagnostics));
  if (config === undefined) return 2;
  terminal.print(showConfig(config, secrets));
  return 0;
}
