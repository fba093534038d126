import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../cli/built-program.ts';
import { repositoryRoot } from '../import-statements.ts';

const run = promisify(execFile);

interface PackedPackage {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

describe('the npm package', () => {
  let folder: string;
  let packed: PackedPackage;
  let installed: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-package-'));
    const source = await assemble(folder);
    const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: source,
    });
    [packed] = JSON.parse(stdout) as [PackedPackage];
    installed = join(folder, 'app/node_modules/soapstone');
    await unpack(join(folder, packed.filename), installed);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('holds what runs and what it is read by, and neither sources nor tests', () => {
    const top = new Set(packed.files.map(({ path }) => path.split('/')[0]));
    expect([...top].sort()).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'config', 'dist', 'openapi', 'package.json']),
    );
    expect(packed.files.filter(({ path }) => path.startsWith('test/') || /^src\/.*\.ts$/u.test(path))).toEqual([]);
  });

  test('is clean by publint', async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false, level: 'suggestion' });
    expect(messages).toEqual([]);
  });

  test('runs as installed, with the dependencies at run time alone', async () => {
    linkDependencies(join(folder, 'app/node_modules'));
    writeFileSync(join(folder, 'app/package.json'), '{ "private": true }');
    const command = join(installed, 'dist/main.js');
    const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    const { stdout: shown } = await run(process.execPath, [command, '--version'], { cwd: join(folder, 'app') });
    expect(shown.trim()).toBe(version);
    const wsdl = join(installed, 'src/simulator/netserver/wsdl/User.wsdl');
    const { stdout } = await run(process.execPath, [command, 'openapi', '--wsdl', wsdl], { cwd: join(folder, 'app') });
    expect(Object.keys(JSON.parse(stdout).paths)).toContain('/users/me/credentials/{type}');
  });
});

/** The repository as it would be packed after a build, in a folder of its own. */
async function assemble(folder: string): Promise<string> {
  const main = await buildProgram();
  const source = join(folder, 'source');
  const { files } = readManifest();
  for (const name of ['package.json', 'README.md', 'LICENSE', ...files.filter((each) => each !== 'dist')]) {
    cpSync(join(repositoryRoot, name), join(source, name), { recursive: true });
  }
  cpSync(dirname(main), join(source, 'dist'), { recursive: true });
  return source;
}

async function unpack(tarball: string, into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', into, '--strip-components=1']);
}

/** Puts the packages that `dependencies` names beside the installed one: what else it imports is not to be found. */
function linkDependencies(into: string): void {
  for (const name of Object.keys(readManifest().dependencies)) {
    mkdirSync(dirname(join(into, name)), { recursive: true });
    symlinkSync(join(repositoryRoot, 'node_modules', name), join(into, name), 'dir');
  }
}

function readManifest(): {
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
} {
  return JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
}
