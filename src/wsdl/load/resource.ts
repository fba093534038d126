import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a document is: enough to read it, to know it again and to name it. */
export interface Resource {
  readonly kind: 'file' | 'url';
  /** Absolute path, or URL without fragment: what it is known by. */
  readonly key: string;
  /** How the user would write it: a path relative as the WSDL's was given, or the URL without credentials. */
  readonly display: string;
}

/** A document as the user names it: `http:` and `https:` URLs, `file:` URLs, paths. */
export function sourceResource(source: string): Resource {
  if (/^https?:/i.test(source)) return urlResource(new URL(source));
  const path = /^file:/i.test(source) ? fileURLToPath(source) : source;
  return { kind: 'file', key: resolve(path), display: path };
}

/** The resource of a URL; fragment and user information are no part of it. */
export function urlResource(url: URL): Resource {
  const bare = new URL(url);
  bare.hash = '';
  bare.username = '';
  bare.password = '';
  return { kind: 'url', key: bare.href, display: bare.href };
}

/** The resource of a path that stands in a document: relative to the file it stands in. */
export function fileResource(base: Resource, path: string): Resource {
  if (isAbsolute(path)) return { kind: 'file', key: resolve(path), display: path };
  return { kind: 'file', key: resolve(dirname(base.key), path), display: join(dirname(base.display), path) };
}

/**
 * What a location in a document refers to (RFC 3986 §5): a URL, or a path as written (which may need decoding, see
 * {@link fileCandidates}). Undefined when its scheme is none that can be read (`urn:`, `classpath:`), or a document from
 * the network refers to a file.
 */
export function resolveLocation(base: Resource, location: string): { url: URL } | { path: string } | undefined {
  const text = location.trim();
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return parsedUrl(text);
  if (base.kind === 'url') return scheme === undefined ? parsedUrl(text, base.key) : undefined;
  const path = text.replace(/#.*$/s, '');
  if (scheme === undefined) return { path };
  if (scheme !== 'file') return undefined;
  return { path: filePath(path) };
}

function parsedUrl(text: string, base?: string): { url: URL } | undefined {
  return URL.canParse(text, base) ? { url: new URL(text, base) } : undefined;
}

/** Path of a `file:` URL; `file:types.xsd`, which is none, is a relative path. */
function filePath(text: string): string {
  try {
    return /^file:\//i.test(text) ? fileURLToPath(text) : text.slice('file:'.length);
  } catch {
    return text.slice('file:'.length);
  }
}
