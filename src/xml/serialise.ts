import { isSpace } from './characters.ts';
import { XSI } from './namespaces.ts';
import type { QName } from './qname.ts';
import type { XmlReader } from './reader.ts';
import { escapeAttribute, escapeText } from './writer.ts';

/** What writing an element again needs to know beyond {@link XmlReader}: where its prefixes come from. */
export interface DeclarationReader extends XmlReader {
  /** Namespace declarations of the start tag at hand, as written. */
  declarations(): readonly { readonly prefix: string; readonly namespace: string }[];
  /** Depth of the element that declares the prefix in force; 0 when it is not declared. */
  declaringDepth(prefix: string): number;
}

/**
 * `read`: the text stands alone. `embed`: it will stand inside another document, so names in no namespace are shielded
 * from a default namespace there by `xmlns=""`; `read` takes that away again.
 */
export type SerialisePurpose = 'read' | 'embed';

/**
 * From `start`: the element as XML text, with the declarations that it takes from around it added to its start tag. Text is
 * escaped anew, so CDATA sections become text; comments and processing instructions are gone. The end tag is consumed.
 */
export function serialiseElement(reader: DeclarationReader, purpose: SerialisePurpose): string {
  const needed = new Map<string, string>();
  const need = outerPrefixes(reader, reader.depth, needed, purpose);
  const names = [qualifiedName(reader)];
  const head = startTag(reader, need, true);
  let rest = '';
  let startTagOpen = true;
  while (names.length > 0) {
    const kind = reader.next();
    if (kind === 'end') {
      const name = names.pop();
      rest += startTagOpen ? '/>' : `</${name}>`;
      startTagOpen = false;
      continue;
    }
    if (startTagOpen) rest += '>';
    startTagOpen = kind === 'start';
    if (kind === 'start') {
      names.push(qualifiedName(reader));
      rest += startTag(reader, need, false);
    } else {
      needPrefixesOfValue(reader.text, need);
      rest += escapeText(reader.text);
    }
  }
  reader.next();
  let declarations = '';
  for (const [prefix, namespace] of needed) declarations += declaration(prefix, namespace);
  return head + declarations + rest;
}

/** Content as {@link serialiseContent} writes it, with what stands in it directly. */
export interface SerialisedContent {
  readonly xml: string;
  /** Names of the elements at the top, in order. */
  readonly elements: readonly QName[];
  /** True when there is text at the top other than white space. */
  readonly hasText: boolean;
}

/** From `start`: the content as XML text, each child element as by {@link serialiseElement}. The end tag is consumed. */
export function serialiseContent(reader: DeclarationReader, purpose: SerialisePurpose): SerialisedContent {
  const elements: QName[] = [];
  let xml = '';
  let hasText = false;
  let kind = reader.next();
  while (kind !== 'end') {
    if (kind === 'start') {
      elements.push({ namespace: reader.namespace, local: reader.local });
      xml += serialiseElement(reader, purpose);
      kind = reader.kind;
    } else {
      hasText ||= reader.text.trim() !== '';
      xml += escapeText(reader.text);
      kind = reader.next();
    }
  }
  reader.next();
  return { xml, elements, hasText };
}

function qualifiedName({ prefix, local }: XmlReader): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

function declaration(prefix: string, namespace: string): string {
  return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace)}"`;
}

/** The start tag without its `>`. */
function startTag(reader: DeclarationReader, need: (prefix: string) => void, outermost: boolean): string {
  need(reader.prefix);
  let tag = `<${qualifiedName(reader)}`;
  for (const { prefix, namespace } of reader.declarations()) {
    if (!(outermost && namespace === '')) tag += declaration(prefix, namespace);
  }
  for (const { prefix, local, namespace, value } of reader.attributes) {
    if (prefix !== '') need(prefix);
    if (namespace === XSI && local === 'type' && !value.includes(':')) need('');
    needPrefixesOfValue(value, need);
    tag += ` ${prefix === '' ? local : `${prefix}:${local}`}="${escapeAttribute(value)}"`;
  }
  return tag;
}

/** Notes a prefix that is bound outside of the element at `depth`. */
function outerPrefixes(
  reader: DeclarationReader,
  depth: number,
  needed: Map<string, string>,
  purpose: SerialisePurpose,
): (prefix: string) => void {
  return (prefix) => {
    if (prefix === 'xml' || needed.has(prefix)) return;
    const namespace = reader.lookupNamespace(prefix);
    const inside = reader.declaringDepth(prefix) >= depth;
    if (namespace !== undefined) {
      if (!inside) needed.set(prefix, namespace);
    } else if (prefix === '' && purpose === 'embed' && !inside) {
      needed.set('', '');
    }
  };
}

/** Prefixes of the words of a value that may be qualified names; what is not bound is nobody's prefix. */
function needPrefixesOfValue(value: string, need: (prefix: string) => void): void {
  for (let colon = value.indexOf(':'); colon > 0; colon = value.indexOf(':', colon + 1)) {
    let start = colon;
    while (start > 0 && colon - start < PREFIX_LENGTH_MAX && !isSpace(value.charCodeAt(start - 1))) start--;
    if (start < colon) need(value.slice(start, colon));
  }
}

/** A longer prefix in a value is not looked for; this keeps the search linear. */
const PREFIX_LENGTH_MAX = 64;
