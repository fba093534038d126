import type { OperationCodec } from '../codec/message-codec.ts';
import type { BoundOperation } from '../wsdl/model/binding.ts';
import type { Definitions, Port } from '../wsdl/model/service.ts';
import type { EndpointOperation, SoapEndpoint } from './endpoint.ts';
import { type DocumentText, servedDocuments } from './served-documents.ts';

/** Compiles an operation of a WSDL. */
export type CompileOperation = (operation: BoundOperation, definitions: Definitions) => OperationCodec;

/** A port with the path it is served at. */
interface PlacedPort {
  readonly definitions: Definitions;
  readonly service: string;
  readonly port: Port;
  readonly path: string;
}

/**
 * The endpoints of the given WSDLs. A port keeps the path of its address in the WSDL, so that ports which share an address
 * share an endpoint; a path that another WSDL has taken, and a port without an address, become `/{service}`.
 * @param textOf - text of a document of the WSDL; undefined when it cannot be had
 */
export function endpointsOf(
  definitionsList: readonly Definitions[],
  compile: CompileOperation,
  textOf: DocumentText,
): readonly SoapEndpoint[] {
  const placed = placePorts(definitionsList);
  const paths = new Map<string, PlacedPort[]>();
  for (const each of placed) paths.set(each.path, [...(paths.get(each.path) ?? []), each]);
  return [...paths].map(([path, ports]) => ({
    path,
    operations: ports.flatMap((each) => operationsOf(each, compile)),
    document: servedDocuments(
      ports[0]?.definitions.source ?? '',
      (port) => placed.find((each) => each.definitions === ports[0]?.definitions && each.port.name === port)?.path,
      textOf,
    ),
  }));
}

function placePorts(definitionsList: readonly Definitions[]): readonly PlacedPort[] {
  const owners = new Map<string, Definitions>();
  return definitionsList.flatMap((definitions) =>
    portsOf(definitions).map(({ service, port }) => {
      const wanted = pathOf(port.address) ?? `/${encodeURIComponent(service)}`;
      let path = wanted;
      for (let n = 1; owners.has(path) && owners.get(path) !== definitions; n += 1) {
        path = `/${encodeURIComponent(service)}${n === 1 ? '' : `-${n}`}`;
      }
      owners.set(path, definitions);
      return { definitions, service, port, path };
    }),
  );
}

/** Every port with its service; a binding that no service mentions stands for both. */
function portsOf({ services, unreferencedBindings }: Definitions): readonly Pick<PlacedPort, 'service' | 'port'>[] {
  const made = unreferencedBindings.map((binding) => {
    const name = binding.name.local;
    return { service: name, port: { name, binding, location: binding.location } };
  });
  return [...services.flatMap(({ name, ports }) => ports.map((port) => ({ service: name, port }))), ...made];
}

/** Path of an address; undefined where it has none of its own. */
function pathOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { pathname } = new URL(address);
  return pathname === '' || pathname === '/' ? undefined : pathname;
}

function operationsOf({ definitions, service, port }: PlacedPort, compile: CompileOperation): EndpointOperation[] {
  const { operations, portType } = port.binding;
  return operations.map((operation) => ({
    service,
    port: port.name,
    portType: portType.local,
    selector: [service, operation.name, ...(operation.overloaded ? [operation.inputName] : [])].join('.'),
    address: port.address,
    operation,
    codec: compile(operation, definitions),
  }));
}
