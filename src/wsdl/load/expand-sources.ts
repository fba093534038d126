import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * WSDLs that the given paths stand for: a directory for the `*.wsdl` files in it, sorted by name (not those in folders
 * below it); everything else for itself. A path that does not exist is kept: loading it says so.
 */
export async function expandSources(paths: readonly string[]): Promise<string[]> {
  const expanded = await Promise.all(paths.map(expand));
  return [...new Set(expanded.flat())];
}

async function expand(path: string): Promise<string[]> {
  if (/^https?:/i.test(path)) return [path];
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory() !== true) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => /\.wsdl$/i.test(name))
    .sort()
    .map((name) => join(path, name));
}
