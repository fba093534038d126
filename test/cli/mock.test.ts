import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SOAP11 } from '../../src/xml/namespaces.ts';
import { runCommand } from './in-process.ts';
import { type RunningCommand, startCommand } from './running-command.ts';

const ORDERS = 'test/simulator/wsdl/orders-headers.wsdl';
const LISTENS = /\?wsdl\n/;

/** Calls CancelOrder. */
async function cancel(command: RunningCommand, orderId: string): Promise<string> {
  const url = /http:[^\s"]+(?=\?wsdl)/.exec(command.printed().stdout)?.[0] ?? '';
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: 'urn:example:orders/CancelOrder' },
    body: `<s:Envelope xmlns:s="${SOAP11}"><s:Body><CancelOrder xmlns="urn:example:orders"><OrderId>${orderId}</OrderId></CancelOrder></s:Body></s:Envelope>`,
  });
  return response.text();
}

describe('command line: mock', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-mock-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('says where it listens, answers by example, and logs each request', async () => {
    await using mock = await startCommand(['mock', ORDERS, '--port', '0'], LISTENS);
    const [first, second] = mock.printed().stdout.split('\n');
    expect(first).toMatch(/^mock {2}http:\/\/127\.0\.0\.1:\d+ {2}1 service, 2 operations$/);
    expect(second).toMatch(/^ {2}Orders {2}http:\/\/127\.0\.0\.1:\d+\/orders\?wsdl$/);
    const answer = await cancel(mock, '5');
    expect(answer).toContain('CancelOrderResponse');
    expect(answer).toMatch(/Accepted[^>]*>true</);
    expect(await cancel(mock, 'five')).toContain('the request breaks the schema: /orderId');
    expect(mock.printed().stdout).toContain('Orders.CancelOrder  200\n');
    expect(mock.printed().stdout).toContain('Orders.CancelOrder  500  the request breaks the schema: /orderId');
    expect(await mock.stop()).toBe(0);
  });

  test('--json says where it listens and logs as data', async () => {
    await using mock = await startCommand(['mock', ORDERS, '--port', '0', '--json'], /\?wsdl"/);
    await cancel(mock, '5');
    const [start, request] = mock
      .printed()
      .stdout.split('\n')
      .map((line) => JSON.parse(line || 'null'));
    expect(start).toMatchObject({ operations: 2, endpoints: [{ services: ['Orders'] }] });
    expect(request).toEqual({ path: '/orders', selector: 'Orders.CancelOrder', status: 200 });
  });

  test('runs the NetServer simulator when no WSDL is given', async () => {
    await using mock = await startCommand(['mock', '--port', '0'], /sign in/);
    expect(mock.printed().stdout).toMatch(/^NetServer simulator {2}http:\S+ {2}2 services, 14 operations\n/);
  });

  test('--answers: answers as scripted', async () => {
    const file = join(folder, 'cancel.yaml');
    writeFileSync(
      file,
      '- { operation: Orders.CancelOrder, when: { orderId: 7 }, fault: { blame: sender, reason: too late } }\n',
    );
    await using mock = await startCommand(['mock', ORDERS, '--port', '0', '--answers', file], LISTENS);
    expect(await cancel(mock, '7')).toContain('too late');
    expect(await cancel(mock, '8')).toContain('CancelOrderResponse');
  });

  test('--record and --replay: a recording answers in place of the real service', async () => {
    const file = join(folder, 'calls.jsonl');
    const script = join(folder, 'real.yaml');
    writeFileSync(script, '- { operation: Orders.CancelOrder, headerBlocks: { Accepted: false } }\n');
    {
      await using real = await startCommand(['mock', ORDERS, '--port', '0', '--answers', script], LISTENS);
      const endpoint = /http:\S+(?=\?wsdl)/.exec(real.printed().stdout)?.[0] ?? '';
      const args = ['mock', ORDERS, '--port', '0', '--record', file, '--endpoint', endpoint];
      await using recorder = await startCommand(args, LISTENS);
      expect(await cancel(recorder, '7')).toMatch(/Accepted[^>]*>false</);
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      operation: 'Orders.CancelOrder',
      input: { orderId: '7' },
      answer: { output: {}, headerBlocks: { Accepted: false } },
    });
    await using replay = await startCommand(['mock', ORDERS, '--port', '0', '--replay', file], LISTENS);
    expect(await cancel(replay, '7')).toMatch(/Accepted[^>]*>false</);
    expect(await cancel(replay, '8')).toContain('nothing is recorded for Orders.CancelOrder with this input');
  });

  const refused: readonly (readonly [string, readonly string[], string])[] = [
    ['a WSDL that is not there', ['nowhere.wsdl'], 'nowhere.wsdl:1:1  error  wsdl/document-missing'],
    ['a port that is none', [ORDERS, '--port', 'x'], '--port x: a number from 0 to 65535 is needed'],
    ['two ways to answer', [ORDERS, '--record', 'a', '--replay', 'b'], '--record and --replay: only one'],
    ['an endpoint without a recording', [ORDERS, '--endpoint', 'http://x'], '--endpoint is for --record'],
    ['scripts without a WSDL', ['--answers', 'x'], '--answers needs a WSDL'],
    ['scripts that are not there', [ORDERS, '--answers', 'nowhere'], 'nowhere:1:1  error  config/unreadable'],
    [
      'a recording that cannot be written',
      [ORDERS, '--port', '0', '--record', 'nodir/x'],
      'error: nodir/x cannot be written: ENOENT',
    ],
    ['a recording that is not there', [ORDERS, '--replay', 'nowhere'], 'nowhere:1:1  error  config/unreadable'],
  ];
  test.each(refused)('%s is 2', async (_what, args, message) => {
    const { code, stdout, stderr } = await runCommand(['mock', ...args]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
  });

  test('a script that breaks the schema is 2 and says where', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, '- operation: Orders.PlaceOrder\n  output: { orderId: many }\n');
    const { code, stderr } = await runCommand(['mock', ORDERS, '--answers', file]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${file}:1:3  error  mock/invalid-answer  Orders.PlaceOrder: /orderId`);
  });

  test('a port that is taken is 2', async () => {
    await using first = await startCommand(['mock', ORDERS, '--port', '0'], LISTENS);
    const port = /:(\d+) /.exec(first.printed().stdout)?.[1] ?? '';
    const { code, stderr } = await runCommand(['mock', ORDERS, '--port', port]);
    expect([code, stderr]).toEqual([2, 'error: cannot listen there (EADDRINUSE); choose another --port\n']);
  });

  test('a host that nobody knows is 2', async () => {
    const { code, stderr } = await runCommand(['mock', ORDERS, '--port', '0', '--host', 'no such host']);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: cannot listen there \(E[A-Z_]+\); choose another --host\n$/),
    ]);
  });
});
