import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from './in-process.ts';
import { orderWsdl } from './order-wsdl.ts';

describe('command line: openapi', () => {
  let folder: string;
  let wsdl: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-openapi-'));
    wsdl = join(folder, 'orders.wsdl');
    writeFileSync(wsdl, orderWsdl());
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('writes the document, to standard output or a file, the same each time', async () => {
    const printed = await runCommand(['openapi', '--wsdl', wsdl]);
    expect(printed.code).toBe(0);
    expect(Object.keys(JSON.parse(printed.stdout).paths)).toEqual([
      '/services/OrderService/Note',
      '/services/OrderService/Place',
    ]);
    const file = join(folder, 'out.json');
    await runCommand(['openapi', '--wsdl', wsdl, '--out', file]);
    expect(readFileSync(file, 'utf8')).toBe(printed.stdout);
    expect(await runCommand(['openapi', '--wsdl', wsdl, '--out', '-'])).toEqual(printed);
    expect(existsSync('-')).toBe(false);
  });

  test.each(['json', 'yaml'])(
    '--check of a document as %s: 0 when it is what is served, 1 and the difference when not',
    async (form) => {
      const file = join(folder, `checked.${form}`);
      await runCommand(['openapi', '--wsdl', wsdl, '--out', file]);
      expect(await runCommand(['openapi', '--wsdl', wsdl, '--check', file])).toMatchObject({ code: 0, stdout: '' });
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('quantity', 'amount'));
      const { code, stdout } = await runCommand(['openapi', '--wsdl', wsdl, '--check', file]);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^- .*\/amount$/m);
      expect(stdout).toMatch(/^\+ .*\/quantity$/m);
    },
  );

  test('--split writes a document for each service, with what it needs and no more', async () => {
    const directory = join(folder, 'split');
    const wsdl = (name: string) => `test/simulator/wsdl/${name}.wsdl`;
    const { code, stdout } = await runCommand([
      'openapi',
      ...['--wsdl', wsdl('orders-headers'), '--wsdl', wsdl('weather-rpc'), '--split', directory],
    ]);
    expect([code, stdout]).toEqual([0, `${join(directory, 'Orders.json')}\n${join(directory, 'Weather.json')}\n`]);
    const orders = JSON.parse(readFileSync(join(directory, 'Orders.json'), 'utf8'));
    expect(Object.keys(orders.paths)).toEqual(['/services/Orders/CancelOrder', '/services/Orders/PlaceOrder']);
    expect(Object.keys(orders.components.schemas)).not.toContain('Forecast');
  });

  test.each([
    [['--out', 'o.json', '--check', 'o.json'], '--check compares and writes nothing: leave out --out, or --check'],
    [
      ['--split', 'o', '--check', 'o.json'],
      '--check compares one document and writes none: leave out --split, or --check',
    ],
    [['--split', 'o', '--out', 'o.json'], '--split names its files itself: leave out --out, or --split'],
  ])('%j is exit code 2, and nothing is done', async (args, message) => {
    const result = await runCommand(['openapi', '--wsdl', wsdl, ...args]);
    expect(result).toEqual({ code: 2, stdout: '', stderr: `error: ${message}\n` });
  });

  test('--check of a file that is not there is exit code 2', async () => {
    const { code, stderr } = await runCommand(['openapi', '--wsdl', wsdl, '--check', join(folder, 'absent.json')]);
    expect(code).toBe(2);
    expect(stderr).toContain('absent.json cannot be read');
  });
});
