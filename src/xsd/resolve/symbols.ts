import type { Diagnostic, DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { renderLocation } from '../../diagnostics/location.ts';
import type { XmlElement } from '../../xml/document.ts';
import { XML, XS } from '../../xml/namespaces.ts';
import { clarkName, type QName } from '../../xml/qname.ts';
import { builtinType } from '../builtin/types.ts';
import type { ParsedComponent, SymbolSpace } from '../parse/components.ts';
import { xsdDiagnostic } from '../parse/report.ts';
import { parseSchema } from '../parse/schema.ts';
import { canonicalText } from './canonical.ts';
import { type FoundReference, referencesOf } from './references.ts';
import { type SchemaDirective, type SchemaDocument, type SchemaSource, schemaDirectives } from './schema-document.ts';
import type { FindWellKnown } from './well-known.ts';

/** A component of the top level as a vertex of the graph that references make. */
export interface SchemaSymbol {
  readonly component: ParsedComponent;
  /** The component as it was before this one redefined it. */
  readonly redefined?: SchemaSymbol;
  readonly references: readonly FoundReference[];
  /** Namespaces whose components its document imports; undefined for a component that everyone knows. */
  readonly imports?: ReadonlySet<string>;
}

/** A component that is needed whatever the schemas refer to. */
export interface NeededComponent {
  readonly space: 'type' | 'element';
  readonly name: QName;
}

/** What {@link collectSymbols} works with. */
export interface CollectContext {
  readonly needed: readonly NeededComponent[];
  readonly findWellKnown: FindWellKnown;
  readonly componentsMax: number;
  readonly sink: DiagnosticSink;
}

/** All components of the top level, each symbol space by Clark name. */
export interface SymbolTable {
  readonly spaces: Readonly<Record<SymbolSpace, ReadonlyMap<string, SchemaSymbol>>>;
  /** Those in the spaces and those that were redefined, in the order of the documents. */
  readonly all: readonly SchemaSymbol[];
  readonly targetNamespaces: readonly string[];
}

/**
 * Brings the documents together (XSD 1.0 Part 1 §4.2): each is read once for a namespace, a document of no namespace takes that
 * of the one that includes it. Of two components with one name the first counts; a redefinition takes the place of what it
 * redefines. Components that everyone knows are added where they are needed and not defined.
 */
export function collectSymbols(source: SchemaSource, context: CollectContext): SymbolTable {
  const { needed, findWellKnown, componentsMax, sink } = context;
  const spaces: Record<SymbolSpace, Map<string, SchemaSymbol>> = {
    type: new Map(),
    element: new Map(),
    attribute: new Map(),
    group: new Map(),
    attributeGroup: new Map(),
  };
  const all: SchemaSymbol[] = [];
  const namespaces = new Set<string>();
  let full = false;
  const visited = new Map<XmlElement, Set<string>>();

  const enter = (symbol: SchemaSymbol): void => {
    spaces[symbol.component.space].set(clarkName(symbol.component.name), symbol);
    all.push(symbol);
  };

  const add = (component: ParsedComponent, imports: ReadonlySet<string>): void => {
    if (isBuiltinType(component)) return; // the schema for schemas, of which the built-in types are the meaning
    const key = clarkName(component.name);
    const first = spaces[component.space].get(key);
    if (first === undefined) {
      if (all.length >= componentsMax) {
        if (!full) sink.report(tooMany(component, componentsMax));
        full = true;
        return;
      }
      enter({ component, imports, references: referencesOf(component) });
    } else if (canonicalText(original(first).component) !== canonicalText(component)) {
      const place = renderLocation(first.component.location);
      const message = `${component.space} ${key} is already defined at ${place}, otherwise; that one counts`;
      sink.report(xsdDiagnostic('warning', 'sch-props-correct', message, component.location));
    }
  };

  const redefine = (component: ParsedComponent, imports: ReadonlySet<string>): void => {
    const key = clarkName(component.name);
    const redefined = spaces[component.space].get(key);
    if (redefined === undefined) {
      const message = `${component.space} ${key} is redefined, but the document named does not define it`;
      const refusal = xsdDiagnostic('error', 'src-redefine', message, component.location);
      sink.report(refusal);
      enter({ component: { ...component, refusal }, imports, references: referencesOf(component) });
    } else {
      enter({ component, redefined, imports, references: referencesOf(component) });
    }
  };

  const addWellKnown = (space: SymbolSpace, name: QName): void => {
    if (spaces[space].has(clarkName(name))) return;
    const component = findWellKnown(space, name);
    if (component !== undefined) enter({ component, references: referencesOf(component) });
  };

  const visit = (document: SchemaDocument, includedInto: string | undefined): void => {
    const { root } = document;
    const target = targetNamespaceOf(root) || (includedInto ?? '');
    const seen = visited.get(root) ?? new Set();
    visited.set(root, seen);
    if (seen.has(target)) return;
    seen.add(target);
    namespaces.add(target);
    const parsed = parseSchema(root, includedInto, sink);
    const directives = schemaDirectives(root);
    const imports = new Set(directives.filter(({ kind }) => kind === 'import').map(({ namespace = '' }) => namespace));
    for (const directive of directives) {
      const found = source.locate(document, directive.element);
      if (found !== undefined) {
        const into = directive.kind === 'import' ? undefined : target;
        checkNamespace(directive, found, target, sink);
        visit(found, into);
      }
      for (const component of parsed.redefinitions.get(directive.element) ?? []) redefine(component, imports);
    }
    for (const component of parsed.components) add(component, imports);
  };

  for (const document of source.documents) visit(document, undefined);
  for (const local of xmlAttributes) addWellKnown('attribute', { namespace: XML, local });
  for (const { space, name } of needed) addWellKnown(space, name);
  // goes on to the end of a list that grows: known components refer to others
  for (const { references } of all) {
    for (const { space, reference } of references) addWellKnown(space, reference.name);
  }
  return { spaces, all, targetNamespaces: [...namespaces] };
}

function tooMany({ location }: ParsedComponent, componentsMax: number): Diagnostic {
  const message = `there are more than ${componentsMax} components (componentsMax); this one and those after it are passed over`;
  return xsdDiagnostic('error', 'xsd/component-count', message, location);
}

/** They may stand wherever a wildcard admits them, and no document need import them for that. */
const xmlAttributes = ['lang', 'space', 'base', 'id'];

function isBuiltinType({ space, name }: ParsedComponent): boolean {
  return (
    space === 'type' && name.namespace === XS && (name.local === 'anyType' || builtinType(name.local) !== undefined)
  );
}

/** What stood there before any redefinition. */
function original(symbol: SchemaSymbol): SchemaSymbol {
  let first = symbol;
  while (first.redefined !== undefined) first = first.redefined;
  return first;
}

function targetNamespaceOf(root: XmlElement): string {
  return root.attributes.find(({ namespace, local }) => namespace === '' && local === 'targetNamespace')?.value ?? '';
}

/** Reports a document of another namespace than the directive leads to expect; it is taken for what it is. */
function checkNamespace(
  { kind, element, namespace = '' }: SchemaDirective,
  found: SchemaDocument,
  including: string,
  sink: DiagnosticSink,
): void {
  const actual = targetNamespaceOf(found.root);
  const fits = kind === 'import' ? actual === namespace : actual === '' || actual === including;
  if (fits) return;
  const wanted = kind === 'import' ? namespace : including;
  const message = `${kind} of ${found.file} expects the namespace "${wanted}", its target namespace is "${actual}"`;
  sink.report(xsdDiagnostic('warning', kind === 'import' ? 'src-import' : 'src-include', message, element.location));
}
