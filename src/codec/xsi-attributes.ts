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
 * The tag for an element in which a value is a name in no namespace, if the context says so: without a default namespace, since
 * XSD 1.0 Part 1 §3.15.3 reads a name without a prefix by that.
 */
export function shieldBareName(tag: ElementTag, context: EncodeContext): ElementTag {
  if (!context.hasBareName) return tag;
  context.hasBareName = false;
  return withoutDefaultNamespace(tag, context);
}

function withoutDefaultNamespace(tag: ElementTag, context: EncodeContext): ElementTag {
  if (tag.namespace === '') return tag;
  const name = tag.close.slice(2, -1);
  const prefix = context.prefixFor(tag.namespace);
  const declaration = ` xmlns="${escapeAttribute(tag.namespace)}"`;
  const attributes = tag.open.slice(name.length + 1).replace(declaration, '');
  const typed = attributes.replace(/ xsi:type="([^":]+)"/, ` xsi:type="${prefix}:$1"`);
  return { open: `<${prefix}:${name} xmlns=""${typed}`, close: `</${prefix}:${name}>`, namespace: '' };
}
