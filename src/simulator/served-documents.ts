import { rewriteDocument } from './served-document.ts';

/** Text of a document by its file or URL; undefined when it cannot be had, or does not belong to the WSDL. */
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
        const target = resolveLocation(location, document);
        return textOf(target) === undefined ? undefined : `?document=${numberOf(target)}`;
      },
    });
  };
}

/** A location resolved against the document it stands in; file names stay file names. */
function resolveLocation(location: string, base: string): string {
  if (URL.canParse(location)) return location;
  if (URL.canParse(base) && /^https?:/i.test(base)) return new URL(location, base).href;
  const directory = base.slice(0, base.lastIndexOf('/') + 1);
  const steps: string[] = [];
  for (const step of `${directory}${unescaped(location)}`.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..' && steps.at(-1) !== '') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** The text with a declaration that fits the encoding it is sent in. */
function asUtf8(text: string): string {
  return text.replace(/^(<\?xml[^>]*?encoding\s*=\s*)(?:"[^"]*"|'[^']*')/, '$1"utf-8"');
}

function unescaped(location: string): string {
  try {
    return decodeURIComponent(location);
  } catch {
    return location;
  }
}
