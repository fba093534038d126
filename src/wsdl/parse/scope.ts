import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { attribute, childElements, documentationText, type XmlElement } from '../../xml/document.ts';
import { WSDL, WSDL_HTTP, WSDL_MIME, WSDL_SOAP11, WSDL_SOAP12 } from '../../xml/namespaces.ts';
import { clarkName } from '../../xml/qname.ts';
import type { Reference } from '../model/service.ts';
import { reportWsdl } from '../report.ts';
import type { Refusal } from './components.ts';

/** What the parsers of one document share. */
export interface Scope {
  readonly targetNamespace: string;
  readonly sink: DiagnosticSink;
}

/** Value of an attribute, surrounding white space removed; undefined when it is absent. */
export function attributeOf(element: XmlElement, local: string, namespace = ''): string | undefined {
  return attribute(element, local, namespace)?.trim();
}

/** WSDL 1.1 child elements of that name. */
export function wsdlChildren(element: XmlElement, local: string): readonly XmlElement[] {
  return childElements(element, WSDL, local);
}

/** Child elements of that name in either SOAP extension namespace: some documents mix the two. */
export function soapChildren(element: XmlElement, local: string): readonly XmlElement[] {
  return childElements(element).filter((child) => isSoapExtension(child) && child.name.local === local);
}

/** True for an element of the SOAP 1.1 or 1.2 binding. */
export function isSoapExtension({ name }: XmlElement): boolean {
  return name.namespace === WSDL_SOAP11 || name.namespace === WSDL_SOAP12;
}

/** Text of `wsdl:documentation` (§2.1.4), markup left out, lines trimmed; undefined when there is none. */
export function documentationOf(element: XmlElement): string | undefined {
  const text = documentationText(wsdlChildren(element, 'documentation'));
  return text === '' ? undefined : text;
}

/** The name of a component, or undefined with a diagnostic. */
export function nameOf(element: XmlElement, scope: Scope): string | undefined {
  const name = attributeOf(element, 'name');
  if (name !== undefined && name !== '') return name;
  reportWsdl(scope.sink, 'error', 'wsdl/missing-attribute', `${element.name.local} has no name`, element.location);
  return undefined;
}

/** A reference in an attribute: the expanded name, a refusal when its prefix is undeclared, or nothing when it is absent. */
export function referenceOf(
  element: XmlElement,
  attribute: string,
): { readonly reference?: Reference; readonly refusal?: Refusal } {
  const text = attributeOf(element, attribute);
  if (text === undefined || text === '') return {};
  const colon = text.indexOf(':');
  const prefix = colon < 0 ? '' : text.slice(0, colon);
  const local = text.slice(colon + 1);
  const bound = element.namespaces.get(prefix);
  if (prefix !== '' && bound === undefined) {
    const reason = `${attribute}="${text}" uses the prefix "${prefix}", which is not declared`;
    return { refusal: { rule: 'wsdl/undeclared-prefix', reason, location: element.location } };
  }
  return { reference: { name: { namespace: bound ?? '', local }, location: element.location } };
}

/**
 * `UsingAddressing` of WS-Addressing 1.0 WSDL Binding §3.1 and its drafts: reported where it is required, but served, since
 * most servers answer without the header blocks, and configuration can send them.
 */
export function warnOfAddressing(element: XmlElement, { sink }: Scope): void {
  const child = childElements(element).find((each) => isAddressing(each) && isRequired(each));
  if (child === undefined) return;
  const message = `${element.name.local} requires WS-Addressing: it is served, without addressing header blocks of its own`;
  reportWsdl(sink, 'warning', 'wsdl/required-extension', message, child.location);
}

function isAddressing({ name }: XmlElement): boolean {
  return name.local === 'UsingAddressing' && /\/addressing\b/.test(name.namespace);
}

function isRequired(element: XmlElement): boolean {
  const required = attributeOf(element, 'required', WSDL);
  return required === 'true' || required === '1';
}

const understood: ReadonlySet<string> = new Set([WSDL, WSDL_SOAP11, WSDL_SOAP12, WSDL_HTTP, WSDL_MIME]);

/**
 * Why a component cannot be served because of its extensions (§2.1.3): `wsdl:required` on an element that is not
 * understood. `UsingPolicy` and policies themselves are read for MTOM alone and never refused here.
 */
export function requiredExtension(element: XmlElement): Refusal | undefined {
  const child = childElements(element).find((each) => {
    return (
      isRequired(each) &&
      !understood.has(each.name.namespace) &&
      !isAddressing(each) &&
      !/^(UsingPolicy|Policy|PolicyReference)$/.test(each.name.local)
    );
  });
  if (child === undefined) return undefined;
  const reason = `${element.name.local} requires the extension ${clarkName(child.name)}, which is not supported`;
  return { rule: 'wsdl/required-extension', reason, location: child.location };
}
