import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { BoundOperation } from '../model/binding.ts';
import type { Definitions, Service } from '../model/service.ts';
import { reportWsdl } from '../report.ts';
import { answeringPorts } from './served-ports.ts';

/** An operation with the names it is called by (design: the generic route, and the selector of HTTP rules). */
export interface NamedOperation {
  readonly definitions: Definitions;
  /** Service in the generic route: the service's name, or the binding's where no service mentions it. */
  readonly service: string;
  readonly port: string;
  /** Address of the port as the WSDL has it; undefined or empty when it has none. */
  readonly address?: string;
  readonly operation: BoundOperation;
  /** `/services/{service}/{Operation}`, percent-encoded where a name needs it. */
  readonly genericPath: string;
  /** `{service}.{Operation}`. */
  readonly selector: string;
  /** Other selectors that mean this operation and no other: `{port type}.{Operation}`. */
  readonly aliases: readonly string[];
}

/** What decides which operations are served. */
export interface ServeOptions {
  /** Port to prefer where several bind one port type. */
  readonly portName?: string;
  /** True when the address comes from elsewhere: then bindings that no service mentions are served too. */
  readonly endpointGiven: boolean;
  /** Names of services that are served already, by other backends. */
  readonly servicesTaken?: ReadonlySet<string>;
}

/**
 * Names every operation that the given WSDLs serve; no two have one path or one selector. Deterministic: the first comer
 * keeps the short name, in the order of the WSDLs and of their text. A second port type of a service whose operation has
 * a name that is taken gets `{service}/{port}/{Operation}`; overloads get `{Operation}.{input name}`; a second service of
 * the same name gets `-2` (`wsdl/service-name-taken`).
 */
export function servedOperations(
  definitionsList: readonly Definitions[],
  options: ServeOptions,
  sink: DiagnosticSink,
): readonly NamedOperation[] {
  const services = new Set<string>(options.servicesTaken);
  const named = definitionsList.flatMap((definitions) => {
    if (!options.endpointGiven) reportUnreferenced(definitions, sink);
    return routedServices(definitions, options).flatMap((service) => {
      const name = vacant(services, service.name, (n) => `${service.name}-${n}`);
      services.add(name);
      if (name !== service.name) {
        const message = `another service is called "${service.name}"; this one is served as "${name}"`;
        reportWsdl(sink, 'warning', 'wsdl/service-name-taken', message, service.location);
      }
      return nameOperations(definitions, service, name, options.portName);
    });
  });
  return withAliases(named);
}

/** Bindings that are left out beside services; where there is no service at all the whole WSDL is refused instead. */
function reportUnreferenced({ services, unreferencedBindings }: Definitions, sink: DiagnosticSink): void {
  if (services.length === 0) return;
  for (const { name, location, operations } of unreferencedBindings) {
    if (operations.length === 0) continue; // all refused, each with its own diagnostic
    const message = `no service mentions binding "${name.local}", and no endpoint is given: it is not served`;
    reportWsdl(sink, 'warning', 'wsdl/unreferenced-binding', message, location);
  }
}

/** The services, and one made of each binding that no service mentions when it can be called. */
function routedServices(definitions: Definitions, { endpointGiven }: ServeOptions): readonly Service[] {
  if (!endpointGiven) return definitions.services;
  const made = definitions.unreferencedBindings.map((binding): Service => {
    const { location } = binding;
    const { namespace, local: name } = binding.name;
    return { name, namespace, location, ports: [{ name, binding, location }] };
  });
  return [...definitions.services, ...made];
}

function nameOperations(
  definitions: Definitions,
  service: Service,
  serviceName: string,
  portName: string | undefined,
): readonly NamedOperation[] {
  const taken = new Set<string>();
  return answeringPorts(service, portName).flatMap((operations) => {
    const before = new Set(taken); // a port type's own operations never push each other to the longer form
    return operations.map(({ port, operation }): NamedOperation => {
      const short = operation.overloaded ? `${operation.name}.${operation.inputName}` : operation.name;
      const steps = before.has(short) ? [port.name, short] : [short];
      const last = steps.pop() ?? short;
      const unique = vacant(taken, [...steps, last].join('/'), (n) => [...steps, `${last}-${n}`].join('/'));
      taken.add(unique);
      const all = [serviceName, ...unique.split('/')];
      const { address } = port;
      return {
        definitions,
        service: serviceName,
        port: port.name,
        operation,
        genericPath: `/services/${all.map(encodeURIComponent).join('/')}`,
        selector: all.join('.'),
        aliases: [[port.binding.portType.local, ...all.slice(1)].join('.')],
        ...(address === undefined ? {} : { address }),
      };
    });
  });
}

/** The name, or the first of `name-2`, `name-3`… that is not taken. */
function vacant(taken: ReadonlySet<string>, name: string, numbered: (n: number) => string): string {
  let candidate = name;
  for (let n = 2; taken.has(candidate); n += 1) candidate = numbered(n);
  return candidate;
}

/** Keeps the aliases that are nobody's selector and no other's alias. */
function withAliases(named: readonly NamedOperation[]): readonly NamedOperation[] {
  const uses = new Map<string, number>();
  for (const { selector, aliases } of named) {
    for (const each of new Set([selector, ...aliases])) uses.set(each, (uses.get(each) ?? 0) + 1);
  }
  return named.map((each) => ({
    ...each,
    aliases: each.aliases.filter((alias) => alias !== each.selector && uses.get(alias) === 1),
  }));
}
