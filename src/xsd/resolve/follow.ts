import type { Diagnostic, DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { type Location, renderLocation } from '../../diagnostics/location.ts';
import { nearMatch } from '../../diagnostics/near-match.ts';
import { WSDL, XML, XS } from '../../xml/namespaces.ts';
import { clarkName, parseClarkName, type QName } from '../../xml/qname.ts';
import type { TypeDefinition } from '../model/type-definition.ts';
import type { ParsedReference, SymbolSpace } from '../parse/components.ts';
import { xsdDiagnostic } from '../parse/report.ts';
import { builtinComponents } from './builtin-components.ts';
import type { FoundReference } from './references.ts';
import type { SchemaSymbol, SymbolTable } from './symbols.ts';

/** What a reference leads to: a component of these schemas, a built-in type, or nothing. */
export type Target =
  | { readonly kind: 'symbol'; readonly symbol: SchemaSymbol }
  | { readonly kind: 'builtin'; readonly type: TypeDefinition }
  | { readonly kind: 'missing'; readonly finding: Diagnostic };

/** A reference followed. */
export interface Edge extends FoundReference {
  readonly target: Target;
}

/** Every reference of every symbol, followed. */
export interface ReferenceGraph {
  readonly edges: ReadonlyMap<SchemaSymbol, readonly Edge[]>;
  readonly targets: ReadonlyMap<ParsedReference, Target>;
}

/** Types that later versions of XML Schema add. */
const laterTypes: ReadonlySet<string> = new Set([
  'anyAtomicType',
  'dateTimeStamp',
  'dayTimeDuration',
  'yearMonthDuration',
  'untypedAtomic',
  'error',
]);

const comparisonsMax = 500_000;

/**
 * Follows every reference (XSD 1.0 Part 1 §3.15.3, src-resolve). What is missing is reported once for a name, where it is needed
 * first. A reference without prefix, or one into the language itself, that names nothing there is taken to mean the target
 * namespace of its document, which is what its author forgot.
 */
export function followReferences(table: SymbolTable, sink: DiagnosticSink): ReferenceGraph {
  const edges = new Map<SchemaSymbol, readonly Edge[]>();
  const targets = new Map<ParsedReference, Target>();
  const missing = new Map<string, Target>();
  const reported = new Set<string>();
  let comparisons = 0;

  const once = (key: string, report: () => Diagnostic): void => {
    if (reported.has(key)) return;
    reported.add(key);
    sink.report(report());
  };

  const find = (space: SymbolSpace, name: QName): Target | undefined => {
    const key = clarkName(name);
    const symbol = table.spaces[space].get(key);
    if (symbol !== undefined) return { kind: 'symbol', symbol };
    const type = space === 'type' ? builtinComponents.get(key) : undefined;
    return type === undefined ? undefined : { kind: 'builtin', type };
  };

  const follow = (symbol: SchemaSymbol, space: SymbolSpace, reference: ParsedReference): Target => {
    const { name, location } = reference;
    if (reference.redefined && symbol.redefined !== undefined) return { kind: 'symbol', symbol: symbol.redefined };
    const found = find(space, name);
    if (found !== undefined) {
      checkImport(symbol, name, location.file, () =>
        xsdDiagnostic(
          'warning',
          'src-resolve.4.2',
          `${space} ${clarkName(name)} is of a namespace that ${location.file} does not import`,
          location,
        ),
      );
      return found;
    }
    if (name.namespace === '' || name.namespace === WSDL || name.namespace === XS) {
      const namespace = symbol.component.targetNamespace;
      const meant = namespace === name.namespace ? undefined : find(space, { namespace, local: name.local });
      if (meant !== undefined) {
        once(`${location.file} ${space} ${clarkName(name)}`, () => {
          const message = `${space} "${name.local}" is taken from the target namespace ${namespace}`;
          return xsdDiagnostic('warning', 'src-resolve', message, location);
        });
        return meant;
      }
    }
    return missingTarget(symbol, space, reference);
  };

  const checkImport = (
    { component, imports }: SchemaSymbol,
    { namespace }: QName,
    file: string,
    report: () => Diagnostic,
  ) => {
    if (
      imports === undefined ||
      namespace === component.targetNamespace ||
      namespace === XS ||
      namespace === XML ||
      imports.has(namespace)
    )
      return;
    once(`${file} ${component.targetNamespace} ${namespace}`, report);
  };

  const missingTarget = (
    { component }: SchemaSymbol,
    space: SymbolSpace,
    { name, location }: ParsedReference,
  ): Target => {
    const key = `${space} ${clarkName(name)}`;
    const before = missing.get(key);
    if (before !== undefined) return before;
    const later = name.namespace === XS && laterTypes.has(name.local);
    const reason = later ? 'is of a later version of XML Schema' : `is not defined${nearText(space, name)}`;
    const message = `${key} ${reason}; ${component.space} ${clarkName(component.name)} needs it`;
    const finding = xsdDiagnostic('error', later ? 'xsd/unsupported' : 'src-resolve', message, location);
    sink.report(finding);
    const target: Target = { kind: 'missing', finding };
    missing.set(key, target);
    return target;
  };

  /** `; near: {urn:crm}Person (Person.xsd:12:3)`, or nothing. */
  const nearText = (space: SymbolSpace, name: QName): string => {
    const symbols = table.spaces[space];
    comparisons += symbols.size;
    if (comparisons > comparisonsMax) return '';
    const names = [...symbols.keys()].map(parseClarkName);
    const elsewhere = names.find(({ local }) => local === name.local);
    const inside = names.filter(({ namespace }) => namespace === name.namespace).map(({ local }) => local);
    const local = elsewhere === undefined ? nearMatch(name.local, inside) : undefined;
    const near = elsewhere ?? (local === undefined ? undefined : { namespace: name.namespace, local });
    const symbol = near === undefined ? undefined : symbols.get(clarkName(near));
    if (symbol === undefined) return '';
    return `; near: ${clarkName(symbol.component.name)} (${renderLocation(symbol.component.location)})`;
  };

  for (const symbol of table.all) {
    const followed: Edge[] = [];
    for (const found of symbol.references) {
      if (found.role === 'mention') {
        const { name, location } = found.reference;
        const target = find(found.space, name);
        if (target !== undefined) followed.push({ ...found, target });
        else once(`mention ${clarkName(name)}`, () => unknownItems(name, location));
        continue;
      }
      const target = follow(symbol, found.space, found.reference);
      targets.set(found.reference, target);
      followed.push({ ...found, target });
    }
    edges.set(symbol, followed);
  }
  return { edges, targets };
}

function unknownItems(name: QName, location: Location): Diagnostic {
  const message = `type ${clarkName(name)} of an array's items is not defined; they are taken as xs:anyType`;
  return xsdDiagnostic('warning', 'src-resolve', message, location);
}
