import { deepStrictEqual } from 'node:assert';
import type { ChildProcess } from 'node:child_process';
import type { BenchCase } from './cases.ts';
import type { ContenderName } from './contenders.ts';
import type { LoadFigures, LoadOrder } from './load.ts';
import { type Listening, readFigures, resetPeak } from './processes.ts';
import { percentile } from './statistics.ts';

/** One contender at one case in one round. */
export interface Measurement {
  readonly callsPerSecond: number;
  /** CPU time of the gateway's process for one call, in microseconds. */
  readonly cpuMicroseconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Largest resident size during the run, in bytes. */
  readonly peakBytes: number;
}

/** The load's process. */
export interface LoadProcess {
  run(order: LoadOrder): Promise<LoadFigures>;
}

/** Talks to the load's process: one order at a time for each. */
export function loadProcess(child: ChildProcess): LoadProcess {
  return {
    run: (order) =>
      new Promise((resolve, reject) => {
        child.once('message', (answer: { figures?: LoadFigures; error?: string }) => {
          if (answer.figures === undefined) reject(new Error(answer.error));
          else resolve(answer.figures);
        });
        child.send(order);
      }),
  };
}

/** The order for a case: what is sent, and until when. */
export function orderFor(benchCase: BenchCase, port: number, durationMs: number): LoadOrder {
  const body = benchCase.requestJson === undefined ? '' : JSON.stringify(benchCase.requestJson);
  const content = body === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
  const head =
    `${benchCase.method} ${benchCase.path} HTTP/1.1\r\nHost: localhost:${port}\r\n` +
    `Authorization: Bearer 7T:bench\r\nAccept: application/json\r\n${content}\r\n`;
  const { status, connections, calls } = benchCase;
  const order = { port, request: head + body, status, connections, durationMs };
  return calls === undefined ? order : { ...order, calls };
}

/**
 * Asks once, and compares the answer with what the caller must get.
 * @throws Error when it is another
 */
export async function checkAnswer(benchCase: BenchCase, port: number, contender: ContenderName): Promise<void> {
  const { method, path, requestJson, status, expected } = benchCase;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      authorization: 'Bearer 7T:bench',
      accept: 'application/json',
      ...(requestJson === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(requestJson === undefined ? {} : { body: JSON.stringify(requestJson) }),
  });
  const text = await response.text();
  if (response.status !== status) throw new Error(`expected ${status}, got ${response.status}: ${text.slice(0, 300)}`);
  // `soap` reads dates as instants: the ordinary gateway loses their text, and is let pass with that
  const read = contender === 'ordinary' ? withInstants : (value: unknown) => value;
  deepStrictEqual(read(text === '' ? undefined : JSON.parse(text)), read(expected));
}

/** The same value, each date and time in it as an instant. */
function withInstants(value: unknown): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(JSON.stringify(value), (_name, member: unknown) =>
    typeof member === 'string' && /^\d{4}-\d\d-\d\dT/u.test(member) ? new Date(member).toISOString() : member,
  );
}

/** Calls until V8 has compiled what is called often: programs of a real size need some thousand calls for that, once. */
export async function warmUp(benchCase: BenchCase, { port }: Listening, load: LoadProcess): Promise<void> {
  await load.run(orderFor(benchCase, port, WARM_UP_MS));
}

/** In milliseconds. */
export const WARM_UP_MS = 4000;

/** Times one contender at one case; a quarter of the time is spent on getting up to speed again and not counted. */
export async function measure(
  benchCase: BenchCase,
  gateway: Listening,
  load: LoadProcess,
  durationMs: number,
): Promise<Measurement> {
  const pid = gateway.child.pid ?? 0;
  const order = orderFor(benchCase, gateway.port, durationMs);
  await load.run(order.calls === undefined ? { ...order, durationMs: durationMs / 4 } : { ...order, calls: 1 });
  resetPeak(pid);
  const before = readFigures(pid);
  const figures = await load.run(order);
  const after = readFigures(pid);
  return {
    callsPerSecond: (figures.calls * 1000) / figures.durationMs,
    cpuMicroseconds: ((after.cpuMs - before.cpuMs) * 1000) / figures.calls,
    p50Ms: percentile(figures.latenciesMs, 0.5),
    p99Ms: percentile(figures.latenciesMs, 0.99),
    peakBytes: after.peakBytes,
  };
}
