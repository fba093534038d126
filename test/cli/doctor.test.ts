import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from './in-process.ts';
import { orderWsdl } from './order-wsdl.ts';

interface FoundFinding {
  readonly level: string;
  readonly subject: string;
  readonly message: string;
}

describe('command line: doctor', () => {
  let folder: string;
  let wsdl: string;
  let server: Server;
  let url: string;
  let date: string | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-doctor-'));
    wsdl = join(folder, 'orders.wsdl');
    writeFileSync(wsdl, orderWsdl());
    server = createServer((request, response) => {
      if (date !== undefined) response.setHeader('date', date);
      response.statusCode = request.url === '/absent' ? 404 : 405;
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  const examine = async (endpoint: string) => {
    const { code, stdout } = await runCommand(['doctor', '--json', '--wsdl', wsdl, '--endpoint', endpoint]);
    return { code, findings: (JSON.parse(stdout) as { findings: FoundFinding[] }).findings };
  };

  test('a backend that is well: 0, and what was looked at', async () => {
    date = undefined;
    const { code, findings } = await examine(url);
    expect(code).toBe(0);
    expect(findings.map(({ level, subject }) => `${subject} ${level}`)).toEqual([
      'wsdl ok',
      'name ok',
      'connection ok',
      'answer ok',
      'clock ok',
    ]);
  });

  test('clocks that differ are a problem', async () => {
    date = new Date(Date.now() - 3_600_000).toUTCString();
    const { code, findings } = await examine(url);
    expect(code).toBe(1);
    expect(findings.at(-1)).toMatchObject({
      level: 'problem',
      subject: 'clock',
      message: expect.stringContaining('behind'),
    });
    date = undefined;
  });

  test('nothing at the path, and an old WSDL, are worth a note', async () => {
    utimesSync(wsdl, 0, 0);
    const { code, findings } = await examine(url.replace('/orders', '/absent'));
    utimesSync(wsdl, new Date(), new Date());
    expect(code).toBe(0);
    const notes = findings.filter(({ level }) => level === 'note').map(({ subject }) => subject);
    expect(notes).toEqual(['wsdl', 'answer']);
  });

  test.each([
    ['a name without an address', 'http://no-such-host.invalid/', 'name'],
    ['a port that nobody listens on', 'http://127.0.0.1:1/', 'connection'],
  ])('%s is a problem, and what would follow is left out', async (_name, endpoint, subject) => {
    const { code, findings } = await examine(endpoint);
    expect(code).toBe(1);
    expect(findings.at(-1)).toMatchObject({ level: 'problem', subject });
  });

  test('a port that does not speak TLS is a problem', async () => {
    const { code, findings } = await examine(url.replace('http:', 'https:'));
    expect(code).toBe(1);
    expect(findings.at(-1)).toMatchObject({ level: 'problem', subject: 'tls' });
  });
});
