import { documentLimits } from '../xml/limits.ts';
import { WSDL, WSDL_SOAP11, WSDL_SOAP12, XS } from '../xml/namespaces.ts';
import { createReader } from '../xml/string-reader.ts';
import { escapeAttribute } from '../xml/writer.ts';

/** What stands in the place of an address or of a reference to another document; undefined leaves it as it is. */
export interface DocumentRewrite {
  /** @param port - name of the port that has the address */
  readonly address: (port: string, location: string) => string | undefined;
  readonly reference: (location: string) => string | undefined;
}

/**
 * A WSDL or schema document with other addresses (`soap:address`) and references (`wsdl:import`, `xs:import`, `xs:include`,
 * `xs:redefine`); not a byte besides is changed.
 * @param text - a well-formed document
 */
export function rewriteDocument(text: string, rewrite: DocumentRewrite): string {
  const reader = createReader(text, 'document', documentLimits);
  let written = '';
  let copied = 0;
  let port = '';
  for (let kind = reader.kind; kind !== 'eof'; kind = reader.next()) {
    if (kind !== 'start') continue;
    const { namespace, local, offset } = reader;
    if (namespace === WSDL && local === 'port') port = reader.attribute('', 'name') ?? '';
    const name = locationAttribute(namespace, local);
    const location = name === undefined ? undefined : reader.attribute('', name);
    if (name === undefined || location === undefined) continue;
    const other = local === 'address' ? rewrite.address(port, location) : rewrite.reference(location);
    if (other === undefined) continue;
    const tag = startTag(text, offset);
    const changed = tag.replace(attributeOf(name), (_all, before: string) => `${before}"${escapeAttribute(other)}"`);
    written += text.slice(copied, offset) + changed;
    copied = offset + tag.length;
  }
  return written + text.slice(copied);
}

function locationAttribute(namespace: string, local: string): string | undefined {
  if ((namespace === WSDL_SOAP11 || namespace === WSDL_SOAP12) && local === 'address') return 'location';
  if (namespace === WSDL && local === 'import') return 'location';
  return namespace === XS && ['import', 'include', 'redefine'].includes(local) ? 'schemaLocation' : undefined;
}

/** From `<` to `>`, past a `>` within an attribute's value. */
function startTag(text: string, offset: number): string {
  let quote = '';
  for (let at = offset; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === '' && character === '>') return text.slice(offset, at + 1);
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  return text.slice(offset);
}

/** The unprefixed attribute with its value; the first group is all before the value. */
function attributeOf(name: string): RegExp {
  return new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`);
}
