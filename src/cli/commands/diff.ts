import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { parse as parseYaml } from 'yaml';
import { loadContract } from '../../app/contract.ts';
import { profiles } from '../../app/create-app.ts';
import { openApiDocument } from '../../app/openapi-document.ts';
import { diffDocuments, hasBreakingChange } from '../../diff/diff-documents.ts';
import { readOpenApiDocument } from '../../diff/open-api-references.ts';
import { renderChangesJson, renderChangesMarkdown, renderChangesText } from '../../diff/render-changes.ts';
import { readBuildInfo } from '../../observability/build-info.ts';
import type { OpenApiDocument } from '../../openapi/model.ts';
import { atOnce } from '../../openapi/steps.ts';
import type { DefineCommand } from '../main.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { chooseConfig, type SourceOptions } from '../source-options.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

const renderers = { text: renderChangesText, markdown: renderChangesMarkdown, json: renderChangesJson } as const;

interface DiffOptions {
  readonly json?: true;
  readonly format: keyof typeof renderers;
}

/** `soapstone diff`: 1 when something breaks for callers, 2 when a side cannot be read. */
export const defineDiff: DefineCommand = (command, terminal, end) => {
  command
    .argument('<old>', 'WSDL (a file, a directory or a URL), configuration (YAML) or OpenAPI document (JSON or YAML)')
    .argument('<new>', 'the same, later')
    .option('--json', 'as JSON')
    .addOption(new Option('--format <format>', 'how to print').choices(Object.keys(renderers)).default('text'))
    .addHelpText('after', '\nThe rules: docs/diff-rules.md. The exit code is 1 when a change breaks callers.')
    .action(async (old: string, latest: string, options: DiffOptions) =>
      end(await diff(old, latest, options, terminal)),
    );
};

async function diff(old: string, latest: string, options: DiffOptions, terminal: Terminal): Promise<ExitCode> {
  const [before, after] = [await loadDocument(old, terminal), await loadDocument(latest, terminal)];
  if (before === undefined || after === undefined) return 2;
  const changes = atOnce(diffDocuments(before, after));
  terminal.print(renderers[options.json === true ? 'json' : options.format](changes));
  return hasBreakingChange(changes) ? 1 : 0;
}

/** The document that the argument names, or that the gateway would serve for it; undefined after a complaint. */
async function loadDocument(source: string, terminal: Terminal): Promise<OpenApiDocument | undefined> {
  if (!/\.(?:json|ya?ml)$/i.test(source) || /^https?:/i.test(source))
    return serveDocument({ wsdl: [source] }, terminal);
  let value: unknown;
  try {
    const text = await readFile(source, 'utf8');
    value = source.toLowerCase().endsWith('.json') ? JSON.parse(text) : parseYaml(text);
  } catch (error) {
    terminal.complain(`error: ${source} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
  const document = readOpenApiDocument(value);
  if (document !== undefined) return document;
  if (!source.toLowerCase().endsWith('.json') && !isOpenApi(value)) return serveDocument({ config: source }, terminal);
  terminal.complain(`error: ${source} is no OpenAPI 3.1 document\n`);
  return undefined;
}

function isOpenApi(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('openapi' in value || 'swagger' in value);
}

async function serveDocument(options: SourceOptions, terminal: Terminal): Promise<OpenApiDocument | undefined> {
  const chosen = await chooseConfig(options, terminal);
  if (chosen === undefined || chosen.kind === 'usage') {
    terminal.complain(`error: ${chosen?.message ?? 'nothing to compare'}\n`);
    return undefined;
  }
  const loaded = chosen.kind === 'config' ? await loadContract(chosen.config, { profiles }) : { diagnostics: [] };
  terminal.complain(reportDiagnostics([...chosen.diagnostics, ...loaded.diagnostics]));
  if (!('contract' in loaded) || loaded.contract === undefined) return undefined;
  return atOnce(openApiDocument(loaded.contract, readBuildInfo(terminal.env).version));
}
