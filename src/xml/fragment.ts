import { isNCName } from './characters.ts';
import { XmlError } from './error.ts';
import { defaultReplyLimits } from './limits.ts';
import type { QName } from './qname.ts';
import type { XmlLimits } from './reader.ts';
import { serialiseContent } from './serialise.ts';
import { createDeclarationReader } from './string-reader.ts';
import { escapeAttribute } from './writer.ts';

/** What a fragment may consist of: `elements` for wildcards, `mixed` for mixed content. */
export type FragmentContent = 'elements' | 'mixed';

/** The fragment made safe to stand anywhere in another document, or the reason why it cannot. */
export type FragmentResult =
  | { readonly ok: true; readonly xml: string; readonly elements: readonly QName[] }
  | { readonly ok: false; readonly detail: string };

/**
 * Parses XML text that a caller gives for `$any` or `$mixed` and writes it anew: well-formed, no document type declaration,
 * every prefix declared in the text itself or in `scope`, whose declarations are added where they are used. Text keeps its
 * white space; CDATA sections become text; comments and processing instructions are left out. Writing it twice changes nothing.
 * @param scope - prefixes that the text may use without declaring them
 * @returns the text, and the names of the elements at its top (a wildcard may admit some namespaces only)
 */
export function normaliseFragment(
  xml: string,
  content: FragmentContent,
  scope: ReadonlyMap<string, string> = new Map(),
  limits: XmlLimits = defaultReplyLimits,
): FragmentResult {
  let declarations = '';
  for (const [prefix, namespace] of scope) {
    if (prefix === '' || isNCName(prefix))
      declarations += ` xmlns${prefix && ':'}${prefix}="${escapeAttribute(namespace)}"`;
  }
  // One element more around it: it gives the text a root, and takes one level and no byte of the caller's limits.
  const opening = `<fragment${declarations}>`;
  const wrapperLimits = { ...limits, depthMax: limits.depthMax + 1, bytesMax: limits.bytesMax + opening.length + 11 };
  try {
    const reader = createDeclarationReader(`${opening}${xml}</fragment>`, '', wrapperLimits);
    const fragment = serialiseContent(reader, 'embed');
    if (content === 'elements' && fragment.hasText) return { ok: false, detail: 'holds text beside its elements' };
    return { ok: true, xml: fragment.xml, elements: fragment.elements };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { line, column } = error.location;
    const place = `line ${line}, column ${line === 1 ? Math.max(1, column - opening.length) : column}`;
    return { ok: false, detail: `is not XML that can be sent: ${error.message} (${place})` };
  }
}
