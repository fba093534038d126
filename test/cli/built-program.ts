import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');

/**
 * Builds the program as it is installed, in a folder of its own, so that no build that lies about is taken for it: once for
 * all the tests that share a process.
 * @returns the file to run with node
 */
export function buildProgram(): Promise<string> {
  built ??= build();
  return built;
}

let built: Promise<string> | undefined;

async function build(): Promise<string> {
  const folder = resolve(root, '.cache', `program-${process.env.VITEST_POOL_ID}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const each of ['package.json', 'config', 'src']) symlinkSync(resolve(root, each), resolve(folder, each));
  const compiler = resolve(root, 'node_modules/typescript/bin/tsc');
  const options = [
    '-p',
    resolve(root, 'tsconfig.build.json'),
    '--outDir',
    resolve(folder, 'dist'),
    '--declaration',
    'false',
  ];
  await promisify(execFile)(process.execPath, [compiler, ...options]);
  return resolve(folder, 'dist/main.js');
}
