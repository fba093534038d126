import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { childElements, type XmlElement } from '../../xml/document.ts';
import { WSDL, XS } from '../../xml/namespaces.ts';
import { clarkName } from '../../xml/qname.ts';
import { reportWsdl } from '../report.ts';

/** True for the root of an XML Schema document. */
export function isSchema(root: XmlElement): boolean {
  return root.name.namespace === XS && root.name.local === 'schema';
}

/** `xs:schema` elements in `wsdl:types` (WSDL 1.1 §2.2); a schema in another language is reported. */
export function inlineSchemas(definitions: XmlElement, sink: DiagnosticSink): readonly XmlElement[] {
  const types = childElements(definitions, WSDL, 'types').flatMap((each) => childElements(each));
  for (const { name, location } of types) {
    if (name.namespace === XS || (name.local !== 'schema' && name.local !== 'grammar')) continue;
    const message = `the types in ${clarkName(name)} are not read`;
    reportWsdl(sink, 'error', 'wsdl/schema-language', message, location);
  }
  return types.filter(isSchema);
}
