import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { buildProgram } from '../cli/built-program.ts';
import { hasRedisServer, startRedisServer } from '../redis-server.ts';
import { type Load, pause, underLoad } from './load.ts';
import { describeAnswer, KEPT, type Observed, observeLeaks, observeMemory, observeNext } from './promises.ts';
import { BREAKER_OPEN_MS, type Stage, startStage } from './stage.ts';

const CALLERS = 40;

let main = '';
beforeAll(async () => {
  main = await buildProgram();
});

async function warmUp(stage: Stage): Promise<number> {
  await underLoad(stage, CALLERS, () => pause(2000));
  return stage.gateway.memoryBytes();
}

/** Each kind of answer once, without how often: that depends on the machine. */
function kindsOf(answers: Load['answers']): string {
  return [...new Set(answers.map(describeAnswer))].sort().join(', ');
}

/** `once at most`, or the keys that arrived more often. */
function describeArrivals({ backend }: Stage, { keys }: Pick<Load, 'keys'>): string {
  const twice = keys.filter((key) => (backend.arrivals.get(key) ?? 0) > 1);
  return twice.length === 0 ? 'once at most' : `${twice.length} more than once`;
}

async function observe(fault: string, stage: Stage, load: Load, baseBytes: number): Promise<Observed> {
  return {
    fault,
    answer: kindsOf(load.answers),
    calls: describeArrivals(stage, load),
    next: await observeNext(stage),
    memory: await observeMemory(stage, baseBytes),
    leaks: observeLeaks(stage, load.answers),
  };
}

function conclude(task: TestContext['task'], row: Observed, answer: RegExp): void {
  Object.assign(task.meta, { row });
  expect(row).toEqual({ fault: row.fault, answer: expect.stringMatching(answer), calls: 'once at most', ...KEPT });
}

describe('faults under load', () => {
  let stage: Stage;
  let baseBytes = 0;
  beforeAll(async () => {
    stage = await startStage(main);
    baseBytes = await warmUp(stage);
  });
  afterAll(() => stage?.[Symbol.asyncDispose]());

  it('backend restarts', async ({ task }) => {
    const load = await underLoad(stage, CALLERS, async () => {
      for (let time = 0; time < 3; time += 1) {
        await pause(500);
        await stage.backend.stop();
        await pause(500);
        await stage.backend.start();
      }
      await pause(BREAKER_OPEN_MS + 1000); // the breaker may have opened, and then lets nobody through for its time
    });
    const row = await observe('backend restarts under load', stage, load, baseBytes);
    conclude(
      task,
      row,
      /^200(?:, 502 backend-unreachable (?:not-executed|unknown))+(?:, 503 circuit-open not-executed)?$/,
    );
    expect(load.answers.at(-1)?.status).toBe(200);
  });

  it('the event loop is held for two seconds', async ({ task }) => {
    const load = await underLoad(stage, CALLERS, async () => {
      await pause(500);
      await stage.gateway.hold(2000);
      await pause(500);
    });
    conclude(task, await observe('event loop held for 2 s', stage, load, baseBytes), /^200$/);
  });

  it('a thousand callers send a byte at a time', async ({ task }) => {
    const { hostname, port } = new URL(stage.gateway.url);
    const head = 'POST /services/Ledger/Record HTTP/1.1\r\nHost: a\r\nX-Slow: ';
    const slow = Array.from({ length: 1000 }, () => slowCaller(hostname, Number(port), head));
    const load = await underLoad(stage, 4, async () => void (await Promise.all(slow.map(({ closed }) => closed))));
    const row = await observe('1,000 slow callers', stage, load, baseBytes);
    conclude(task, row, /^200$/);
    expect(new Set(await Promise.all(slow.map(({ closed }) => closed)))).toEqual(new Set(['408']));
  });
});

/** Sends a head a byte at a time until it is hung up on. @returns the status that it gets */
function slowCaller(host: string, port: number, head: string): { readonly closed: Promise<string> } {
  const socket: Socket = connect(port, host);
  let at = 0;
  let answer = '';
  const timer = setInterval(() => void socket.write(head[at++] ?? 'x'), 200);
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      clearInterval(timer);
      resolve(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'no answer');
    });
  });
  return { closed };
}

describe('faults of the process', () => {
  it('SIGTERM under load: what runs is finished, then it ends with 0', async ({ task }) => {
    await using stage = await startStage(main);
    await underLoad(stage, CALLERS, () => pause(1000));
    const held: (() => void)[] = [];
    stage.backend.misbehave = () => ({
      answer: (socket, call) => {
        const isReleased = stage.gateway.child.killed;
        const reply = () => void socket.write(stage.backend.works(call));
        if (isReleased) reply();
        else held.push(reply);
      },
    });
    const load = await underLoad(stage, CALLERS, async () => {
      while (held.length < CALLERS) await pause(20);
      stage.gateway.child.kill('SIGTERM');
      await pause(200);
      for (const reply of held) reply();
      await stage.gateway.exited;
    });
    const answered = load.answers.slice(0, CALLERS);
    const row = {
      fault: 'SIGTERM under load',
      answer: kindsOf(answered),
      calls: describeArrivals(stage, load),
      next: `exit ${await stage.gateway.exited}`,
      memory: 'not measured', // the process has ended
      leaks: observeLeaks(stage, load.answers),
    };
    Object.assign(task.meta, { row });
    expect(row).toMatchObject({ answer: '200', calls: 'once at most', next: 'exit 0', leaks: KEPT.leaks });
    expect(new Set(load.answers.slice(CALLERS).map(({ status }) => status))).toEqual(new Set([undefined]));
  });

  it.skipIf(!hasRedisServer)('Redis stops and returns under load', async ({ task }) => {
    await using redis = await startRedisServer();
    await using stage = await startStage(
      main,
      `redis: { url: "${redis.url}", secret: "0123456789abcdef0123456789abcdef" }`,
    );
    const baseBytes = await warmUp(stage);
    const load = await underLoad(
      stage,
      CALLERS,
      async () => {
        await pause(1000);
        await redis.stop();
        await pause(2000);
        await redis.start();
        await pause(2000);
      },
      (key) => ({ 'idempotency-key': key }),
    );
    const row = await observe('Redis stops and returns under load', stage, load, baseBytes);
    conclude(task, row, /^200, 503 idempotency-unavailable not-executed$/);
    expect(load.answers.at(-1)?.status).toBe(200);
  });
});
