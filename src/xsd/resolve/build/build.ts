import type { Diagnostic, DiagnosticSink } from '../../../diagnostics/diagnostic.ts';
import { clarkName } from '../../../xml/qname.ts';
import type { Compositor } from '../../model/compositor.ts';
import type { TypeDefinition } from '../../model/type-definition.ts';
import type { ParsedComponent, ParsedType } from '../../parse/components.ts';
import { xsdDiagnostic } from '../../parse/report.ts';
import type { AnyComponent } from '../component-spaces.ts';
import type { ReferenceGraph } from '../follow.ts';
import type { SchemaLimits } from '../limits.ts';
import type { SchemaSymbol } from '../symbols.ts';
import { buildAttribute, buildAttributes } from './attributes.ts';
import { buildComplexType } from './complex-type.ts';
import { type BuildContext, type PendingLink, RefusedComponent } from './context.ts';
import type { Measure } from './measure.ts';
import { buildCompositor, buildElement } from './particle.ts';
import { buildSimpleType } from './simple-type.ts';

/** What {@link buildComponents} works with. */
export interface BuildInput {
  readonly symbols: readonly SchemaSymbol[];
  /** The same, each after its ingredients. */
  readonly ordered: readonly SchemaSymbol[];
  readonly graph: ReferenceGraph;
  /** Symbols that are refused already; more are added. */
  readonly refusals: Map<SchemaSymbol, Diagnostic>;
  /** Components that were made for another set and are the same here. */
  readonly shared: ReadonlyMap<SchemaSymbol, AnyComponent>;
  readonly measures: WeakMap<Compositor, Measure>;
  readonly limits: SchemaLimits;
  readonly sink: DiagnosticSink;
}

/** Components by symbol, their elements not yet linked to types; anonymous types of elements by link. */
export interface BuiltComponents {
  readonly built: ReadonlyMap<SchemaSymbol, AnyComponent>;
  readonly links: readonly PendingLink[];
  readonly anonymous: ReadonlyMap<PendingLink, TypeDefinition>;
}

/**
 * Makes the components: elements first, since all may refer to them, then each after its ingredients, then the anonymous types of
 * elements, which may be derived from the very type they stand in. One that cannot be made is refused, and the others go on.
 */
export function buildComponents(input: BuildInput): BuiltComponents {
  const { symbols, ordered, graph, refusals, sink } = input;
  const [first] = symbols;
  const built = new Map<SchemaSymbol, AnyComponent>(input.shared);
  const links: PendingLink[] = [];
  const anonymous = new Map<PendingLink, TypeDefinition>();
  if (first === undefined) return { built, links, anonymous };
  const { targets } = graph;
  const { measures, limits } = input;
  const context: BuildContext = { targets, built, links, measures, limits, sink, owner: first, particles: 0 };

  const attempt = <Made>(owner: SchemaSymbol, make: () => Made, keep: (made: Made) => void): void => {
    context.owner = owner;
    try {
      keep(make());
    } catch (error) {
      if (!(error instanceof RefusedComponent)) throw error;
      if (error.finding !== undefined && !refusals.has(owner)) refusals.set(owner, error.finding);
    }
  };

  const makeSymbol = (symbol: SchemaSymbol): void => {
    if (refusals.has(symbol) || built.has(symbol)) return;
    attempt(
      symbol,
      () => buildBody(symbol.component.body, context),
      (made) => built.set(symbol, made),
    );
  };

  checkHeads(ordered, graph, input);
  for (const symbol of symbols) if (symbol.component.space === 'element') makeSymbol(symbol);
  for (const symbol of ordered) if (symbol.component.space !== 'element') makeSymbol(symbol);
  for (const link of links) {
    const { type } = link.parsed;
    if (type === undefined || !('kind' in type)) continue;
    attempt(
      link.owner,
      () => buildType(type, context),
      (made) => anonymous.set(link, made),
    );
  }
  return { built, links, anonymous };
}

function buildBody(body: ParsedComponent['body'], context: BuildContext): AnyComponent {
  switch (body.kind) {
    case 'element':
      return buildElement(body, context);
    case 'attribute':
      return buildAttribute(body, context);
    case 'group':
      return buildCompositor(body.compositor, context);
    case 'attributeGroup':
      return buildAttributes(body.attributes, body.location, context);
    default:
      return buildType(body, context);
  }
}

function buildType(type: ParsedType, context: BuildContext): TypeDefinition {
  return type.kind === 'simple' ? buildSimpleType(type, context) : buildComplexType(type, context);
}

/** Refuses elements that are too many steps away from the head of heads of their substitution group. */
function checkHeads(
  ordered: readonly SchemaSymbol[],
  graph: ReferenceGraph,
  { limits, refusals, sink }: BuildInput,
): void {
  const steps = new Map<SchemaSymbol, number>();
  for (const symbol of ordered) {
    const head = graph.edges.get(symbol)?.find(({ role }) => role === 'head')?.target;
    if (head?.kind !== 'symbol') continue;
    const depth = (steps.get(head.symbol) ?? 0) + 1;
    steps.set(symbol, depth);
    if (depth <= limits.derivationDepthMax || refusals.has(symbol)) continue;
    const { name, location } = symbol.component;
    const message = `element ${clarkName(name)} is more than ${limits.derivationDepthMax} steps from the head of its substitution group (derivationDepthMax)`;
    const finding = xsdDiagnostic('error', 'xsd/derivation-depth', message, location);
    sink.report(finding);
    refusals.set(symbol, finding);
  }
}
