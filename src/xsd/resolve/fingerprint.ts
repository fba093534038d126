import { createHash } from 'node:crypto';
import { clarkName } from '../../xml/qname.ts';
import { isAnyType } from '../model/any-type.ts';
import type { TypeDefinition } from '../model/type-definition.ts';
import type { ParsedReference, ParsedSimpleType } from '../parse/components.ts';
import { canonicalText } from './canonical.ts';
import type { Edge, ReferenceGraph, Target } from './follow.ts';
import { strongComponents } from './strong-components.ts';
import type { SchemaSymbol, SymbolTable } from './symbols.ts';

/**
 * A point that fingerprints are made of: a symbol, or a bundle of symbols that stand in for one: the types derived from a type,
 * the elements of a substitution group, all there is.
 */
interface Vertex {
  readonly symbol?: SchemaSymbol;
  /** What it says itself. */
  readonly text: string;
  readonly edges: Vertex[];
}

/**
 * A fingerprint for each symbol, equal in two sets of schemas just when the symbol says the same there and all it leads to does:
 * what it refers to, and what may stand in for that (derived types of the type of an element, members of the substitution group
 * of an element, and anything for `xs:anyType` and wildcards). Equal fingerprints therefore may share one component, and whatever is made of
 * it. Circles are taken as a whole. What may stand in for a type that is only a base does not count.
 */
export function fingerprintSymbols(table: SymbolTable, graph: ReferenceGraph): ReadonlyMap<SchemaSymbol, string> {
  const vertices = makeVertices(table, graph);
  const prints = new Map<Vertex, string>();
  const components = strongComponents(vertices.values(), ({ edges }) => edges);
  for (const component of components) {
    const inside = new Set(component);
    const outside = new Set<string>();
    for (const { edges } of component) {
      for (const target of edges) if (!inside.has(target)) outside.add(prints.get(target) ?? '');
    }
    const texts = component.map(({ text }) => hash([text]));
    const whole = hash([...texts.toSorted(), '', ...[...outside].toSorted()]);
    for (const [at, vertex] of component.entries()) prints.set(vertex, hash([whole, texts[at] ?? '']));
  }
  return new Map([...vertices].map(([symbol, vertex]) => [symbol, prints.get(vertex) ?? '']));
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}

function makeVertices({ all, spaces }: SymbolTable, graph: ReferenceGraph): ReadonlyMap<SchemaSymbol, Vertex> {
  const vertices = new Map<SchemaSymbol, Vertex>();
  for (const symbol of all) vertices.set(symbol, { symbol, text: canonicalText(symbol.component), edges: [] });
  const everything: Vertex = { text: 'everything', edges: [...vertices.values()] };
  const named = [...Object.values(spaces)].flatMap((space) => [...space.values()]);
  const derived = bundles(named, vertices, (symbol) => baseOf(symbol, graph));
  const members = bundles(named, vertices, (symbol) => headOf(symbol, graph));
  const known = new Map<string, Vertex>();

  const targetsOf = ({ space, role, reference, target }: Edge): Vertex[] => {
    if (target.kind !== 'symbol') {
      if (target.kind === 'builtin' && role === 'declared' && isUrType(target.type)) return [everything];
      const text = `${target.kind} ${space} ${clarkName(reference.name)}`;
      const vertex = known.get(text) ?? { text, edges: [] };
      known.set(text, vertex);
      return [vertex];
    }
    const own = vertices.get(target.symbol);
    const bundle = role === 'declared' ? derived : space === 'element' && role === 'link' ? members : undefined;
    const standIns = bundle?.get(target.symbol);
    return [own, standIns].filter((vertex) => vertex !== undefined);
  };

  for (const [symbol, { edges }] of vertices) {
    for (const edge of graph.edges.get(symbol) ?? []) edges.push(...targetsOf(edge));
  }
  return vertices;
}

/** For each symbol a vertex that leads to all those that come from it over any number of steps. */
function bundles(
  named: readonly SchemaSymbol[],
  vertices: ReadonlyMap<SchemaSymbol, Vertex>,
  stepOf: (symbol: SchemaSymbol) => SchemaSymbol | undefined,
): ReadonlyMap<SchemaSymbol, Vertex> {
  const found = new Map<SchemaSymbol, Vertex>();
  for (const symbol of named) {
    const vertex = vertices.get(symbol);
    const step = stepOf(symbol);
    if (vertex === undefined || step === undefined) continue;
    // one step is enough: the bundle of a symbol leads to the bundles of those one step away
    const bundle = found.get(step) ?? { text: 'stand-ins', edges: [] };
    const further = found.get(symbol) ?? { text: 'stand-ins', edges: [] };
    found.set(step, bundle);
    found.set(symbol, further);
    bundle.edges.push(vertex, further);
  }
  return found;
}

/** The named type that a named type is derived from, anonymous ones between them passed over. */
function baseOf({ component }: SchemaSymbol, { targets }: ReferenceGraph): SchemaSymbol | undefined {
  const { body } = component;
  let base: ParsedReference | ParsedSimpleType | undefined;
  if (body.kind === 'complex') base = body.base;
  else if (body.kind === 'simple') base = body;
  while (base !== undefined && 'kind' in base) {
    base = base.derivation.kind === 'restriction' ? base.derivation.base : undefined;
  }
  return symbolOf(base === undefined ? undefined : targets.get(base));
}

function headOf({ component }: SchemaSymbol, { targets }: ReferenceGraph): SchemaSymbol | undefined {
  const { body } = component;
  return body.kind === 'element' && body.substitutionGroup !== undefined
    ? symbolOf(targets.get(body.substitutionGroup))
    : undefined;
}

function symbolOf(target: Target | undefined): SchemaSymbol | undefined {
  return target?.kind === 'symbol' ? target.symbol : undefined;
}

/** True for `xs:anyType` and `xs:anySimpleType`, for which any type may stand. */
function isUrType(type: TypeDefinition): boolean {
  return isAnyType(type) || (type.kind === 'simple' && type.base === undefined);
}
