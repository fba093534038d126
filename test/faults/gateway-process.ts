import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a caller got; `undefined` status: no answer. */
export interface Answer {
  readonly status: number | undefined;
  readonly headers: Headers;
  readonly text: string;
  /** The last segment of the problem's type; `''` when it is none. */
  readonly slug: string;
  readonly outcome: string;
  readonly detail: string;
}

/** A request as the rows write it. */
export interface SentRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The gateway as it is run: a process of its own. */
export interface GatewayProcess extends AsyncDisposable {
  readonly url: string;
  readonly child: ChildProcess;
  /** All that it has written to standard output and standard error. */
  printed(): string;
  send(request: SentRequest): Promise<Answer>;
  /** Bytes in use once what is of no use is collected. */
  memoryBytes(): Promise<number>;
  /** Keeps its event loop busy. */
  hold(holdMs: number): Promise<void>;
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
}

/**
 * Starts it with a configuration and waits until it listens.
 * @param main - the built program
 * @param files - by name: what the configuration refers to
 */
export async function startGatewayProcess(
  main: string,
  config: string,
  files: Readonly<Record<string, string>>,
): Promise<GatewayProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'soapstone-faults-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'soapstone.yaml'), config);
  const probe = join(import.meta.dirname, 'probe.mjs');
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', probe, main, 'serve', '--config', join(folder, 'soapstone.yaml')],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, NODE_ENV: 'production' } },
  );
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let printed = '';
  const keep = (chunk: string): void => {
    printed += chunk;
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  const url = await waitForUrl(child, () => printed);

  let lastId = 0;
  const ask = (question: Readonly<Record<string, unknown>>): Promise<{ readonly bytes?: number }> => {
    const id = ++lastId;
    return new Promise((resolve) => {
      const onMessage = (message: { readonly id: number; readonly bytes?: number }): void => {
        if (message.id !== id) return;
        child.off('message', onMessage);
        resolve(message);
      };
      child.on('message', onMessage);
      child.send({ id, ...question });
    });
  };
  return {
    url,
    child,
    exited,
    printed: () => printed,
    send: (request) => send(url, request),
    memoryBytes: async () => (await ask({ ask: 'memory' })).bytes ?? Number.POSITIVE_INFINITY,
    hold: async (holdMs) => void (await ask({ ask: 'hold', holdMs })),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}

async function waitForUrl(child: ChildProcess, printed: () => string): Promise<string> {
  for (;;) {
    const url = /listening on (http:\/\/\S+)/.exec(printed())?.[1];
    if (url !== undefined) return url.replace('localhost', '127.0.0.1');
    if (child.exitCode !== null) throw new Error(`the gateway has not started: ${printed()}`);
    if (child.stdout !== null) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  }
}

async function send(url: string, { method = 'POST', path, headers, body, signal }: SentRequest): Promise<Answer> {
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, ...problemOf(response, text) };
  } catch (error) {
    const text = error instanceof Error ? error.name : '';
    return { status: undefined, headers: new Headers(), text, slug: '', outcome: '', detail: '' };
  }
}

function problemOf(response: Response, text: string): Pick<Answer, 'slug' | 'outcome' | 'detail'> {
  if (response.headers.get('content-type') !== 'application/problem+json') return { slug: '', outcome: '', detail: '' };
  const { type, outcome = '', detail = '' } = JSON.parse(text);
  return { slug: String(type).replace('/problems/', ''), outcome, detail };
}
