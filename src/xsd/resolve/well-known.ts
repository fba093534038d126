import { collectDiagnostics, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { parseDocument } from '../../xml/document.ts';
import { documentLimits } from '../../xml/limits.ts';
import { clarkName, type QName } from '../../xml/qname.ts';
import { wellKnownSchemas } from '../builtin/schemas/table.ts';
import type { ParsedComponent, SymbolSpace } from '../parse/components.ts';
import { parseSchema } from '../parse/schema.ts';

/**
 * Finds the component of that name in the schemas that everyone knows. A set of schemas that needs it and does not define it
 * itself has it as one of its own: what may stand in for it there is for the set to say.
 */
export type FindWellKnown = (space: SymbolSpace, name: QName) => ParsedComponent | undefined;

/** Makes a finder, which reads the schema of a namespace when it is first asked for one of its components. */
export function createWellKnown(): FindWellKnown {
  const read = new Map<string, ReadonlyMap<string, ParsedComponent>>();
  return (space, name) => {
    const { namespace } = name;
    const known = read.get(namespace) ?? readWellKnown(namespace);
    read.set(namespace, known);
    return known.get(`${space} ${clarkName(name)}`);
  };
}

function readWellKnown(namespace: string): ReadonlyMap<string, ParsedComponent> {
  const text = wellKnownSchemas.get(namespace);
  if (text === undefined) return none;
  const sink = collectDiagnostics();
  const { components } = parseSchema(parseDocument(text, namespace, documentLimits), undefined, sink);
  if (sink.diagnostics.length > 0) throw new DiagnosticError(sink.diagnostics);
  return new Map(components.map((component) => [`${component.space} ${clarkName(component.name)}`, component]));
}

const none: ReadonlyMap<string, ParsedComponent> = new Map();
