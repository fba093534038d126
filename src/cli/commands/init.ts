import { access, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { loadContract } from '../../app/contract.ts';
import { profiles } from '../../app/create-app.ts';
import { readConfig } from '../../config/load.ts';
import { cannotWrite } from '../cannot-write.ts';
import { renderFirstConfig } from '../init/render-config.ts';
import { type RouteFamily, suggestRoutes } from '../init/suggest-routes.ts';
import type { DefineCommand } from '../main.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { chooseConfig, collect } from '../source-options.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

interface InitOptions {
  readonly wsdl?: readonly string[];
  readonly endpoint?: string;
  readonly out: string;
  readonly force?: true;
  readonly json?: true;
}

/** `soapstone init`: asks nothing, writes a configuration that has been checked, and says what to do next. */
export const defineInit: DefineCommand = (command, terminal, end) => {
  command
    .argument('[wsdl...]', 'the same as --wsdl')
    .option('-w, --wsdl <source>', 'WSDL: a file, a directory or a URL; may be repeated', collect)
    .option('-e, --endpoint <url>', 'address of the backend in place of that in the WSDL')
    .option('-o, --out <file>', 'configuration file to write; - for standard output', 'soapstone.yaml')
    .option('--force', 'replace the file when it is there')
    .option('--json', 'say what was written as JSON')
    .action(async (sources: readonly string[], options: InitOptions) => {
      end(await init([...sources, ...(options.wsdl ?? [])], options, terminal));
    });
};

async function init(wsdl: readonly string[], options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const { endpoint, out, force, json } = options;
  const source = { ...(wsdl.length === 0 ? {} : { wsdl }), ...(endpoint === undefined ? {} : { endpoint }) };
  const chosen = await chooseConfig(source, terminal);
  if (chosen?.kind !== 'config') {
    terminal.complain(`error: ${chosen?.kind === 'usage' ? chosen.message : 'give --wsdl'}\n`);
    return 2;
  }
  if (out !== '-' && !force && (await exists(out))) {
    terminal.complain(`error: ${out} is there already; --force replaces it\n`);
    return 2;
  }
  const { contract, diagnostics } = await loadContract(chosen.config, { profiles });
  terminal.complain(reportDiagnostics(diagnostics));
  if (contract === undefined) return 2;
  const { operations, rules, definitions } = contract;
  const declared = rules.filter(({ path }) => !path.startsWith('/services/'));
  const ports = definitions.flatMap(({ services }) => services.flatMap((service) => service.ports));
  const families = suggestRoutes(operations, declared);
  const text = renderFirstConfig({
    wsdl: wsdl.map((source) => relativeTo(out, source)),
    endpoint,
    addresses: [...new Set(ports.flatMap(({ address }) => (address ? [address] : [])))],
    headerBlocks: [...new Set(operations.flatMap(({ codec }) => codec.inputHeaders.map(({ name }) => name)))],
    families,
    operationCount: operations.length,
  });
  const wrong = await check(text, out, terminal);
  if (wrong !== undefined) return wrong;
  if (out === '-') terminal.print(text);
  else {
    try {
      await writeFile(out, text);
    } catch (error) {
      return cannotWrite(out, error, terminal);
    }
    const written = json ? summaryJson(out, operations.length, families) : summary(out, operations.length, families);
    terminal.print(written);
  }
  return 0;
}

/** The file as it will be read. @returns an exit code when something is wrong with it */
async function check(text: string, out: string, terminal: Terminal): Promise<ExitCode | undefined> {
  const file = out === '-' ? 'soapstone.yaml' : out;
  const { config, diagnostics } = readConfig(text, file, terminal.env);
  const loaded = config === undefined ? { diagnostics: [] } : await loadContract(config, { profiles });
  if ('contract' in loaded && loaded.contract !== undefined) return undefined;
  terminal.complain(reportDiagnostics([...diagnostics, ...loaded.diagnostics]));
  return 2;
}

function summary(out: string, operationCount: number, families: readonly RouteFamily[]): string {
  const routes = families.flatMap((family) => family.routes);
  const lines = [
    `${out}: ${counted(operationCount, 'operation')}, ${counted(routes.length, 'route')} suggested for ${counted(families.length, 'resource')}`,
    ...routes.map(({ method, path, selector }) => `  ${method.padEnd(6)} ${path}  ${selector}`),
    '',
    `next: soapstone serve --config ${out}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** {@link summary} as data. */
function summaryJson(file: string, operations: number, families: readonly RouteFamily[]): string {
  const routes = families
    .flatMap((family) => family.routes)
    .map(({ method, path, selector }) => ({ method, path, selector }));
  const next = `soapstone serve --config ${file}`;
  return `${JSON.stringify({ file, operations, routes, next }, undefined, 2)}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Paths in a configuration file are relative to it. */
function relativeTo(out: string, source: string): string {
  if (/^https?:/i.test(source) || isAbsolute(source) || out === '-') return source;
  return relative(dirname(resolve(out)), resolve(source)).replaceAll('\\', '/');
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
