import type { XsdRule } from '../../../diagnostics/catalogue/xsd.ts';
import type { Diagnostic, DiagnosticSink } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/location.ts';
import { clarkName } from '../../../xml/qname.ts';
import type { Compositor } from '../../model/compositor.ts';
import type { ElementDeclaration } from '../../model/element.ts';
import type { ParsedElement, ParsedReference, SymbolSpace } from '../../parse/components.ts';
import { xsdDiagnostic } from '../../parse/report.ts';
import type { AnyComponent, ComponentBySpace } from '../component-spaces.ts';
import type { Target } from '../follow.ts';
import type { SchemaLimits } from '../limits.ts';
import type { SchemaSymbol } from '../symbols.ts';
import type { Measure } from './measure.ts';

/** An element declaration before its type is in place. */
export type UnlinkedElement = { -readonly [Key in keyof ElementDeclaration]: ElementDeclaration[Key] };

/** An element whose type is to be put in place once all that has a name is made. */
export interface PendingLink {
  readonly element: UnlinkedElement;
  readonly parsed: ParsedElement;
  readonly owner: SchemaSymbol;
}

/** What making components shares. */
export interface BuildContext {
  readonly targets: ReadonlyMap<ParsedReference, Target>;
  /** What has been made, by symbol. */
  readonly built: Map<SchemaSymbol, AnyComponent>;
  readonly links: PendingLink[];
  readonly measures: WeakMap<Compositor, Measure>;
  readonly limits: SchemaLimits;
  readonly sink: DiagnosticSink;
  /** The symbol being made. */
  owner: SchemaSymbol;
  /** Particles written out so far. */
  particles: number;
}

/** Ends the making of a component; `finding` is absent when something it needs is at fault, which is found otherwise. */
export class RefusedComponent extends Error {
  readonly finding: Diagnostic | undefined;

  constructor(finding?: Diagnostic) {
    super(finding?.message ?? 'a component that is needed is refused');
    this.name = 'RefusedComponent';
    this.finding = finding;
  }
}

/** Refuses the component at hand. */
export function refuse(context: BuildContext, rule: XsdRule, message: string, location: Location): never {
  const finding = xsdDiagnostic('error', rule, `${describeOwner(context)}: ${message}`, location);
  context.sink.report(finding);
  throw new RefusedComponent(finding);
}

/** Reports what is odd but clear. */
export function warn(context: BuildContext, rule: XsdRule, message: string, location: Location): void {
  context.sink.report(xsdDiagnostic('warning', rule, `${describeOwner(context)}: ${message}`, location));
}

function describeOwner({ owner }: BuildContext): string {
  return `${owner.component.space} ${clarkName(owner.component.name)}`;
}

/**
 * The component that a reference leads to.
 * @throws {RefusedComponent} when there is none
 */
export function componentOf<Space extends SymbolSpace>(
  _space: Space,
  reference: ParsedReference,
  context: BuildContext,
): ComponentBySpace[Space] {
  const target = context.targets.get(reference);
  const component =
    target?.kind === 'builtin' ? target.type : target?.kind === 'symbol' ? context.built.get(target.symbol) : undefined;
  if (component === undefined) throw new RefusedComponent();
  // targets are found in the space that was asked for, and a symbol becomes what its space says
  return component as ComponentBySpace[Space];
}
