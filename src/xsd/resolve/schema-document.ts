import { attribute, childElements, type XmlElement } from '../../xml/document.ts';
import { XS } from '../../xml/namespaces.ts';

/** One schema as it was found: a document of its own, or inline in a WSDL. */
export interface SchemaDocument {
  /** `xs:schema`. */
  readonly root: XmlElement;
  /** The file or URL it came from. */
  readonly file: string;
}

/** The schemas of one WSDL, with what their `schemaLocation`s led to. Fetching is over when this is made. */
export interface SchemaSource {
  /** Schemas to start from, in order: the inline ones of the WSDL and of the WSDLs it imports. */
  readonly documents: readonly SchemaDocument[];
  /**
   * What a directive of {@link schemaDirectives} led to: the same object each time one document is reached.
   * Undefined when it has no location or the document cannot be had; the latter has already been reported.
   */
  locate(from: SchemaDocument, directive: XmlElement): SchemaDocument | undefined;
}

/** `xs:include`, `xs:import` or `xs:redefine` (XSD 1.0 Part 1 §4.2). */
export interface SchemaDirective {
  readonly kind: 'include' | 'import' | 'redefine';
  readonly element: XmlElement;
  /** `namespace` of an import; absent when the import is of names in no namespace, and for the other two. */
  readonly namespace?: string;
  /** `schemaLocation` as written, white space around it removed; absent when it is missing or empty. */
  readonly schemaLocation?: string;
}

/** The directives of an `xs:schema`, in document order. */
export function schemaDirectives(root: XmlElement): SchemaDirective[] {
  const directives: SchemaDirective[] = [];
  for (const element of childElements(root, XS)) {
    const kind = element.name.local;
    if (kind !== 'include' && kind !== 'import' && kind !== 'redefine') continue;
    const namespace = kind === 'import' ? attribute(element, 'namespace')?.trim() : undefined;
    const schemaLocation = attribute(element, 'schemaLocation')?.trim();
    directives.push({
      kind,
      element,
      ...(namespace ? { namespace } : {}),
      ...(schemaLocation ? { schemaLocation } : {}),
    });
  }
  return directives;
}
