import { isNCName } from '../xml/characters.ts';
import { XSI } from '../xml/namespaces.ts';
import type { QName } from '../xml/qname.ts';
import type { XmlReader } from '../xml/reader.ts';
import { escapeAttribute } from '../xml/writer.ts';
import type { EncodeContext } from './encode-context.ts';
import type { ElementTag } from './value-codec.ts';

/** True on the start tag of a nil element (XSD 1.0 Part 1 §2.6.2). */
export function isNil(reader: XmlReader): boolean {
  if (reader.attributes.length === 0) return false;
  const nil = reader.attribute(XSI, 'nil')?.trim();
  return nil === 'true' || nil === '1';
}

/** The type that the start tag at hand names (§2.6.1); undefined when it names none, or none that can be read. */
export function readXsiType(reader: XmlReader): QName | undefined {
  if (reader.attributes.length === 0) return undefined;
  const name = reader.attribute(XSI, 'type')?.trim();
  if (name === undefined) return undefined;
  const colon = name.indexOf(':');
  const local = name.slice(colon + 1);
  const namespace = reader.lookupNamespace(colon < 0 ? '' : name.slice(0, colon));
  if (!isNCName(local) || (namespace === undefined && colon >= 0)) return undefined;
  return { namespace: namespace ?? '', local };
}

/** The tag with `xsi:type` on it. */
export function withXsiType(tag: ElementTag, type: QName, context: EncodeContext): ElementTag {
  context.usesXsi = true;
  if (type.namespace === tag.namespace) return { ...tag, open: `${tag.open} xsi:type="${type.local}"` };
  if (type.namespace !== '') {
    return { ...tag, open: `${tag.open} xsi:type="${context.prefixFor(type.namespace)}:${type.local}"` };
  }
  const prefixed = withoutDefaultNamespace(tag, context);
  return { ...prefixed, open: `${prefixed.open} xsi:type="${type.local}"` };
}

/**
 * The same element with no default namespace inside: a name without a prefix in an attribute or a text then is in no
 * namespace, as XSD 1.0 Part 1 §3.15.3 reads it.
 */
export function withoutDefaultNamespace(tag: ElementTag, context: EncodeContext): ElementTag {
  if (tag.namespace === '') return tag;
  const name = tag.close.slice(2, -1);
  const prefix = context.prefixFor(tag.namespace);
  const start = tag.open.startsWith(`<${name} xmlns="${escapeAttribute(tag.namespace)}"`)
    ? tag.open.slice(`<${name} xmlns="${escapeAttribute(tag.namespace)}"`.length)
    : tag.open.slice(name.length + 1);
  return { open: `<${prefix}:${name} xmlns=""${start}`, close: `</${prefix}:${name}>`, namespace: '' };
}
