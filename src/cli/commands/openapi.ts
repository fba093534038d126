import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { type Contract, loadContract } from '../../app/contract.ts';
import { profiles } from '../../app/create-app.ts';
import { embeddedConfig } from '../../app/embedded-config.ts';
import { openApiDocument } from '../../app/openapi-document.ts';
import { readBuildInfo } from '../../observability/build-info.ts';
import { compareDocuments, renderDifferences } from '../../openapi/compare.ts';
import type { OpenApiDocument } from '../../openapi/model.ts';
import { atOnce } from '../../openapi/steps.ts';
import { writeOpenApiJson, writeOpenApiYaml } from '../../openapi/write.ts';
import { netServerWsdls } from '../../simulator/netserver/start.ts';
import { cannotWrite } from '../cannot-write.ts';
import type { DefineCommand } from '../main.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { addSourceOptions, type ChosenConfig, chooseConfig, type SourceOptions } from '../source-options.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

interface OpenApiOptions extends SourceOptions {
  readonly out?: string;
  readonly check?: string;
  readonly yaml?: true;
  readonly split?: string;
}

/** `soapstone openapi`: 1 when `--check` finds a difference, 2 when there is no document to be had. */
export const defineOpenApi: DefineCommand = (command, terminal, end) => {
  addSourceOptions(command)
    .option('-o, --out <file>', 'write to a file, YAML when it ends in .yaml or .yml; - for standard output')
    .option('--check <file>', 'compare with a file instead; exit 1 and print the difference when there is one')
    .option('--split <directory>', 'write one document for each service, named after it')
    .option('--yaml', 'as YAML')
    .action(async (options: OpenApiOptions) => end(await openApi(options, terminal)));
};

async function openApi(options: OpenApiOptions, terminal: Terminal): Promise<ExitCode> {
  const usage = usageError(options);
  if (usage !== undefined) {
    terminal.complain(`error: ${usage}\n`);
    return 2;
  }
  const chosen = (await chooseConfig(options, terminal)) ?? embedded(terminal);
  if (chosen.kind === 'usage') {
    terminal.complain(`error: ${chosen.message}\n`);
    return 2;
  }
  const loaded = chosen.kind === 'config' ? await loadContract(chosen.config, { profiles }) : { diagnostics: [] };
  terminal.complain(reportDiagnostics([...chosen.diagnostics, ...loaded.diagnostics]));
  if (!('contract' in loaded) || loaded.contract === undefined) return 2;
  const { version } = readBuildInfo(terminal.env);
  if (options.split !== undefined) return split(loaded.contract, version, options, terminal);
  const document = atOnce(openApiDocument(loaded.contract, version));
  if (options.check !== undefined) return check(document, options.check, terminal);
  const { out } = options;
  const isYaml = options.yaml === true || (out !== undefined && isYamlFile(out));
  const text = isYaml ? writeOpenApiYaml(document) : writeOpenApiJson(document);
  if (out === undefined || out === '-') terminal.print(text);
  else {
    try {
      await writeFile(out, text);
    } catch (error) {
      return cannotWrite(out, error, terminal);
    }
  }
  return 0;
}

/** The document goes to one place. */
function usageError({ out, check: kept, split: directory }: OpenApiOptions): string | undefined {
  if (kept !== undefined && out !== undefined)
    return '--check compares and writes nothing: leave out --out, or --check';
  if (kept !== undefined && directory !== undefined)
    return '--check compares one document and writes none: leave out --split, or --check';
  if (out !== undefined && directory !== undefined)
    return '--split names its files itself: leave out --out, or --split';
  return undefined;
}

/** One document a service, with the components that it needs and no others. */
async function split(
  contract: Contract,
  version: string,
  { split: directory = '.', yaml }: OpenApiOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const services = [...new Set(contract.rules.map(({ operation }) => operation.service))];
  try {
    await mkdir(directory, { recursive: true });
    for (const service of services) {
      const document = atOnce(
        openApiDocument(contract, version, { only: ({ rule }) => rule.operation.service === service }),
      );
      const file = join(directory, `${service.replaceAll(/[^\w.-]/g, '_')}.${yaml ? 'yaml' : 'json'}`);
      await writeFile(file, yaml ? writeOpenApiYaml(document) : writeOpenApiJson(document));
      terminal.print(`${file}\n`);
    }
    return 0;
  } catch (error) {
    return cannotWrite(directory, error, terminal);
  }
}

/** What `serve` serves when nothing is named. */
function embedded({ env }: Terminal): ChosenConfig {
  const config = embeddedConfig({ endpoint: 'http://127.0.0.1/', wsdls: netServerWsdls() }, env);
  return { kind: 'config', config, diagnostics: [], files: [], secrets: [] };
}

async function check(document: OpenApiDocument, file: string, { print, complain }: Terminal): Promise<ExitCode> {
  let kept: unknown;
  try {
    const text = await readFile(file, 'utf8');
    kept = isYamlFile(file) ? parseYaml(text) : JSON.parse(text);
  } catch (error) {
    complain(`error: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  const differences = compareDocuments(kept, JSON.parse(JSON.stringify(document)));
  if (differences.length === 0) return 0;
  print(renderDifferences(differences));
  complain(`${file} is not what is served: ${differences.length} differences\n`);
  return 1;
}

function isYamlFile(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}
