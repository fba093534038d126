import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Folder of what pages are made of; as far from `src` as from `dist`. */
const ASSETS = new URL('../../../assets/', import.meta.url);

/**
 * Reads a file that the browser is given.
 * @param path - within the folder of assets
 * @throws {Error} when it is not there: the package is incomplete
 */
export function readAsset(path: string): Buffer {
  return readFileSync(new URL(path, ASSETS));
}

/** Reads a file of Swagger UI: copied by the build, or from where the copy is made while there has been no build. */
export function readSwaggerAsset(name: string): Buffer {
  const copied = new URL(`vendor/${name}`, ASSETS);
  if (existsSync(copied)) return readFileSync(copied);
  return readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`));
}
