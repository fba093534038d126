import type { Diagnostic, DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { SchemaSet } from '../model/schema-set.ts';
import type { SymbolSpace } from '../parse/components.ts';
import { xsdDiagnostic } from '../parse/report.ts';
import { buildComponents } from './build/build.ts';
import { builtinComponents } from './builtin-components.ts';
import { type ComponentPool, createComponentPool } from './component-pool.ts';
import type { AnyComponent, ComponentBySpace } from './component-spaces.ts';
import { fingerprintSymbols } from './fingerprint.ts';
import { followReferences, type ReferenceGraph } from './follow.ts';
import { defaultSchemaLimits, type SchemaLimits } from './limits.ts';
import { linkElements } from './link.ts';
import { orderSymbols } from './order.ts';
import { spreadRefusals } from './refusals.ts';
import type { SchemaSource } from './schema-document.ts';
import { createSchemaSet } from './schema-set.ts';
import { collectSymbols, type NeededComponent, type SchemaSymbol, type SymbolTable } from './symbols.ts';

/** How to resolve schemas: all optional. */
export interface SchemaOptions {
  /** Limits other than the defaults. */
  readonly limits?: Partial<SchemaLimits>;
  /** Shared by several sets, so that what they have in common is there once. */
  readonly pool?: ComponentPool;
  /** What the WSDL refers to itself: known components among them are added though no schema refers to them. */
  readonly needed?: readonly NeededComponent[];
}

/** The components of one source, by symbol, and why the others are not among them. */
interface ResolvedSymbols {
  readonly table: SymbolTable;
  readonly built: ReadonlyMap<SchemaSymbol, AnyComponent>;
  readonly refusals: ReadonlyMap<SchemaSymbol, Diagnostic>;
}

/**
 * Resolves the schemas of one WSDL to components (XSD 1.0 Part 1 §4). Whatever is wrong with them is reported and refuses only
 * what cannot be without it; it never throws for what a document says, and takes time and memory in bounds that
 * {@link SchemaLimits} sets.
 *
 * The steps: the documents are brought together, references followed, symbols ordered, components made in that order unless the
 * pool has them, refusals spread to all that cannot be without, elements linked to their types.
 */
export function resolveSchemas(source: SchemaSource, sink: DiagnosticSink, options: SchemaOptions = {}): SchemaSet {
  const limits = { ...defaultSchemaLimits, ...options.limits };
  const { needed = [], pool = createComponentPool() } = options;
  const { measures, findWellKnown } = pool;
  const table = collectSymbols(source, { needed, findWellKnown, componentsMax: limits.componentsMax, sink });
  const graph = followReferences(table, sink);
  const { ordered, circles } = orderSymbols(table.all, graph);
  const refusals = new Map<SchemaSymbol, Diagnostic>();
  for (const symbol of table.all) {
    if (symbol.component.refusal !== undefined) refusals.set(symbol, symbol.component.refusal);
  }
  for (const { rule, message, symbols } of circles) {
    const [first] = symbols;
    if (first === undefined || symbols.every((symbol) => refusals.has(symbol))) continue;
    const finding = xsdDiagnostic('error', rule, message, first.component.location);
    sink.report(finding);
    for (const symbol of symbols) if (!refusals.has(symbol)) refusals.set(symbol, finding);
  }
  spreadRefusals(refusals, graph, sink);

  const { prints, shared } = findShared(table, graph, refusals.size > 0, pool);
  const components = buildComponents({ symbols: table.all, ordered, graph, refusals, shared, measures, limits, sink });
  spreadRefusals(refusals, graph, sink);
  linkElements(components, graph, (symbol) => refusals.has(symbol));
  if (refusals.size === 0) {
    for (const [symbol, component] of components.built) pool.components.set(prints.get(symbol) ?? '', component);
  }
  return schemaSetOf({ table, built: components.built, refusals });
}

/** What the pool has of these symbols. What is refused may depend on more than fingerprints say: then nothing is shared. */
function findShared(
  table: SymbolTable,
  graph: ReferenceGraph,
  hasRefusals: boolean,
  pool: ComponentPool,
): { readonly prints: ReadonlyMap<SchemaSymbol, string>; readonly shared: ReadonlyMap<SchemaSymbol, AnyComponent> } {
  const prints = hasRefusals ? new Map<SchemaSymbol, string>() : fingerprintSymbols(table, graph);
  const shared = new Map<SchemaSymbol, AnyComponent>();
  for (const [symbol, print] of prints) {
    const component = pool.components.get(print);
    if (component !== undefined) shared.set(symbol, component);
  }
  return { prints, shared };
}

function schemaSetOf(resolved: ResolvedSymbols): SchemaSet {
  return createSchemaSet({
    elements: componentsOf('element', resolved),
    types: new Map([...builtinComponents, ...componentsOf('type', resolved)]),
    attributes: componentsOf('attribute', resolved),
    refusedElements: refusalsOf('element', resolved),
    refusedTypes: refusalsOf('type', resolved),
    targetNamespaces: resolved.table.targetNamespaces,
  });
}

function componentsOf<Space extends SymbolSpace>(
  space: Space,
  { table, built, refusals }: ResolvedSymbols,
): ReadonlyMap<string, ComponentBySpace[Space]> {
  const found = new Map<string, ComponentBySpace[Space]>();
  for (const [key, symbol] of table.spaces[space]) {
    const component = refusals.has(symbol) ? undefined : built.get(symbol);
    // a symbol becomes what its space says
    if (component !== undefined) found.set(key, component as ComponentBySpace[Space]);
  }
  return found;
}

function refusalsOf(space: 'type' | 'element', { table, refusals }: ResolvedSymbols): ReadonlyMap<string, Diagnostic> {
  const found = new Map<string, Diagnostic>();
  for (const [key, symbol] of table.spaces[space]) {
    const root = refusals.get(symbol);
    if (root !== undefined) found.set(key, root);
  }
  return found;
}
