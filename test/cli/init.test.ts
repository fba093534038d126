import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/load.ts';
import { runCommand } from './in-process.ts';

const SHOP = 'test/cli/wsdl/shop.wsdl';
const USER_WSDL = '../shared/wsdl/Services86/User.wsdl';

describe('command line: init', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-init-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('suggests routes for what can be read and changed, and says what to do next', async () => {
    const file = join(folder, 'shop.yaml');
    const { code, stdout, stderr } = await runCommand(['init', '--wsdl', SHOP, '--out', file]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.replaceAll(file, 'shop.yaml')).toBe(`shop.yaml: 7 operations, 5 routes suggested for 2 resources
  GET    /articles/{articleId}  Shop.GetArticle
  POST   /articles  Shop.SaveArticle
  DELETE /articles/{articleId}  Shop.DeleteArticle
  GET    /categories/{code}  Shop.GetCategory
  PUT    /categories/{code}  Shop.UpdateCategory

next: soapstone serve --config shop.yaml
`);
  });

  test('writes a configuration that has been checked, commented, with paths relative to it', async () => {
    const { stdout } = await runCommand(['init', SHOP, '--out', '-', '--endpoint', 'https://shop.example.com/']);
    expect(stdout).toMatchSnapshot();
    const { config, diagnostics } = readConfig(stdout, 'soapstone.yaml', {});
    expect(diagnostics).toEqual([]);
    expect(config?.routes).toHaveLength(5);
  });

  test('--json says the same as data', async () => {
    const file = join(folder, 'data.yaml');
    const { stdout } = await runCommand(['init', SHOP, '--out', file, '--json']);
    const { routes, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({ file, operations: 7, next: `soapstone serve --config ${file}` });
    expect(routes[0]).toEqual({ method: 'GET', path: '/articles/{articleId}', selector: 'Shop.GetArticle' });
  });

  test('does not write over a file unless told to', async () => {
    const file = join(folder, 'twice.yaml');
    await runCommand(['init', SHOP, '--out', file]);
    const again = await runCommand(['init', SHOP, '--out', file]);
    expect([again.code, again.stderr]).toEqual([2, `error: ${file} is there already; --force replaces it\n`]);
    expect((await runCommand(['init', SHOP, '--out', file, '--force'])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('routes:');
  });

  test.each([
    ['stands in a directory that is not there', 'nodir/shop.yaml'],
    ['is a directory', '.'],
  ])('a file that %s is 2, and not a stack trace', async (_what, name) => {
    const file = join(folder, name);
    const { code, stdout, stderr } = await runCommand(['init', SHOP, '--out', file, '--force']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: \S+ cannot be written: E(NOENT|ISDIR).*\n$/);
  });

  const refused: readonly (readonly [string, readonly string[], string])[] = [
    ['no WSDL', ['--out', '-'], 'error: give --wsdl'],
    ['a WSDL that is not there', ['nowhere.wsdl', '--out', '-'], 'wsdl/document-missing'],
    ['an endpoint that is none', [SHOP, '--endpoint', 'x'], '--endpoint x'],
  ];
  test.each(refused)('%s is 2', async (_what, args, message) => {
    const { code, stderr } = await runCommand(['init', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test.skipIf(!existsSync(USER_WSDL))('leaves to a profile what it has routes for', async () => {
    const { code, stdout } = await runCommand(['init', USER_WSDL, '--out', '-']);
    expect(code).toBe(0);
    expect(stdout).toContain('get: /users/{userId}');
    expect(stdout).not.toContain('UntrustedCredentials');
    expect(stdout).not.toContain('UserFromName');
  });
});
