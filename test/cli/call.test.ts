import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NetServerSimulator, startNetServerSimulator } from '../../src/simulator/netserver/start.ts';
import { runCommand } from './in-process.ts';
import { type RunningCommand, startCommand } from './running-command.ts';

const ORDERS = 'test/simulator/wsdl/orders-headers.wsdl';
const LIBRARY = 'test/simulator/wsdl/library-soap12.wsdl';
const ORDER = '{"line":[{"article":"pen","amount":2,"price":"1.50"}]}';

describe('command line: call', () => {
  let folder: string;
  let mock: RunningCommand;
  let endpoint: string;
  let netServer: NetServerSimulator;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-call-'));
    const script = join(folder, 'answers.yaml');
    writeFileSync(
      script,
      [
        '- { operation: Orders.PlaceOrder, output: { orderId: "41" } }',
        '- { operation: Orders.CancelOrder, fault: { blame: sender, reason: too late } }',
      ].join('\n'),
    );
    mock = await startCommand(['mock', ORDERS, '--port', '0', '--answers', script], /\?wsdl\n/);
    endpoint = /http:\S+(?=\?wsdl)/.exec(mock.printed().stdout)?.[0] ?? '';
    netServer = await startNetServerSimulator();
  });
  afterAll(async () => {
    await mock.stop();
    await netServer.close();
    rmSync(folder, { recursive: true });
  });

  const orders = (...args: string[]) => runCommand(['call', ...args, '--wsdl', ORDERS, '--endpoint', endpoint]);
  const agents = (...args: string[]) =>
    runCommand([
      'call',
      ...args,
      ...netServer.wsdls.flatMap((file) => ['--wsdl', file]),
      '--endpoint',
      netServer.endpoint,
    ]);

  test('prints the output as JSON', async () => {
    const { code, stdout, stderr } = await orders('Orders.PlaceOrder', '--json', ORDER);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({ orderId: '41' });
  });

  test('reads the input from a file or from standard input, and knows an operation by its own name', async () => {
    const file = join(folder, 'order.json');
    writeFileSync(file, ORDER);
    expect((await orders('PlaceOrder', '--json', `@${file}`)).code).toBe(0);
    const args = ['call', 'PlaceOrder', '-j', '-', '-w', ORDERS, '-e', endpoint];
    expect((await runCommand(args, { readInput: async () => ORDER })).code).toBe(0);
  });

  test('a fault is 1 and says what the backend said', async () => {
    const { code, stdout, stderr } = await orders('Orders.CancelOrder', '--json', '{"orderId":"41"}');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('fault    Client  too late');
    expect(stderr).toContain('see      /problems/soap-fault');
  });

  test('--problem-json says it as a problem document', async () => {
    const fault = await orders('Orders.CancelOrder', '-j', '{"orderId":"41"}', '--problem-json');
    expect([fault.code, fault.stderr]).toEqual([1, '']);
    expect(JSON.parse(fault.stdout)).toMatchObject({ type: '/problems/soap-fault', fault: { reason: 'too late' } });
    const invalid = await orders('Orders.CancelOrder', '-j', '{}', '--problem-json');
    expect(invalid.code).toBe(2);
    expect(JSON.parse(invalid.stdout).errors).toEqual([{ pointer: '/orderId', detail: 'is required' }]);
  });

  test('no connection is 1 and says that nothing was executed', async () => {
    const { code, stderr } = await runCommand([
      ...['call', 'PlaceOrder', '-j', ORDER, '-w', ORDERS],
      ...['-e', 'http://127.0.0.1:1/'],
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('the call was not executed, and may be repeated');
  });

  test('an input that breaks the schema is 2: path, what was found, what is allowed', async () => {
    const input = '{"line":[{"article":"pen","amount":"two","price":"1.50"}],"colour":"red"}';
    const { code, stderr } = await orders('PlaceOrder', '--json', input);
    expect(code).toBe(2);
    expect(stderr).toMatch(/\/line\/0\/amount {2}.+\n {4}found {4}"two"\n {4}allowed {2}integer/);
    expect(stderr).toContain('/colour  ');
  });

  test('--dry-run prints the envelope with its secrets masked and sends nothing', async () => {
    const before = netServer.calls.length;
    const input = '{"type":"imap","credentials":{"secretValue":"s3cret","publicValue":"kari"}}';
    const { code, stdout } = await agents('User.SaveUntrustedCredentials', '-j', input, '-t', '7T:abc', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('kari');
    expect(stdout).toMatch(/SecretValue>\*\*\*</);
    expect(stdout).toMatch(/Ticket>\*\*\*</);
    expect(stdout).not.toMatch(/s3cret|7T:abc/);
    expect(netServer.calls).toHaveLength(before);
  });

  test('signs in and calls with the ticket', async () => {
    const signIn = await agents(
      'SoPrincipal.AuthenticateUsernamePassword',
      '-j',
      '{"userName":"demo","password":"demo"}',
    );
    const { ticket } = JSON.parse(signIn.stdout).credentials;
    const types = await agents('User.GetCredentialTypes', '--ticket', ticket, '--raw', '--timing');
    expect(types.code).toBe(0);
    expect(JSON.parse(types.stdout).response[0].type).toBe('superoffice');
    expect(types.stderr).toMatch(/^> GetCredentialTypes\n/);
    expect(types.stderr).toContain('\n< HTTP 200\n');
    expect(types.stderr).toMatch(/encode [\d.]+ ms {3}network [\d.]+ ms {3}decode [\d.]+ ms\n$/);
    expect(types.stderr).not.toContain(ticket);
    const basic = Buffer.from('demo:demo').toString('base64');
    expect((await agents('User.GetCredentialTypes', '-H', `Authorization: Basic ${basic}`)).code).toBe(0);
    const missing = await agents('User.GetCredentialTypes');
    expect(missing.code).toBe(1);
  });

  test('writes SOAP 1.2 where the port speaks it', async () => {
    const args = ['call', 'Library.FindBooks', '-w', LIBRARY, '--port-name', 'Library12', '--dry-run'];
    const { stdout } = await runCommand([...args, '-j', '{"title":"x"}']);
    expect(stdout).toContain('http://www.w3.org/2003/05/soap-envelope');
  });

  const refused: readonly (readonly [string, readonly string[], string])[] = [
    ['no WSDL', ['PlaceOrder'], 'give --wsdl or --config'],
    ['an operation that is not there', ['Orders.PlaceOrders', '-w', ORDERS], 'did you mean "Orders.PlaceOrder"?'],
    ['input that is not JSON', ['PlaceOrder', '-w', ORDERS, '-j', '{'], '--json is not JSON: '],
    ['a file that is not there', ['PlaceOrder', '-w', ORDERS, '-j', '@nowhere'], 'nowhere cannot be read (ENOENT)'],
    ['a header that is none', ['PlaceOrder', '-w', ORDERS, '-H', 'x'], 'it is written "Name: value"'],
    ['a missing input', ['PlaceOrder', '-w', ORDERS], '/line  is required'],
  ];
  test.each(refused)('%s is 2', async (_what, args, message) => {
    const { code, stderr } = await runCommand(['call', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
