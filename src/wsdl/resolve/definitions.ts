import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { clarkName } from '../../xml/qname.ts';
import type { SchemaSet } from '../../xsd/model/schema-set.ts';
import type { Binding } from '../model/binding.ts';
import type { Definitions, Port, Service } from '../model/service.ts';
import type { ParsedBinding, ParsedDefinitions, ParsedService, Refusal } from '../parse/components.ts';
import { reportWsdl } from '../report.ts';
import { resolveBinding } from './binding.ts';
import { createContext, isRefusal, type ResolveContext } from './context.ts';
import { followReference } from './reference.ts';
import { collectSymbols } from './symbols.ts';

/** What {@link resolveDefinitions} is given: the documents of one WSDL, the WSDL itself first. */
export interface DefinitionsSource {
  readonly source: string;
  readonly documents: readonly string[];
  readonly parsed: readonly ParsedDefinitions[];
  readonly schemas: SchemaSet;
}

/**
 * Follows every reference between the components of one WSDL (WSDL 1.1 §2). What cannot be served is left out, with one
 * diagnostic for each operation, binding or port.
 */
export function resolveDefinitions(source: DefinitionsSource, sink: DiagnosticSink): Definitions {
  const symbols = collectSymbols(source.parsed, sink);
  const context = createContext(symbols, source.schemas, sink);
  const bindings = new Map<string, Binding>();
  for (const [name, parsed] of symbols.bindings) {
    const binding = resolveBinding(parsed, context);
    if (binding !== undefined) bindings.set(name, binding);
  }
  const services = [...symbols.services.values()].flatMap((service) => resolveService(service, bindings, context));
  reportUnboundPortTypes(context);
  const mentioned = new Set(services.flatMap(({ ports }) => ports.map(({ binding }) => binding)));
  const documentation = source.parsed[0]?.documentation;
  return {
    source: source.source,
    targetNamespace: source.parsed[0]?.targetNamespace ?? '',
    services,
    unreferencedBindings: [...bindings.values()].filter((binding) => !mentioned.has(binding)),
    schemas: source.schemas,
    documents: source.documents,
    ...(documentation === undefined ? {} : { documentation }),
  };
}

function resolveService(
  service: ParsedService,
  bindings: ReadonlyMap<string, Binding>,
  context: ResolveContext,
): readonly Service[] {
  if (service.refusal !== undefined) {
    const message = `service "${service.name.local}" is not served: ${service.refusal.reason}`;
    reportWsdl(context.sink, 'error', service.refusal.rule, message, service.refusal.location);
    return [];
  }
  const { documentation, location } = service;
  return [
    {
      name: service.name.local,
      namespace: service.name.namespace,
      ports: resolvePorts(service, bindings, context),
      location,
      ...(documentation === undefined ? {} : { documentation }),
    },
  ];
}

/** Ports of served bindings, the first of each name. Why the others are missing is said at the port or at its binding. */
function resolvePorts(
  service: ParsedService,
  bindings: ReadonlyMap<string, Binding>,
  context: ResolveContext,
): readonly Port[] {
  const ports = new Map<string, Port>();
  for (const port of service.ports) {
    const parsed: ParsedBinding | Refusal =
      port.refusal ??
      (port.binding === undefined
        ? { rule: 'wsdl/missing-attribute', reason: 'it has no binding attribute', location: port.location }
        : followReference('binding', port.binding, service.name.namespace, context.symbols.bindings, context));
    if (isRefusal(parsed)) {
      const message = `port "${port.name}" of service "${service.name.local}" is not served: ${parsed.reason}`;
      reportWsdl(context.sink, 'error', parsed.rule, message, parsed.location);
      continue;
    }
    const binding = bindings.get(clarkName(parsed.name));
    if (binding === undefined) continue;
    if (ports.has(port.name)) {
      const message = `port "${port.name}" is already in service "${service.name.local}"; this one is passed over`;
      reportWsdl(context.sink, 'warning', 'wsdl/duplicate', message, port.location);
      continue;
    }
    const { address } = port;
    const { name, location } = port;
    ports.set(name, { name, binding, location, ...(address === undefined ? {} : { address }) });
  }
  return [...ports.values()];
}

function reportUnboundPortTypes({ symbols, once }: ResolveContext): void {
  const bound = new Set([...symbols.bindings.values()].map(({ portType }) => portType?.name.local));
  for (const { name, location } of symbols.portTypes.values()) {
    if (bound.has(name.local)) continue;
    once('info', 'wsdl/unbound-port-type', `port type "${name.local}" has no binding, so it is not served`, location);
  }
}
