import type { XsdRule } from '../../diagnostics/catalogue/xsd.ts';
import type { Diagnostic, DiagnosticLevel, DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/location.ts';
import { isNCName } from '../../xml/characters.ts';
import {
  attribute,
  childElements,
  documentationText,
  resolvePrefixedName,
  type XmlElement,
} from '../../xml/document.ts';
import { XS } from '../../xml/namespaces.ts';
import type { QName } from '../../xml/qname.ts';
import type { ParsedReference, SymbolSpace } from './components.ts';
import { xsdDiagnostic } from './report.ts';

/** What the components of one schema document share: its namespace and defaults (XSD 1.0 Part 1 §3.15.2). */
export interface SchemaScope {
  readonly targetNamespace: string;
  /** True for a document of no namespace that another one includes: its names then mean the namespace of that one (§4.2.1). */
  readonly chameleon: boolean;
  readonly elementsQualified: boolean;
  readonly attributesQualified: boolean;
  readonly blockDefault: string;
  readonly sink: DiagnosticSink;
}

/** What the parsers within one component of the top level share. */
export interface ComponentScope extends SchemaScope {
  /** Reports a finding; an error refuses the component at hand. */
  report(level: DiagnosticLevel, rule: XsdRule, message: string, location: Location): void;
  /** The first error in the component. */
  refusal(): Diagnostic | undefined;
  /** In `xs:redefine`: the component being redefined, so that references to it can be told. */
  readonly redefines?: { readonly space: SymbolSpace; readonly name: QName };
}

/** Makes the scope of one component. */
export function componentScope(scope: SchemaScope, redefines?: ComponentScope['redefines']): ComponentScope {
  let refusal: Diagnostic | undefined;
  return {
    ...scope,
    ...(redefines === undefined ? {} : { redefines }),
    refusal: () => refusal,
    report(level, rule, message, location) {
      const diagnostic = xsdDiagnostic(level, rule, message, location);
      scope.sink.report(diagnostic);
      if (level === 'error') refusal ??= diagnostic;
    },
  };
}

/** Child elements of the schema language, those of one name or all but annotations. */
export function schemaChildren(element: XmlElement, local?: string): readonly XmlElement[] {
  if (local !== undefined) return childElements(element, XS, local);
  return childElements(element, XS).filter(({ name }) => name.local !== 'annotation');
}

/** The first child element of that name. */
export function schemaChild(element: XmlElement, local: string): XmlElement | undefined {
  return schemaChildren(element, local)[0];
}

/** Value of an attribute with white space around it removed; undefined when it is absent. */
export function attributeOf(element: XmlElement, local: string, namespace = ''): string | undefined {
  return attribute(element, local, namespace)?.trim();
}

/** `xs:boolean` attribute; what is neither true nor false is reported and counts as absent. */
export function booleanOf(element: XmlElement, local: string, absent: boolean, scope: ComponentScope): boolean {
  const text = attributeOf(element, local);
  if (text === undefined) return absent;
  if (/^(true|1)$/i.test(text)) return true;
  if (!/^(false|0)$/i.test(text)) reportValue(element, local, 'true or false', scope);
  return absent && !/^(false|0)$/i.test(text);
}

/** One word of a list; another one is reported and counts as absent. */
export function wordOf<Word extends string>(
  element: XmlElement,
  local: string,
  choices: readonly Word[],
  absent: Word,
  scope: ComponentScope,
): Word {
  const text = attributeOf(element, local);
  const word = choices.find((choice) => choice === text);
  if (text !== undefined && word === undefined) reportValue(element, local, choices.join(', '), scope);
  return word ?? absent;
}

function reportValue(element: XmlElement, local: string, wanted: string, scope: ComponentScope): void {
  const message = `${local}="${attributeOf(element, local)}" of ${element.name.local} is not one of: ${wanted}`;
  scope.report('warning', 's4s-att-invalid-value', message, element.location);
}

/** The `name` of a component in a namespace; undefined, with a diagnostic, when it has none that can be used. */
export function nameOf(element: XmlElement, namespace: string, scope: ComponentScope): QName | undefined {
  const local = attributeOf(element, 'name');
  if (local !== undefined && isNCName(local)) return { namespace, local };
  const rule = local === undefined ? 's4s-att-must-appear' : 's4s-att-invalid-value';
  const message =
    local === undefined ? `${element.name.local} has no name` : `name="${local}" of ${element.name.local} is no name`;
  scope.report('error', rule, message, element.location);
  return undefined;
}

/** A reference in an attribute; undefined when it is absent or, with a diagnostic, cannot be read (§3.15.3, src-qname). */
export function referenceOf(
  element: XmlElement,
  local: string,
  space: SymbolSpace,
  scope: ComponentScope,
): ParsedReference | undefined {
  const text = attributeOf(element, local);
  return text === undefined ? undefined : referenceTo(element, text, space, scope);
}

/** A reference by its text. */
export function referenceTo(
  element: XmlElement,
  text: string,
  space: SymbolSpace,
  scope: ComponentScope,
): ParsedReference | undefined {
  const { location } = element;
  const name = resolvePrefixedName(element, text);
  if (name === undefined) {
    const message = `"${text}" in ${element.name.local} cannot be read as a name: its prefix is not declared or it is none`;
    scope.report('error', 'src-qname', message, location);
    return undefined;
  }
  const meant = name.namespace === '' && scope.chameleon ? { ...name, namespace: scope.targetNamespace } : name;
  const { redefines } = scope;
  const redefined =
    redefines?.space === space && redefines.name.local === meant.local && redefines.name.namespace === meant.namespace;
  return { name: meant, location, ...(redefined ? { redefined } : {}) };
}

/** `block` of an element or type, else the document's `blockDefault`; words that do not apply are passed over (§3.3.2). */
export function blockOf<Word extends string>(
  element: XmlElement,
  choices: readonly Word[],
  scope: ComponentScope,
): readonly Word[] {
  const text = attributeOf(element, 'block') ?? scope.blockDefault;
  const all = text.split(/\s+/);
  return choices.filter((choice) => all.includes('#all') || all.includes(choice));
}

/** Text of the annotation's documentation (§3.13.2), lines trimmed, as a member to spread. */
export function documentationOf(element: XmlElement): { readonly documentation?: string } {
  const annotations = schemaChildren(element, 'annotation');
  const text = documentationText(annotations.flatMap((annotation) => schemaChildren(annotation, 'documentation')));
  return text === '' ? {} : { documentation: text };
}
