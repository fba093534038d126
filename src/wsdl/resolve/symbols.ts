import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { type Location, renderLocation } from '../../diagnostics/location.ts';
import { clarkName, type QName } from '../../xml/qname.ts';
import type {
  ParsedBinding,
  ParsedDefinitions,
  ParsedMessage,
  ParsedPortType,
  ParsedService,
} from '../parse/components.ts';
import { reportWsdl } from '../report.ts';

/** The components of all documents of one WSDL by {@link clarkName}, each kind in a symbol space of its own (WSDL 1.1 §2.1). */
export interface Symbols {
  readonly messages: ReadonlyMap<string, ParsedMessage>;
  readonly portTypes: ReadonlyMap<string, ParsedPortType>;
  readonly bindings: ReadonlyMap<string, ParsedBinding>;
  readonly services: ReadonlyMap<string, ParsedService>;
}

/** Joins what the documents define, in their order. Of two components with one name the first counts. */
export function collectSymbols(documents: readonly ParsedDefinitions[], sink: DiagnosticSink): Symbols {
  return {
    messages: index(
      'message',
      documents.flatMap(({ messages }) => messages),
      sink,
    ),
    portTypes: index(
      'portType',
      documents.flatMap(({ portTypes }) => portTypes),
      sink,
    ),
    bindings: index(
      'binding',
      documents.flatMap(({ bindings }) => bindings),
      sink,
    ),
    services: index(
      'service',
      documents.flatMap(({ services }) => services),
      sink,
    ),
  };
}

function index<Component extends { readonly name: QName; readonly location: Location }>(
  kind: string,
  components: readonly Component[],
  sink: DiagnosticSink,
): ReadonlyMap<string, Component> {
  const byName = new Map<string, Component>();
  for (const component of components) {
    const key = clarkName(component.name);
    const first = byName.get(key);
    if (first === undefined) {
      byName.set(key, component);
    } else {
      const message = `${kind} "${component.name.local}" is already defined at ${renderLocation(first.location)}; this one is passed over`;
      reportWsdl(sink, 'warning', 'wsdl/duplicate', message, component.location);
    }
  }
  return byName;
}
