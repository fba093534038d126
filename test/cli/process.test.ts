import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from './built-program.ts';
import { orderWsdl } from './order-wsdl.ts';

const PLACED = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><PlaceResponse xmlns="urn:orders"><Number>7</Number></PlaceResponse></s:Body></s:Envelope>`;

/** A fault that repeats the credentials and the customer of a call. */
function refusal(authorization: string | undefined, sent: string): string {
  const reason = `no rights: ${authorization}, ${/Customer>([^<]*)/.exec(sent)?.[1]}`;
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>${reason}</faultstring></s:Fault></s:Body></s:Envelope>`;
}

/** A running program. */
interface Program {
  readonly child: ChildProcess;
  readonly url: string;
  readonly stdout: () => string;
  readonly ended: Promise<number | null>;
}

describe('command line: the process', () => {
  let main: string;
  let folder: string;
  let backend: Server;
  let endpoint: string;
  /** Answers a held call. */
  let release: () => void = () => undefined;
  let isHeld = false;
  let isRefusing = false;
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    main = await buildProgram();
    folder = mkdtempSync(join(tmpdir(), 'soapstone-process-'));
    writeFileSync(join(folder, 'orders.wsdl'), orderWsdl());
    backend = createServer((request, response) => {
      response.setHeader('content-type', 'text/xml');
      if (isRefusing) void text(request).then((sent) => response.end(refusal(request.headers.authorization, sent)));
      else if (!isHeld) response.end(PLACED);
      else release = () => response.end(PLACED);
    });
    backend.listen(0, '127.0.0.1');
    await once(backend, 'listening');
    endpoint = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/`;
  }, 60_000);
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
    isHeld = false;
    isRefusing = false;
  });
  afterAll(() => {
    backend.closeAllConnections();
    backend.close();
    rmSync(folder, { recursive: true });
  });

  /** Starts `soapstone serve` and waits for the line with its URL. */
  const serve = async (args: readonly string[], env: Record<string, string> = {}): Promise<Program> => {
    const child = spawn(process.execPath, [main, 'serve', ...args], { env: { ...process.env, ...env } });
    running.push(child);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await expect.poll(() => /http:\/\/localhost:\d+/.exec(stdout)?.[0] ?? stderr, { timeout: 15_000 }).toMatch(/^http/);
    return { child, url: /http:\/\/localhost:\d+/.exec(stdout)?.[0] ?? '', stdout: () => stdout, ended };
  };
  const place = (url: string) =>
    fetch(`${url}/services/OrderService/Place`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"customer":"Ann"}',
    });
  const wsdl = () => ['--wsdl', join(folder, 'orders.wsdl'), '--endpoint', endpoint, '--port', '0'];

  test('serve prints one line, answers, logs one line of JSON for a request, and ends with 0', async () => {
    const program = await serve(wsdl());
    expect(program.stdout()).toMatch(
      /^soapstone \S+ listening on http:\/\/localhost:\d+ {2}1 service, 2 operations\n$/,
    );
    const placed = await place(program.url);
    expect([placed.status, await placed.json()]).toEqual([200, { number: 7 }]);
    await expect.poll(() => program.stdout().split('\n').length).toBe(3);
    expect(JSON.parse(program.stdout().split('\n')[1] ?? '')).toMatchObject({ status: 200, outcome: 'ok' });
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  });

  test('told to stop, it finishes what runs and then ends with 0', async () => {
    isHeld = true;
    const program = await serve(wsdl());
    const arrived = once(backend, 'request');
    const placed = place(program.url);
    await arrived;
    program.child.kill('SIGTERM');
    await expect
      .poll(() =>
        fetch(program.url).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
    release();
    expect((await placed).status).toBe(200);
    expect(await program.ended).toBe(0);
  });

  test('a call that is cut off at the end of that time is named in the log, its outcome unknown', async () => {
    isHeld = true;
    const file = join(folder, 'drain.yaml');
    writeFileSync(
      file,
      `listen: { host: 127.0.0.1, port: 0 }
backends: { orders: { wsdl: orders.wsdl, endpoint: "${endpoint}" } }
routes: [{ selector: OrderService.Place, put: "/orders/{customer}" }]
server: { drain: 1ms }
`,
    );
    const program = await serve(['--config', file]);
    const arrived = once(backend, 'request');
    const cut = fetch(`${program.url}/orders/Ann`, { method: 'PUT' }).catch(() => 'cut off');
    await arrived;
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(await cut).toBe('cut off');
    const lines = program.stdout().trimEnd().split('\n').slice(1);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        level: 'warn',
        method: 'PUT',
        route: '/orders/{customer}',
        status: 499,
        backend: 'orders',
        service: 'OrderService',
        operation: 'Place',
        outcome: 'unknown',
      }),
      expect.objectContaining({ msg: 'requests were cut off: the time to stop was over' }),
    ]);
  });

  describe('reload', () => {
    const file = () => join(folder, 'soapstone.yaml');
    const configure = (path: string, breaking: 'refuse' | 'allow', backendSettings = '') =>
      writeFileSync(
        file(),
        `
listen: { host: 127.0.0.1, port: 0 }
backends: { orders: { wsdl: orders.wsdl, endpoint: "${endpoint}"${backendSettings} } }
routes: [{ selector: OrderService.Place, post: ${path}, body: "*" }]
rateLimit: off
reload: { breaking: ${breaking} }
`,
      );
    const statusOf = async ({ url }: Program, path: string) =>
      (await fetch(`${url}${path}`, { method: 'POST' })).status;

    test('a changed configuration is served after SIGHUP, and no request fails meanwhile', async () => {
      configure('/orders', 'allow');
      const program = await serve(['--config', file()]);
      expect([await statusOf(program, '/orders'), await statusOf(program, '/placed')]).toEqual([422, 404]);
      const statuses = new Set<number>();
      let isOver = false;
      const callers = Array.from({ length: 4 }, async () => {
        while (!isOver) statuses.add((await fetch(`${program.url}/problems/validation`)).status);
      });
      configure('/placed', 'allow');
      program.child.kill('SIGHUP');
      await expect.poll(() => statusOf(program, '/placed')).toBe(422);
      isOver = true;
      await Promise.all(callers);
      expect(statuses).toEqual(new Set([200]));
      expect(await statusOf(program, '/orders')).toBe(404);
    });

    test('SIGHUP while it starts is kept until it has started', async () => {
      const documents = createServer((_request, response) => release.push(() => response.end(orderWsdl())));
      const release: (() => void)[] = [];
      documents.listen(0, '127.0.0.1');
      await once(documents, 'listening');
      try {
        const asked = once(documents, 'request');
        const { port } = documents.address() as AddressInfo;
        const starting = serve(['--wsdl', `http://127.0.0.1:${port}/orders.wsdl`, ...wsdl().slice(2)]);
        await asked;
        running.at(-1)?.kill('SIGHUP');
        const again = once(documents, 'request');
        release[0]?.();
        const program = await starting;
        await again;
        release[1]?.();
        await expect.poll(program.stdout).toContain('the configuration has been reloaded');
      } finally {
        documents.closeAllConnections();
        documents.close();
      }
    });

    test('SIGHUP where there is nothing to reload changes nothing', async () => {
      const program = await serve([], { PORT: '0' });
      program.child.kill('SIGHUP');
      expect((await fetch(`${program.url}/health/ready`)).status).toBe(200);
    });

    test('what the command line says otherwise still holds after it', async () => {
      const models = mkdtempSync(join(folder, 'models-'));
      configure('/orders', 'allow');
      const overrides = ['--port', '0', '--host', '::1', '--log-level', 'debug', '--model-cache', models];
      const program = await serve(['--config', file(), ...overrides]);
      configure('/placed', 'allow');
      program.child.kill('SIGHUP');
      await expect.poll(program.stdout).toContain('the configuration has been reloaded');
      expect(program.stdout()).not.toContain('only after a restart');
      // the model that the start has kept
      expect(program.stdout().match(/"isWarm":\w+/g)).toEqual(['"isWarm":false', '"isWarm":true']);
    });

    test('a change of the file is noticed by itself', async () => {
      configure('/orders', 'allow');
      const program = await serve(['--config', file()]);
      configure('/noticed', 'allow');
      await expect.poll(() => statusOf(program, '/noticed'), { timeout: 15_000 }).toBe(422);
    });

    test('a rotated token is no more shown than the one before it', async () => {
      isRefusing = true;
      const token = join(folder, 'token.txt');
      writeFileSync(token, 'token-12');
      configure('/orders', 'allow', ', security: { kind: bearer, token: file:token.txt }');
      const program = await serve(['--config', file()]);
      const place = async () => {
        const init = {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"customer":"token-12"}',
        };
        return ((await (await fetch(`${program.url}/orders`, init)).json()) as { detail: string }).detail;
      };
      expect(await place()).toBe('no rights: Bearer ***, ***');
      writeFileSync(token, 'token-1');
      program.child.kill('SIGHUP');
      await expect.poll(program.stdout, { timeout: 15_000 }).toContain('the configuration has been reloaded');
      expect(await place()).toBe('no rights: Bearer ***, ***');
      program.child.kill('SIGTERM');
      await program.ended;
      expect(program.stdout()).not.toContain('token-1');
    });

    test('a change that breaks callers, or has a mistake, is refused and told, and the old one served on', async () => {
      configure('/orders', 'refuse');
      const program = await serve(['--config', file()]);
      configure('/placed', 'refuse');
      program.child.kill('SIGHUP');
      await expect.poll(program.stdout).toContain('breaking: POST /orders: the route is gone');
      configure('placed', 'allow');
      program.child.kill('SIGHUP');
      await expect.poll(program.stdout).toContain('http-rule/path-template');
      expect(await statusOf(program, '/orders')).toBe(422);
      const metrics = await (await fetch(`${program.url}/metrics`)).text();
      expect(metrics).toContain('soapstone_config_reloads_total{result="refused"}');
    });
  });

  test.each([
    ['a WSDL that is not there', ['--wsdl', 'absent.wsdl'], 'absent.wsdl'],
    ['a configuration that is not there', ['--config', 'absent.yaml'], 'config/unreadable'],
  ])('it does not start with %s: exit code 2 and what is wrong', async (_name, args, expected) => {
    const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...args]);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'exit');
    expect(code).toBe(2);
    expect(stderr).toContain(expected);
  });

  test('a port that is taken is exit code 2 and said in a line', async () => {
    const program = await serve(wsdl());
    const port = new URL(program.url).port;
    const child = spawn(process.execPath, [main, 'serve', ...wsdl().slice(0, -1), port]);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'exit');
    expect([code, stderr]).toEqual([2, `error: cannot listen on 0.0.0.0:${port}: another process listens there\n`]);
  });

  test('a host that nobody knows is exit code 2 and said in a line', async () => {
    const child = spawn(process.execPath, [main, 'serve', ...wsdl(), '--host', 'no such host']);
    const stderr = child.stderr.setEncoding('utf8').toArray();
    const [code] = await once(child, 'exit');
    expect([code, (await stderr).join('')]).toEqual([
      2,
      expect.stringMatching(/^error: cannot listen on no such host: no address is known by this name \(E[A-Z_]+\)\n$/),
    ]);
  });

  test('without arguments it serves a simulated NetServer, and the line it suggests works', async () => {
    const program = await serve([], { PORT: '0' });
    expect(program.stdout()).toMatch(
      /^soapstone \S+ {2}JSON in, SOAP out\n\n {2}gateway {3}http:\/\/localhost:\d+ {6}docs \/docs {3}metrics \/metrics {3}OpenAPI \/openapi\.json\n {2}backend {3}NetServer simulator http:\/\/127\.0\.0\.1:\d+ {3}2 services, 14 operations\n {2}sign in {3}demo \/ demo\n\n {2}try {7}curl -s localhost:\d+\/sessions -H 'content-type: application\/json' -d '(.*)'\n$/,
    );
    const body = /-d '(.*)'/.exec(program.stdout())?.[1] ?? '';
    const response = await fetch(`${program.url}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(201);
    const { ticket } = (await response.json()) as { ticket: string };
    expect(ticket).toMatch(/^7T:/);
    program.child.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(program.stdout()).not.toContain(ticket);
  });
});
