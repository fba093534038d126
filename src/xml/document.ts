import type { Location } from '../diagnostics/location.ts';
import { isNCName } from './characters.ts';
import { InScopeNamespaces } from './in-scope-namespaces.ts';
import { XML } from './namespaces.ts';
import type { QName } from './qname.ts';
import type { XmlAttribute, XmlLimits } from './reader.ts';
import { createDeclarationReader } from './string-reader.ts';

/** An element of a document that is read as a whole: WSDL and schema documents. */
export interface XmlElement {
  readonly kind: 'element';
  readonly name: QName;
  readonly prefix: string;
  /** In document order, namespace declarations left out. */
  readonly attributes: readonly XmlAttribute[];
  /** In document order; text of white space alone is left out. */
  readonly children: readonly (XmlElement | XmlText)[];
  /** Bindings in scope; one object for all elements between which nothing is declared. */
  readonly namespaces: InScopeNamespaces;
  readonly location: Location;
}

/** Text between tags, never white space alone. */
export interface XmlText {
  readonly kind: 'text';
  readonly text: string;
}

/**
 * Reads a document into a tree with a location at each element. Takes no stack however deep the document is. A document type
 * declaration that changes nothing is passed over, never fetched.
 * @param file - where it came from, for locations
 * @throws {XmlError} as the reader does
 */
export function parseDocument(text: string, file: string, limits: XmlLimits): XmlElement {
  const reader = createDeclarationReader(text, file, limits, 'skip');
  const copies = new Map<string, string>();
  const copy = (piece: string) => copyOnce(copies, piece);
  const open: { children: (XmlElement | XmlText)[]; namespaces: InScopeNamespaces }[] = [];
  const top: XmlElement[] = [];
  for (let kind = reader.kind; kind !== 'eof'; kind = reader.next()) {
    const parent = open.at(-1);
    if (kind === 'start') {
      const children: (XmlElement | XmlText)[] = [];
      const outer = parent?.namespaces ?? InScopeNamespaces.none;
      const namespaces = outer.with(reader.declarations(), copy);
      const element: XmlElement = {
        kind: 'element',
        name: { namespace: copy(reader.namespace), local: copy(reader.local) },
        prefix: copy(reader.prefix),
        attributes: reader.attributes.map((attribute) => copyAttribute(attribute, copy)),
        children,
        namespaces,
        location: reader.location(),
      };
      (parent?.children ?? top).push(element);
      open.push({ children, namespaces });
    } else if (kind === 'end') {
      open.pop();
    } else if (reader.text.trim() !== '') {
      parent?.children.push({ kind: 'text', text: copy(reader.text) });
    }
  }
  const [root] = top;
  if (root === undefined) throw new Error('a reader that reached the end has read a root element');
  return root;
}

function copyAttribute(attribute: XmlAttribute, copy: (piece: string) => string): XmlAttribute {
  const { namespace, local, prefix, value } = attribute;
  return { namespace: copy(namespace), local: copy(local), prefix: copy(prefix), value: copy(value) };
}

/** Pieces cut out of a large string keep all of it in memory: names that outlive the document are made anew, once each. */
function copyOnce(copies: Map<string, string>, piece: string): string {
  let copied = copies.get(piece);
  if (copied === undefined) {
    copied = Buffer.from(piece, 'utf16le').toString('utf16le');
    copies.set(copied, copied);
  }
  return copied;
}

/** Value of an attribute; without `namespace`, of the unqualified one. Undefined when it is not there. */
export function attribute(element: XmlElement, local: string, namespace = ''): string | undefined {
  return element.attributes.find((candidate) => candidate.local === local && candidate.namespace === namespace)?.value;
}

/** Child elements in document order: all, those of a namespace, or those of one name. */
export function childElements(element: XmlElement, namespace?: string, local?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element.children) {
    if (child.kind !== 'element') continue;
    if (namespace !== undefined && child.name.namespace !== namespace) continue;
    if (local === undefined || child.name.local === local) found.push(child);
  }
  return found;
}

/**
 * Expands a QName in an attribute value or text, white space around it ignored: no prefix means the default namespace
 * (XSD 1.0 Part 1 §3.15.3).
 * @returns undefined when the prefix is not declared here, or the text is no QName: for the caller to report
 */
export function resolvePrefixedName(element: XmlElement, text: string): QName | undefined {
  const name = text.trim();
  const colon = name.indexOf(':');
  const local = name.slice(colon + 1);
  if (!isNCName(local)) return undefined;
  if (colon < 0) return { namespace: element.namespaces.get('') ?? '', local };
  const prefix = name.slice(0, colon);
  const namespace = prefix === 'xml' ? XML : element.namespaces.get(prefix);
  return namespace === undefined ? undefined : { namespace, local };
}

/** All text inside an element, in document order, untrimmed. */
export function textContent(element: XmlElement): string {
  let text = '';
  const todo: (XmlElement | XmlText)[] = [element];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.kind === 'text') text += next.text;
    else for (let at = next.children.length - 1; at >= 0; at--) pushDefined(todo, next.children[at]);
  }
  return text;
}

/** Texts of documentation elements, lines trimmed, empty ones left out, a line break between them; `''` for none. */
export function documentationText(elements: readonly XmlElement[]): string {
  return elements
    .map((element) =>
      textContent(element)
        .split('\n')
        .map((line) => line.trim())
        .join('\n')
        .trim(),
    )
    .filter((text) => text !== '')
    .join('\n');
}

function pushDefined<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}
