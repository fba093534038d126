import type { Diagnostic, DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { XS } from '../../xml/namespaces.ts';
import { clarkName } from '../../xml/qname.ts';
import { builtinType, builtinTypeNames } from '../builtin/types.ts';
import { anyType } from '../model/any-type.ts';
import type { SchemaSet } from '../model/schema-set.ts';
import type { TypeDefinition } from '../model/type-definition.ts';
import type { SymbolSpace } from '../parse/components.ts';
import { xsdDiagnostic } from '../parse/report.ts';
import { buildComponents } from './build/build.ts';
import type { ComponentPool } from './component-pool.ts';
import type { AnyComponent, ComponentBySpace, ComponentLookup } from './component-spaces.ts';
import { fingerprintSymbols } from './fingerprint.ts';
import { followReferences } from './follow.ts';
import type { SchemaLimits } from './limits.ts';
import { linkElements } from './link.ts';
import { orderSymbols } from './order.ts';
import { spreadRefusals } from './refusals.ts';
import type { SchemaSource } from './schema-document.ts';
import { createSchemaSet } from './schema-set.ts';
import { collectSymbols, type SchemaSymbol } from './symbols.ts';

/** What {@link resolveSource} works with. */
export interface ResolveContext {
  /** Components that are there for every schema. */
  readonly known: ComponentLookup;
  readonly limits: SchemaLimits;
  readonly pool: ComponentPool;
  readonly sink: DiagnosticSink;
}

/** A schema set, and its components of every space for whoever builds on it. */
export interface ResolvedSource {
  readonly schemas: SchemaSet;
  readonly components: ComponentLookup;
}

/**
 * Makes components of schema documents, in these steps: the documents are brought together, references followed, symbols
 * ordered, components made in that order unless the pool has them, refusals spread to all that cannot be without, elements
 * linked to their types.
 */
export function resolveSource(source: SchemaSource, { known, limits, pool, sink }: ResolveContext): ResolvedSource {
  const table = collectSymbols(source, limits.componentsMax, sink);
  const graph = followReferences(table, known, sink);
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
  // what is refused may depend on more than what a fingerprint says, so sets with refusals keep to themselves
  const prints = refusals.size === 0 ? fingerprintSymbols(table, graph) : new Map<SchemaSymbol, string>();
  const shared = new Map<SchemaSymbol, AnyComponent>();
  for (const [symbol, print] of prints) {
    const component = pool.components.get(print);
    if (component !== undefined) shared.set(symbol, component);
  }
  const { measures } = pool;
  const components = buildComponents({ symbols: table.all, ordered, graph, refusals, shared, measures, limits, sink });
  spreadRefusals(refusals, graph, sink);
  linkElements(components, graph, (symbol) => refusals.has(symbol));
  if (refusals.size === 0) {
    for (const [symbol, component] of components.built) pool.components.set(prints.get(symbol) ?? '', component);
  }

  const find = <Space extends SymbolSpace>(space: Space, key: string): ComponentBySpace[Space] | undefined => {
    const symbol = table.spaces[space].get(key);
    if (symbol === undefined || refusals.has(symbol)) return undefined;
    // a symbol becomes what its space says
    return components.built.get(symbol) as ComponentBySpace[Space] | undefined;
  };
  const list = <Space extends SymbolSpace>(space: Space): Map<string, ComponentBySpace[Space]> => {
    const found = [...table.spaces[space].keys()].flatMap((key) => {
      const component = find(space, key);
      return component === undefined ? [] : [[key, component] as const];
    });
    return new Map(found);
  };
  const refused = (space: 'type' | 'element'): ReadonlyMap<string, Diagnostic> => {
    const found = [...table.spaces[space]].flatMap(([key, symbol]) => {
      const root = refusals.get(symbol);
      return root === undefined ? [] : [[key, root] as const];
    });
    return new Map(found);
  };
  const schemas = createSchemaSet({
    elements: list('element'),
    types: new Map([...builtinTypes, ...list('type')]),
    attributes: list('attribute'),
    refusedElements: refused('element'),
    refusedTypes: refused('type'),
    targetNamespaces: table.targetNamespaces,
    known,
  });
  return { schemas, components: { find } };
}

/** `xs:anyType` and the built-in simple types by Clark name. */
const builtinTypes: ReadonlyMap<string, TypeDefinition> = new Map<string, TypeDefinition>([
  [clarkName({ namespace: XS, local: 'anyType' }), anyType],
  ...builtinTypeNames.flatMap((local) => {
    const type = builtinType(local);
    return type === undefined ? [] : [[clarkName({ namespace: XS, local }), type] as const];
  }),
]);

/** The built-in types alone, for the schemas that everyone knows to start from. */
export const languageComponents: ComponentLookup = {
  find<Space extends SymbolSpace>(space: Space, key: string) {
    return space === 'type' ? (builtinTypes.get(key) as ComponentBySpace[Space] | undefined) : undefined;
  },
};
