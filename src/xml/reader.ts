import type { Location } from '../diagnostics/location.ts';
import type { QName } from './qname.ts';

/** What the reader stands on. */
export type XmlEventKind = 'start' | 'end' | 'text' | 'eof';

/**
 * Pull reader over one XML 1.0 document with namespaces resolved. Comments and processing instructions are passed over,
 * adjacent text and CDATA are one event, character references and the five predefined entities are replaced, line ends
 * are normalised. A document type declaration is refused (`xml/doctype`), as is every entity it could have declared.
 * Well-formedness and namespace well-formedness are checked in full: mismatched tags, duplicate attributes, undeclared
 * prefixes, illegal characters, `]]>` in text, content after the root.
 */
export interface XmlReader {
  /** The event at hand; `start` of the root after creation. An empty-element tag gives `start` and `end`. */
  readonly kind: XmlEventKind;
  /** Name of the element; of the start or end tag at hand. */
  readonly local: string;
  readonly namespace: string;
  /** Prefix as written; `''` for none. */
  readonly prefix: string;
  /** Attributes of the start tag at hand, namespace declarations left out; valid until `next`. */
  readonly attributes: readonly XmlAttribute[];
  /** Text at hand, references replaced; valid for `text`. */
  readonly text: string;
  /** Number of open elements, the one at hand included on `start` and `end`. */
  readonly depth: number;
  /** Where the event at hand begins, in UTF-16 code units from the start of the text. */
  readonly offset: number;
  /** Moves to the next event and gives its kind. @throws {XmlError} */
  next(): XmlEventKind;
  /** Value of an attribute of the start tag at hand; undefined when it is not there. */
  attribute(namespace: string, local: string): string | undefined;
  /** Namespace bound to a prefix here (`''` = default namespace); undefined when it is bound to none. */
  lookupNamespace(prefix: string): string | undefined;
  /** From `start`: concatenated text up to the matching end tag, which is consumed. @throws {XmlError} `xml/unexpected-element` */
  readText(): string;
  /** From `start`: passes over the element with its end tag. Limits and well-formedness are still checked. */
  skipElement(): void;
  /**
   * From `start`: the element as XML text on its own, with the namespace declarations it needs added, end tag consumed.
   * What `$any` carries. Prefixes that begin a value (`xsi:type="xs:int"`) count as needed. Comments and processing
   * instructions are left out.
   */
  readOuterXml(): string;
  /** From `start`: the content as XML text (children and text, escaped), declarations added, end tag consumed. What `$mixed` carries. */
  readInnerXml(): string;
  /** In-scope prefix bindings at the tag at hand (`''` = default namespace), `xml` left out. */
  inScopeNamespaces(): ReadonlyMap<string, string>;
  /** Line and column of the event at hand. */
  location(): Location;
}

/** An attribute with its value normalised (XML 1.0 §3.3.3, all attributes being CDATA). */
export interface XmlAttribute extends QName {
  readonly prefix: string;
  readonly value: string;
}

/** How far a document may go. Passing one is an {@link XmlError} that names it. */
export interface XmlLimits {
  readonly depthMax: number;
  /** Attributes on one element, namespace declarations among them. */
  readonly attributesMax: number;
  readonly elementsMax: number;
  /** Bytes as far as a string shows them: its length in UTF-16 code units is compared. */
  readonly bytesMax: number;
}
