import { loadContract } from '../../app/contract.ts';
import { profiles } from '../../app/create-app.ts';
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

/** `soapstone config check | show | schema`: 2 when the configuration has a mistake. */
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
};

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
