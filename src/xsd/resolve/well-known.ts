import { collectDiagnostics, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { parseDocument } from '../../xml/document.ts';
import { documentLimits } from '../../xml/limits.ts';
import { clarkName, type QName } from '../../xml/qname.ts';
import { wellKnownSchemas } from '../builtin/schemas/table.ts';
import type { ParsedComponent, SymbolSpace } from '../parse/components.ts';
import { parseSchema } from '../parse/schema.ts';

const components: ReadonlyMap<string, ParsedComponent> = parseWellKnown();

/**
 * The component of that name in the schemas that everyone knows. A set of schemas that needs it and does not define it itself
 * has it as one of its own: what may stand in for it there is for the set to say.
 */
export function wellKnownComponent(space: SymbolSpace, name: QName): ParsedComponent | undefined {
  return components.get(`${space} ${clarkName(name)}`);
}

function parseWellKnown(): ReadonlyMap<string, ParsedComponent> {
  const sink = collectDiagnostics();
  const parsed = wellKnownSchemas.flatMap(({ namespace, text }) => {
    const root = parseDocument(text, namespace, documentLimits);
    return parseSchema(root, undefined, sink).components;
  });
  if (sink.diagnostics.length > 0) throw new DiagnosticError(sink.diagnostics);
  return new Map(parsed.map((component) => [`${component.space} ${clarkName(component.name)}`, component]));
}
