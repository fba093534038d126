import { defaultReplyLimits } from '../../../src/xml/limits.ts';
import { XSI } from '../../../src/xml/namespaces.ts';
import { clarkName } from '../../../src/xml/qname.ts';
import type { XmlReader } from '../../../src/xml/reader.ts';
import { createReader } from '../../../src/xml/string-reader.ts';

/** An element as far as two documents are compared: names, attributes, text, children in order. */
export interface XmlTree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly nil: boolean;
  /** Expanded name of the type that `xsi:type` names. */
  readonly xsiType?: string;
  readonly text: string;
  readonly children: readonly XmlTree[];
}

/** Reads a document. White space between elements is nobody's. */
export function readTree(xml: string): XmlTree {
  return readElement(createReader(xml, '', defaultReplyLimits));
}

/** Reads the element at hand, with its end tag. */
export function readElement(reader: XmlReader): XmlTree {
  const name = clarkName({ namespace: reader.namespace, local: reader.local });
  const attributes: Record<string, string> = {};
  let nil = false;
  let xsiType: string | undefined;
  for (const attribute of reader.attributes) {
    if (attribute.namespace !== XSI) attributes[clarkName(attribute)] = expandText(attribute.value, reader);
    else if (attribute.local === 'nil') nil = ['true', '1'].includes(attribute.value.trim());
    else if (attribute.local === 'type') xsiType = expand(attribute.value.trim(), reader);
  }
  let text = '';
  const children: XmlTree[] = [];
  reader.next();
  while (reader.kind !== 'end') {
    if (reader.kind === 'start') children.push(readElement(reader));
    else {
      text += expandText(reader.text, reader);
      reader.next();
    }
  }
  reader.next();
  return {
    name,
    attributes,
    nil,
    ...(xsiType && { xsiType }),
    text: children.length > 0 ? text.trim() : text,
    children,
  };
}

/** A text that is a qualified name with a prefix in scope, in Clark notation: prefixes are nobody's. */
function expandText(text: string, reader: XmlReader): string {
  const prefix = /^([A-Za-z]\w*):[A-Za-z]\w*$/.exec(text)?.[1];
  return prefix !== undefined && reader.lookupNamespace(prefix) !== undefined ? expand(text, reader) : text;
}

function expand(qname: string, reader: XmlReader): string {
  const colon = qname.indexOf(':');
  const namespace = reader.lookupNamespace(colon < 0 ? '' : qname.slice(0, colon)) ?? '';
  return clarkName({ namespace, local: qname.slice(colon + 1) });
}

/** Leaves of a tree, each with its path: what the documents of the services are compared by. */
export function leaves(tree: XmlTree, path = ''): readonly string[] {
  const here = `${path}/${tree.name.replace(/^\{.*\}/, '')}`;
  const own = Object.entries(tree.attributes).map(([name, value]) => `${here}/@${name}=${value}`);
  if (tree.nil) return [...own, `${here} nil`];
  if (tree.children.length === 0) return [...own, `${here}=${tree.text}`];
  return [...own, ...tree.children.flatMap((child) => leaves(child, here))];
}
