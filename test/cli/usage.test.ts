import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCommand } from './in-process.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

describe('command line: usage', () => {
  test('without arguments it helps', async () => {
    const { code, stdout } = await runCommand([]);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: soapstone');
    for (const name of ['serve', 'openapi', 'inspect']) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  test('--version is that of the package', async () => {
    expect(await runCommand(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each(['serve', 'openapi', 'inspect'])('%s --help shows its options', async (name) => {
    const { code, stdout } = await runCommand([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--wsdl');
    expect((await runCommand(['help', name])).stdout).toBe(stdout);
  });

  test.each([
    [['serv'], /Did you mean serve/],
    [['inspect', '--jsn'], /Did you mean --json/],
    [['inspect'], /give --wsdl or --config/],
    [['serve', '--port', 'http'], /0 to 65535/],
    [['serve', '--wsdl'], /argument missing/],
    [['serve', '--endpoint', 'http://localhost/'], /--wsdl is needed/],
    [['serve', '--wsdl', 'a.wsdl', '--endpoint', 'localhost:80'], /http:\/\//],
    [['serve', '--wsdl', 'a.wsdl', '--endpoint', 'http://my host/'], /^error: --endpoint http:\/\/my host\/: a URL/],
    [['init', 'a.wsdl', '--endpoint', 'http://[bad'], /^error: --endpoint http:\/\/\[bad: a URL/],
    [['mock', 'a.wsdl', '--record', 'r', '--endpoint', 'http://[bad'], /^error: --endpoint http:\/\/\[bad: a URL/],
    [['openapi', '--wsdl='], /^error: --wsdl: a file, a directory or a URL/],
    [['inspect', ''], /^error: --wsdl: a file, a directory or a URL/],
    [['mock', '--wsdl='], /^error: --wsdl: a file, a directory or a URL/],
    [['call', '--wsdl', 'a.wsdl', '--port-name=', 'A.B'], /^error: --port-name: the name of a port/],
    [['serve', '--wsdl', 'a.wsdl', '--config', 'b.yaml'], /leave out --wsdl/],
  ])('a mistake is exit code 2 and says what is right: %j', async (args, expected) => {
    const { code, stdout, stderr } = await runCommand(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(expected);
  });

  test.each(['http', '65536', '-1'])(
    'PORT=%s of the environment is a mistake and not the default port',
    async (PORT) => {
      const { code, stdout, stderr } = await runCommand(['serve', '--wsdl', 'a.wsdl'], { env: { PORT } });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/PORT.*0 to 65535/);
    },
  );
});
