import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository, ending in `/`. */
export const repositoryRoot = fileURLToPath(new URL('../', import.meta.url));

/** One import or re-export, as the source has it. */
export interface ImportStatement {
  /** The file that imports, relative to `src/`. */
  readonly from: string;
  /** The file imported, relative to `src/`; undefined when it is a package. */
  readonly to?: string;
  /** Name of the package; undefined when it is a file. `node:` modules are packages here. */
  readonly packageName?: string;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** Every TypeScript file under `src/`, relative to it, sorted. */
export function sourceFiles(): string[] {
  return readdirSync(join(repositoryRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

const STATIC = /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gmu;
const SIDE_EFFECT = /^import\s+'([^']+)'/gmu;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/gu;

/** The import statements of one text, static, for effect and dynamic. `file` is relative to `src/`. */
export function parseImports(file: string, text: string): ImportStatement[] {
  const found: ImportStatement[] = [];
  for (const match of text.matchAll(STATIC)) found.push(toStatement(file, match[2] ?? '', match[1] !== undefined));
  for (const match of text.matchAll(SIDE_EFFECT)) found.push(toStatement(file, match[1] ?? '', false));
  for (const match of text.matchAll(DYNAMIC)) found.push(toStatement(file, match[1] ?? '', false));
  return found;
}

/** The import statements of all of `src/`. */
export function readImports(): ImportStatement[] {
  return sourceFiles().flatMap((file) => parseImports(file, readFileSync(join(repositoryRoot, 'src', file), 'utf8')));
}

function toStatement(from: string, specifier: string, typeOnly: boolean): ImportStatement {
  if (specifier.startsWith('.')) return { from, to: normalize(join(dirname(from), specifier)), typeOnly };
  const parts = specifier.split('/');
  return { from, packageName: specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? ''), typeOnly };
}
