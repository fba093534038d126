import { basename, dirname, join } from 'node:path';

/** Paths to try for one location, the likeliest first. */
export interface FileCandidates {
  /** What the location means when it is taken by its word. */
  readonly exact: readonly string[];
  /**
   * What a file is commonly called once it was saved from such a location. Taken only when it holds what was expected,
   * and reported as `wsdl/document-substituted`.
   */
  readonly guessed: readonly string[];
}

/**
 * Files that a location may stand for in a WSDL that was saved to disk: the path as written, percent-decoded, with `/`
 * for `\`; for `Service.svc?xsd=xsd0` the names that browsers and svcutil give it; for a URL the file of that name.
 */
export function fileCandidates(location: string): FileCandidates {
  const path = location.trim().replace(/#.*$/s, '');
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return { exact: [], guessed: unique(savedNames(afterAuthority(path))) };
  const exact = unique([path, decoded(path), path.replaceAll('\\', '/')]);
  return { exact, guessed: unique(savedNames(path)).filter((name) => !exact.includes(name)) };
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths.filter((path) => path !== '' && path !== '.'))];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `http://host/a/b.xsd?x` to `b.xsd?x`. */
function afterAuthority(location: string): string {
  const [path = '', ...query] = location.replace(/^[a-z][a-z0-9+.-]+:/i, '').split('?');
  const name = basename(path.replace(/^\/\/[^/]*/, ''));
  return query.length === 0 ? name : `${name}?${query.join('?')}`;
}

function savedNames(path: string): string[] {
  const question = path.indexOf('?');
  if (question < 0) return [decoded(path), basename(path.replaceAll('\\', '/'))];
  const bare = path.slice(0, question);
  const folder = dirname(bare);
  const name = basename(bare);
  const stem = name.replace(/\.[^.]*$/, '');
  const query = path.slice(question + 1);
  const names = ['_', '-', '.', '@'].map((mark) => `${name}${mark}${query}`);
  names.push(`${name}?${query}`, `${name}%3F${query}`);
  const [, key = '', value = ''] = /^(xsd|wsdl|xsl)=([^&]*)/i.exec(query) ?? [];
  if (key !== '' && value !== '') {
    const file = basename(decoded(value).replaceAll('\\', '/'));
    const type = key.toLowerCase();
    names.push(decoded(value), file, `${file}.${type}`, `${type}${file}.${type}`);
    for (const mark of ['.', '_', '-', '']) {
      names.push(`${stem}${mark}${file}.${type}`, `${stem}${mark}${type}${file}.${type}`, `${stem}${mark}${file}`);
    }
  } else if (key === '' && !/^(wsdl|singlewsdl|xsd)$/i.test(query)) {
    names.push(name);
  } else if (/^(wsdl|singlewsdl)$/i.test(query)) {
    names.push(`${stem}.wsdl`, `${name}.wsdl`);
  }
  return names.map((each) => join(folder, each));
}
