import type { BackendConfig } from '../config/gateway-config.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { nearMatch } from '../diagnostics/near-match.ts';
import { expandSources } from '../wsdl/load/expand-sources.ts';
import type { Definitions } from '../wsdl/model/service.ts';
import { reportWsdl } from '../wsdl/report.ts';
import { type NamedOperation, servedOperations } from '../wsdl/serve/served-operations.ts';
import { createWsdlLoader, type WsdlLoader, type WsdlRequest } from '../wsdl/store/model-store.ts';

/** A backend with each of its WSDLs named. */
export interface BackendSources {
  readonly config: BackendConfig;
  readonly requests: readonly WsdlRequest[];
}

/** A backend's contract as its WSDLs have it. */
export interface LoadedBackend {
  readonly config: BackendConfig;
  readonly definitions: readonly Definitions[];
  readonly operations: readonly NamedOperation[];
}

/** Where findings go: `wsdl` ones leave the rest to be served, a `start` one with level error does not. */
export interface LoadSinks {
  readonly wsdl: DiagnosticSink;
  readonly start: DiagnosticSink;
  /** Told before each WSDL is loaded. */
  readonly onLoad?: ((source: string) => void) | undefined;
}

/** Names each WSDL of a backend: those of folders are found. */
export async function findSources(config: BackendConfig): Promise<BackendSources> {
  const { catalog } = config;
  return { config, requests: (await expandSources(config.wsdl)).map((source) => ({ source, catalog })) };
}

/**
 * Loads the WSDLs of a backend and names their operations.
 * @param servicesTaken - names of services that other backends have; those of this one are added
 */
export async function loadBackend(
  { config, requests }: BackendSources,
  servicesTaken: Set<string>,
  { wsdl, start, onLoad }: LoadSinks,
  loader: WsdlLoader = createWsdlLoader(),
): Promise<LoadedBackend> {
  if (requests.length === 0) reportNothing(start, config.wsdl.join(', '), 'it holds no .wsdl file', config);
  const definitions: Definitions[] = [];
  for (const request of requests) {
    onLoad?.(request.source);
    const loaded = await loader.load(request, wsdl);
    if (loaded === undefined) reportNothing(start, request.source, 'it could not be loaded', config);
    else definitions.push(loaded);
  }
  const options = {
    endpointGiven: config.endpoint !== undefined,
    servicesTaken,
    ...(config.portName === undefined ? {} : { portName: config.portName }),
  };
  if (config.portName !== undefined) reportUnknownPort(wsdl, config.portName, definitions, config);
  const operations = servedOperations(definitions, options, wsdl);
  for (const { service } of operations) servicesTaken.add(service);
  for (const each of definitions) {
    if (operations.some((operation) => operation.definitions === each)) continue;
    const hasBindings = each.unreferencedBindings.some((binding) => binding.operations.length > 0);
    const reason = hasBindings
      ? 'no service mentions its bindings; give an endpoint to serve them'
      : 'none of its operations can be served';
    reportNothing(start, each.source, reason, config);
  }
  return { config, definitions, operations };
}

/** A port that none of the WSDLs has is a slip: another would answer unnoticed. */
function reportUnknownPort(
  sink: DiagnosticSink,
  portName: string,
  definitions: readonly Definitions[],
  { name }: BackendConfig,
): void {
  const [first] = definitions;
  const ports = definitions.flatMap(({ services }) => services.flatMap((service) => service.ports));
  if (first === undefined || ports.some((port) => port.name === portName)) return;
  const near = nearMatch(
    portName,
    ports.map((port) => port.name),
  );
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  const message = `backend "${name}": no service has a port "${portName}"${hint}`;
  reportWsdl(sink, 'warning', 'wsdl/unknown-port', message, { file: first.source, line: 1, column: 1 });
}

function reportNothing(sink: DiagnosticSink, source: string, reason: string, { name }: BackendConfig): void {
  const message = `backend "${name}": ${source}: ${reason}`;
  reportWsdl(sink, 'error', 'wsdl/nothing-served', message, { file: source, line: 1, column: 1 });
}
