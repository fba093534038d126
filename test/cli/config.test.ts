import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { runCommand } from './in-process.ts';
import { orderWsdl } from './order-wsdl.ts';

const root = new URL('../../', import.meta.url);

describe('command line: config', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-config-'));
    file = join(folder, 'soapstone.yaml');
    writeFileSync(join(folder, 'orders.wsdl'), orderWsdl());
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('check: a file in order is 0 and counted', async () => {
    writeFileSync(file, 'backends: { orders: { wsdl: orders.wsdl } }\nservices: { expose: ["*"] }\n');
    expect(await runCommand(['config', 'check', '--config', file])).toEqual({
      code: 0,
      stdout: `${file} is in order: 1 service, 2 operations, 2 routes\n`,
      stderr: '',
    });
  });

  test('check: mistakes in the file and against the WSDL are 2, each with its line', async () => {
    writeFileSync(file, 'backends: { orders: { wsdl: orders.wsdl } }\nroutes:\n  - { selector: Nope.Nope, get: /x }\n');
    const { code, stdout, stderr } = await runCommand(['config', 'check', '--config', file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${file}:3:17  error  http-rule/unknown-selector`);
  });

  test('show: what is in effect, with every secret masked wherever it stands', async () => {
    writeFileSync(
      file,
      `
backends:
  orders:
    wsdl: orders.wsdl
    httpHeaders: { X-Trace: "before \${SECRET} after" }
    security: { kind: basic, userName: u, password: "\${SECRET}" }
    headers: { ApplicationToken: "\${SECRET}", Credentials: { Ticket: { from: X-Ticket } } }
`,
    );
    const { code, stdout } = await runCommand(['config', 'show', '--config', file], { env: { SECRET: 'hush-hush' } });
    expect(code).toBe(0);
    expect(stdout).not.toContain('hush-hush');
    const shown = parseYaml(stdout);
    expect(shown.limits.requestBodyBytes).toBe(1024 * 1024);
    expect(shown.backends[0].security).toMatchObject({ userName: 'u', password: '********' });
    expect(shown.backends[0].headers[0]).toEqual({ name: 'ApplicationToken', value: '********' });
    expect(shown.backends[0].headers[1].value).toEqual({ Ticket: { from: 'X-Ticket' } });
    expect(shown.backends[0].httpHeaders['X-Trace']).toBe('before ******** after');
  });

  test('schema: is the published one, and takes the files that ship', async () => {
    const { stdout } = await runCommand(['config', 'schema']);
    await expect(stdout).toMatchFileSnapshot('../../config/soapstone.schema.json');
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(stdout));
    expect(validate(parseYaml(readFileSync(new URL('config/superoffice.yaml', root), 'utf8')))).toBe(true);
    expect(validate({ backends: {}, listen: { port: 'file:port.txt' } })).toBe(true);
    expect(validate({ backends: {}, listen: { port: 'eighty' } })).toBe(false);
    expect(validate({ backends: { a: { wsdl: 'a.wsdl', endpint: 'http://a' } } })).toBe(false);
  });

  test('api-key: makes a key and its hash, or hashes the one it is given', async () => {
    const made = await runCommand(['config', 'api-key', '--json']);
    const { key, sha256 } = JSON.parse(made.stdout);
    expect(key).toMatch(/^[\w-]{43}$/);
    const readInput = async () => `${key}\n`;
    expect(await runCommand(['config', 'api-key', '--hash'], { readInput })).toEqual({
      code: 0,
      stdout: `${sha256}\n`,
      stderr: '',
    });
    expect((await runCommand(['config', 'api-key'])).stdout).toMatch(/^key {5}\S{43}\nsha256 {2}[0-9a-f]{64}\n/);
    expect((await runCommand(['config', 'api-key', '--hash'])).code).toBe(2);
  });
});
