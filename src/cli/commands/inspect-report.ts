import type { Diagnostic, DiagnosticLevel } from '../../diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../diagnostics/report.ts';
import type { BoundMessage, BoundOperation, SoapVersion } from '../../wsdl/model/binding.ts';
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
  readonly operations: readonly InspectedOperation[];
}

/** An operation that is served; header blocks and faults by the local names of their elements, absent where there are none. */
export interface InspectedOperation {
  readonly name: string;
  readonly style: string;
  readonly soapAction: string;
  readonly headerBlocks?: { readonly input: readonly string[]; readonly output: readonly string[] };
  readonly faults?: readonly string[];
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
    operations: binding.operations.map(inspectOperation),
  };
}

function inspectOperation({ name, style, soapAction, input, output, faults }: BoundOperation): InspectedOperation {
  const namesOf = (message: BoundMessage | undefined) =>
    message?.headers.map(({ element }) => element.name.local) ?? [];
  const headerBlocks = { input: namesOf(input), output: namesOf(output) };
  const hasBlocks = headerBlocks.input.length + headerBlocks.output.length > 0;
  return {
    name,
    style,
    soapAction,
    ...(hasBlocks ? { headerBlocks } : {}),
    ...(faults.length === 0 ? {} : { faults: faults.map(({ element }) => element.name.local) }),
  };
}

/** What the text of a report says beside its findings: all that is served, or nothing of it. */
export type ReportDetail = 'services' | 'findings';

/** The same as text: services with their ports and operations, the diagnostics, and a line that sums up. */
export function renderInspectReport(
  report: InspectReport,
  diagnostics: readonly Diagnostic[],
  detail: ReportDetail = 'services',
): string {
  const listed = detail === 'services' ? report.services : [];
  const services = listed.flatMap(({ name, ports }) => [name, ...ports.flatMap(renderPort), '']);
  const findings = diagnostics.map(renderDiagnostic);
  return `${[...services, ...findings, ...(findings.length === 0 ? [] : ['']), renderSummary(report)].join('\n')}\n`;
}

/** Header blocks that all operations of a port have stand once, at the port. */
function renderPort({ name, binding, soapVersion, address, operations }: InspectedPort): readonly string[] {
  const width = Math.max(0, ...operations.map((operation) => operation.name.length));
  const blocks = new Set(operations.map(renderBlocks));
  const [shared] = blocks.size === 1 ? blocks : [];
  return [
    `  ${name}  ${binding}  SOAP ${soapVersion}  ${address ?? '(no address)'}`,
    ...(shared === undefined || shared === '' ? [] : [`    ${shared}`]),
    ...operations.flatMap((operation) => [
      `    ${operation.name.padEnd(width)}  ${operation.style}  ${operation.soapAction}`.trimEnd(),
      ...(shared === undefined && renderBlocks(operation) !== '' ? [`      ${renderBlocks(operation)}`] : []),
      ...(operation.faults === undefined ? [] : [`      faults: ${operation.faults.join(', ')}`]),
    ]),
  ];
}

function renderBlocks({ headerBlocks }: InspectedOperation): string {
  if (headerBlocks === undefined) return '';
  const { input, output } = headerBlocks;
  const parts = [
    ...(input.length === 0 ? [] : [`in ${input.join(', ')}`]),
    ...(output.length === 0 ? [] : [`out ${output.join(', ')}`]),
  ];
  return `header blocks: ${parts.join('; ')}`;
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
  return `${counts.join(', ')}${advice(operations, level('error'))}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What the reader can do with the findings. */
function advice(operations: number, errors: number): string {
  if (operations === 0) return '\nNothing here can be served.';
  if (errors === 0) return '\nAll of it can be served: soapstone serve --wsdl FILE';
  return '\nWhat the errors name is refused; the rest can be served. Each names its page under docs/errors.';
}
