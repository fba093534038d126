import { connectBackend } from '../../app/connect-backend.ts';
import { loadContract } from '../../app/contract.ts';
import { profiles } from '../../app/create-app.ts';
import type { GatewayConfig } from '../../config/gateway-config.ts';
import { examineSignIn, examineWsdls } from '../doctor/examine-contract.ts';
import { examineEndpoint } from '../doctor/examine-endpoint.ts';
import { type Finding, renderFindings } from '../doctor/finding.ts';
import type { DefineCommand } from '../main.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { addSourceOptions, chooseConfig, type SourceOptions } from '../source-options.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

/** `soapstone doctor`: 1 when something is wrong on the way to a backend, 2 when the configuration is. */
export const defineDoctor: DefineCommand = (command, terminal, end) => {
  addSourceOptions(command)
    .option('--json', 'as JSON')
    .action(async (options: SourceOptions & { readonly json?: true }) => end(await doctor(options, terminal)));
};

async function doctor(options: SourceOptions & { readonly json?: true }, terminal: Terminal): Promise<ExitCode> {
  const chosen = await chooseConfig(options, terminal);
  if (chosen === undefined || chosen.kind === 'usage') {
    terminal.complain(`error: ${chosen?.message ?? 'give --wsdl or --config'}\n`);
    return 2;
  }
  terminal.complain(reportDiagnostics(chosen.diagnostics));
  if (chosen.kind === 'diagnostics') return 2;
  const findings = await examine(chosen.config, terminal);
  if (findings === undefined) return 2;
  if (options.json === true) terminal.print(`${JSON.stringify({ findings }, undefined, 2)}\n`);
  else terminal.print(renderFindings(findings, terminal.isTerminal));
  return findings.some(({ level }) => level === 'problem') ? 1 : 0;
}

async function examine(config: GatewayConfig, terminal: Terminal): Promise<readonly Finding[] | undefined> {
  const addresses = new Map<string, GatewayConfig['backends'][number]>();
  const { contract, diagnostics } = await loadContract(config, {
    profiles,
    connect: (backend, operations) => {
      for (const { address } of operations) addresses.set(address, backend);
      return connectBackend(backend, operations, config.limits, {});
    },
  });
  terminal.complain(reportDiagnostics(diagnostics));
  if (contract === undefined) return undefined;
  try {
    const findings: Finding[] = [
      ...(await examineWsdls(
        contract.definitions.map(({ source }) => source),
        Date.now(),
      )),
    ];
    for (const [address, { name, tls, timeouts }] of addresses) {
      const found = await examineEndpoint(address, tls, timeouts.connectMs);
      findings.push(...found.map((finding) => ({ ...finding, message: `${name}: ${finding.message}` })));
    }
    if (findings.every(({ level }) => level !== 'problem')) {
      findings.push(...(await examineSignIn(contract, terminal.stopSignal)));
    }
    return findings;
  } finally {
    await contract.close();
  }
}
