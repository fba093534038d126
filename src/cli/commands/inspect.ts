import { loadBackend } from '../../app/load-backend.ts';
import { collectDiagnostics } from '../../diagnostics/diagnostic.ts';
import { createDocumentCache } from '../../wsdl/load/document-cache.ts';
import type { Definitions } from '../../wsdl/model/service.ts';
import type { DefineCommand } from '../main.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { addSourceOptions, chooseConfig, type SourceOptions } from '../source-options.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { inspectReport, renderInspectReport } from './inspect-report.ts';

/** `soapstone inspect`: 0 also when some operations are refused; 2 when a WSDL has nothing to serve. */
export const defineInspect: DefineCommand = (command, terminal, end) => {
  addSourceOptions(command)
    .argument('[wsdl...]', 'the same as --wsdl')
    .option('--json', 'as JSON')
    .action(async (sources: readonly string[], options: SourceOptions & { readonly json?: true }) => {
      const wsdl = [...sources, ...(options.wsdl ?? [])];
      end(await inspect({ ...options, ...(wsdl.length === 0 ? {} : { wsdl }) }, options.json === true, terminal));
    });
};

async function inspect(options: SourceOptions, asJson: boolean, terminal: Terminal): Promise<ExitCode> {
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
  const cache = createDocumentCache();
  const servicesTaken = new Set<string>();
  const definitions: Definitions[] = [];
  for (const backend of chosen.config.backends) {
    const loaded = await loadBackend(backend, servicesTaken, { wsdl: findings, start }, cache);
    definitions.push(...loaded.definitions);
  }
  const diagnostics = [...findings.diagnostics, ...start.diagnostics];
  const report = inspectReport(definitions, diagnostics);
  terminal.print(asJson ? `${JSON.stringify(report, undefined, 2)}\n` : renderInspectReport(report, diagnostics));
  return start.hasErrors ? 2 : 0;
}
