import type { Diagnostic, DiagnosticLevel } from '../../diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../diagnostics/report.ts';
import type { SoapVersion } from '../../wsdl/model/binding.ts';
import type { Definitions, Port } from '../../wsdl/model/service.ts';

/** What `soapstone inspect --json` prints. */
export interface InspectReport {
  readonly services: readonly InspectedService[];
  readonly diagnostics: readonly InspectedDiagnostic[];
}

/** A service; one that stands for a binding without a service has the binding's name. */
export interface InspectedService {
  readonly name: string;
  readonly ports: readonly InspectedPort[];
}

/** A port with the operations that are served through it. */
export interface InspectedPort {
  readonly name: string;
  readonly binding: string;
  readonly soapVersion: SoapVersion;
  /** `null` where the WSDL has none. */
  readonly address: string | null;
  readonly operations: readonly { readonly name: string; readonly style: string; readonly soapAction: string }[];
}

/** A diagnostic with its place spread out. */
export interface InspectedDiagnostic {
  readonly level: DiagnosticLevel;
  readonly rule: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly remedy?: string;
}

/** What was found in the given WSDLs: all that can be served, and every diagnostic in the order it was reported. */
export function inspectReport(
  definitionsList: readonly Definitions[],
  diagnostics: readonly Diagnostic[],
): InspectReport {
  return {
    services: definitionsList.flatMap(({ services, unreferencedBindings }) => [
      ...services.map(({ name, ports }) => ({ name, ports: ports.map(inspectPort) })),
      ...unreferencedBindings.map((binding) => {
        const name = binding.name.local;
        return { name, ports: [inspectPort({ name, binding, location: binding.location })] };
      }),
    ]),
    diagnostics: diagnostics.map(({ level, rule, message, location, remedy }) => ({
      level,
      rule,
      message,
      file: location.file,
      line: location.line,
      column: location.column,
      ...(remedy === undefined ? {} : { remedy }),
    })),
  };
}

function inspectPort({ name, binding, address }: Port): InspectedPort {
  return {
    name,
    binding: binding.name.local,
    soapVersion: binding.soapVersion,
    address: address === undefined || address === '' ? null : address,
    operations: binding.operations.map((operation) => ({
      name: operation.name,
      style: operation.style,
      soapAction: operation.soapAction,
    })),
  };
}

/** The same as text: services with their ports and operations, the diagnostics, and a line that sums up. */
export function renderInspectReport(report: InspectReport, diagnostics: readonly Diagnostic[]): string {
  const services = report.services.flatMap(({ name, ports }) => [name, ...ports.flatMap(renderPort), '']);
  const findings = diagnostics.map(renderDiagnostic);
  return `${[...services, ...findings, ...(findings.length === 0 ? [] : ['']), renderSummary(report)].join('\n')}\n`;
}

function renderPort({ name, binding, soapVersion, address, operations }: InspectedPort): readonly string[] {
  const width = Math.max(0, ...operations.map((operation) => operation.name.length));
  return [
    `  ${name}  ${binding}  SOAP ${soapVersion}  ${address ?? '(no address)'}`,
    ...operations.map(({ name: operation, style, soapAction }) =>
      `    ${operation.padEnd(width)}  ${style}  ${soapAction}`.trimEnd(),
    ),
  ];
}

function renderSummary({ services, diagnostics }: InspectReport): string {
  const ports = services.flatMap((service) => service.ports);
  const operations = ports.reduce((sum, port) => sum + port.operations.length, 0);
  const level = (wanted: DiagnosticLevel) => diagnostics.filter((each) => each.level === wanted).length;
  const counts = [
    counted(services.length, 'service'),
    counted(ports.length, 'port'),
    counted(operations, 'operation'),
    counted(level('error'), 'error'),
    counted(level('warning'), 'warning'),
  ];
  return counts.join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
