import type { Diagnostic, DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { renderLocation } from '../../diagnostics/location.ts';
import { clarkName } from '../../xml/qname.ts';
import { xsdDiagnostic } from '../parse/report.ts';
import type { Edge, ReferenceGraph } from './follow.ts';
import type { SchemaSymbol } from './symbols.ts';

/**
 * Refuses every symbol that cannot be without one that is refused, and says so at each. `refusals` holds the finding at the root
 * of each refusal, before and after.
 */
export function spreadRefusals(
  refusals: Map<SchemaSymbol, Diagnostic>,
  graph: ReferenceGraph,
  sink: DiagnosticSink,
): void {
  const dependents = new Map<SchemaSymbol, SchemaSymbol[]>();
  const todo: SchemaSymbol[] = [...refusals.keys()];
  for (const [symbol, edges] of graph.edges) {
    for (const edge of edges) {
      if (!isNeeded(symbol, edge)) continue;
      const { target } = edge;
      if (target.kind === 'symbol') {
        const known = dependents.get(target.symbol);
        if (known === undefined) dependents.set(target.symbol, [symbol]);
        else known.push(symbol);
      } else if (target.kind === 'missing' && !refusals.has(symbol)) {
        refusals.set(symbol, target.finding);
        todo.push(symbol);
        const { message, location } = target.finding;
        const first = location.file === edge.reference.location.file && location === edge.reference.location;
        if (!first) reportDependent(symbol, message.replace(/;.*$/s, ''), target.finding, sink);
      }
    }
  }
  for (let refused = todo.pop(); refused !== undefined; refused = todo.pop()) {
    const root = refusals.get(refused);
    if (root === undefined) continue;
    for (const symbol of dependents.get(refused) ?? []) {
      if (refusals.has(symbol)) continue;
      refusals.set(symbol, root);
      todo.push(symbol);
      reportDependent(symbol, `${describe(refused)} is refused`, root, sink);
    }
  }
}

/** A mention needs nothing; a substitution group is needed where it gives the element its type. */
function isNeeded({ component }: SchemaSymbol, { role }: Edge): boolean {
  if (role === 'head') return component.body.kind === 'element' && component.body.type === undefined;
  return role !== 'mention';
}

function reportDependent(symbol: SchemaSymbol, reason: string, root: Diagnostic, sink: DiagnosticSink): void {
  const place = `${root.rule} at ${renderLocation(root.location)}`;
  const message = `${describe(symbol)} is refused: ${reason} (${place})`;
  sink.report(xsdDiagnostic('error', 'xsd/depends-on-refused', message, symbol.component.location));
}

function describe({ component }: SchemaSymbol): string {
  return `${component.space} ${clarkName(component.name)}`;
}
