import { findSources, loadBackend } from '../../app/load-backend.ts';
import { compileOperationCodec, createCodecMemo } from '../../codec/operation.ts';
import { collectDiagnostics } from '../../diagnostics/diagnostic.ts';
import { matchesOperation } from '../../resilience/operation-pattern.ts';
import type { Definitions } from '../../wsdl/model/service.ts';
import type { NamedOperation } from '../../wsdl/serve/served-operations.ts';
import { createWsdlLoader } from '../../wsdl/store/model-store.ts';
import { messageSchemas, renderMessageTypes, type TypedOperation } from '../inspect/message-types.ts';
import type { DefineCommand } from '../main.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { addSourceOptions, chooseConfig, type SourceOptions } from '../source-options.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { inspectReport, renderInspectReport } from './inspect-report.ts';

interface InspectOptions extends SourceOptions {
  readonly json?: true;
  readonly types?: true;
  readonly only?: string;
}

/** `soapstone inspect`: 0 also when some operations are refused; 2 when a WSDL has nothing to serve. */
export const defineInspect: DefineCommand = (command, terminal, end) => {
  addSourceOptions(command)
    .argument('[wsdl...]', 'the same as --wsdl')
    .option('--json', 'as JSON')
    .option('--types', 'the JSON shape of each message too')
    .option('--only <pattern>', 'with --types: operations of these names, such as "User.Save*"')
    .action(async (sources: readonly string[], options: InspectOptions) => {
      const wsdl = [...sources, ...(options.wsdl ?? [])];
      end(await inspect({ ...options, ...(wsdl.length === 0 ? {} : { wsdl }) }, terminal));
    });
};

async function inspect(options: InspectOptions, terminal: Terminal): Promise<ExitCode> {
  const asJson = options.json === true;
  const chosen = await chooseConfig(options, terminal);
  if (chosen === undefined || chosen.kind === 'usage') {
    terminal.complain(`error: ${chosen?.message ?? 'give --wsdl or --config'}\n`);
    return 2;
  }
  if (chosen.kind === 'diagnostics') {
    if (asJson) terminal.print(`${JSON.stringify(inspectReport([], chosen.diagnostics), undefined, 2)}\n`);
    else terminal.complain(reportDiagnostics(chosen.diagnostics));
    return 2;
  }
  const findings = collectDiagnostics();
  const start = collectDiagnostics();
  for (const diagnostic of chosen.diagnostics) findings.report(diagnostic);
  const loader = createWsdlLoader();
  const servicesTaken = new Set<string>();
  const definitions: Definitions[] = [];
  const operations: NamedOperation[] = [];
  for (const backend of chosen.config.backends) {
    const loaded = await loadBackend(await findSources(backend), servicesTaken, { wsdl: findings, start }, loader);
    definitions.push(...loaded.definitions);
    operations.push(...loaded.operations);
  }
  const diagnostics = [...findings.diagnostics, ...start.diagnostics];
  const report = inspectReport(definitions, diagnostics);
  const typed = options.types ? typedOperations(operations, options.only ?? '*', chosen.config.naming) : [];
  if (asJson) {
    const types = options.types ? { types: messageSchemas(typed) } : {};
    terminal.print(`${JSON.stringify({ ...report, ...types }, undefined, 2)}\n`);
  } else {
    terminal.print(renderMessageTypes(typed));
    terminal.print(renderInspectReport(report, diagnostics, options.types ? 'findings' : 'services'));
  }
  return start.hasErrors ? 2 : 0;
}

function typedOperations(
  operations: readonly NamedOperation[],
  pattern: string,
  naming: 'camel' | 'preserve',
): readonly TypedOperation[] {
  const memo = createCodecMemo();
  return operations
    .filter(({ selector, aliases }) => [selector, ...aliases].some((name) => matchesOperation(pattern, name)))
    .map(({ selector, operation, definitions }) => ({
      selector,
      codec: compileOperationCodec(operation, definitions.schemas, { naming }, memo),
    }));
}
