import { fileResource, resolveLocation, sourceResource, urlResource } from '../wsdl/load/resource.ts';
import { rewriteDocument } from './served-document.ts';

/** Text of a document by the name the loader gives it; undefined when it cannot be had, or does not belong to the WSDL. */
export type DocumentText = (source: string) => string | undefined;

/**
 * Serves a WSDL with the documents it refers to: `?wsdl`, and `?document=N` for those, numbered as they are met, so that a
 * client reaches those that the WSDL leads to and no other file.
 * @param source - file or URL of the WSDL
 * @param pathOf - path at which a port is served
 */
export function servedDocuments(
  source: string,
  pathOf: (port: string) => string | undefined,
  textOf: DocumentText,
): (query: string, origin: string) => string | undefined {
  const sources = [source];
  const numberOf = (document: string) => {
    const known = sources.indexOf(document);
    return known >= 0 ? known : sources.push(document) - 1;
  };
  return (query, origin) => {
    const number = /^wsdl$/i.test(query) ? 0 : Number(/^document=(\d{1,6})$/.exec(query)?.[1] ?? Number.NaN);
    const document = sources[number];
    const text = document === undefined ? undefined : textOf(document);
    if (document === undefined || text === undefined) return undefined;
    return rewriteDocument(asUtf8(text), {
      address: (port) => {
        const path = pathOf(port);
        return path === undefined ? undefined : origin + path;
      },
      reference: (location) => {
        const target = resolved(location, document);
        return target === undefined || textOf(target) === undefined ? undefined : `?document=${numberOf(target)}`;
      },
    });
  };
}

/** How the loader names what a location leads to; undefined where it leads nowhere. */
function resolved(location: string, document: string): string | undefined {
  const base = sourceResource(document);
  const target = resolveLocation(base, location);
  if (target === undefined) return undefined;
  return 'url' in target ? urlResource(target.url).display : fileResource(base, target.path).display;
}

/** The text with a declaration that fits the encoding it is sent in. */
function asUtf8(text: string): string {
  return text.replace(/^(<\?xml[^>]*?encoding\s*=\s*)(?:"[^"]*"|'[^']*')/, '$1"utf-8"');
}
