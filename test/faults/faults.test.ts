import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { buildProgram } from '../cli/built-program.ts';
import { backendFaults } from './backend-faults.ts';
import { callerFaults } from './caller-faults.ts';
import { netServerFaults } from './netserver-faults.ts';
import {
  describeAnswer,
  KEPT,
  newKey,
  type Observed,
  observeLeaks,
  observeMemory,
  observeNext,
  read,
  record,
} from './promises.ts';
import { type Stage, startStage } from './stage.ts';

/** Calls that one backend may have at a time, unless the configuration says otherwise. */
const IN_FLIGHT = 64;

/** Faults that keep the gateway from its backend, by the service whose backend has them. */
const unreachable: readonly (readonly [string, string])[] = [
  ['refused', 'Refused'],
  ['DNS failure', 'Unresolvable'],
  ['TLS certificate expired', 'Expired'],
  ['TLS certificate of another host', 'Elsewhere'],
  ['reset in the TLS handshake', 'Handshake'],
];

describe('faults: what callers get, and what must not happen', () => {
  let stage: Stage;
  let startBytes = 0;
  /** Before the row: V8 keeps more and more compiled code from one row to the next. */
  let baseBytes = 0;
  beforeAll(async () => {
    stage = await startStage(await buildProgram());
    await observeNext(stage, 400);
    // As many connections as the backend takes belong to the base line: they are kept for the next calls.
    await Promise.all(Array.from({ length: IN_FLIGHT }, () => record(stage, 'Ledger', newKey())));
    startBytes = await stage.gateway.memoryBytes();
  }, 60_000);
  beforeEach(async () => {
    baseBytes = await stage.gateway.memoryBytes();
  });
  afterAll(() => stage?.[Symbol.asyncDispose]());

  /** Keeps the row for the report, then holds it against what is promised. */
  const conclude = (task: TestContext['task'], row: Observed, promised: Pick<Observed, 'answer' | 'calls'>) => {
    Object.assign(task.meta, { row });
    expect(row).toEqual({ fault: row.fault, ...promised, ...KEPT });
    expect(stage.gateway.child.exitCode).toBeNull();
  };
  const arrivals = (key: string): number => stage.backend.arrivals.get(key) ?? 0;

  it.for(backendFaults)(
    '$name',
    async ({ name, misbehaviour, answer, calls, fresh, says = '', service = 'Ledger' }, { task }) => {
      const [unsafe, safe] = [newKey(), newKey()];
      stage.backend.misbehave = misbehaviour;
      if (fresh === true) stage.backend.disconnect();
      const recorded = await record(stage, service, unsafe);
      const answered = await read(stage, service, safe);
      stage.backend.misbehave = undefined;
      if (fresh === true) stage.backend.disconnect();
      const next = await observeNext(stage, calls === '1/1' ? 4 : 40);
      const row = {
        fault: name,
        answer: describeAnswer(recorded),
        calls: `${arrivals(unsafe)}/${arrivals(safe)}`,
        next,
        memory: await observeMemory(stage, baseBytes),
        leaks: observeLeaks(stage, [recorded, answered]),
      };
      conclude(task, row, {
        answer: typeof answer === 'string' ? answer : expect.stringMatching(answer),
        calls: typeof calls === 'string' ? calls : expect.stringMatching(calls),
      });
      expect(recorded.detail).toContain(says);
    },
  );

  it.for(unreachable)('%s', async ([name, service], { task }) => {
    const keys = [newKey(), newKey()];
    const answers = [await record(stage, service, keys[0] ?? ''), await read(stage, service, keys[1] ?? '')];
    const reached = stage.others.flatMap(({ arrivals: all }) => keys.map((key) => all.get(key) ?? 0));
    const row = {
      fault: name,
      answer: answers.map(describeAnswer).join(),
      calls: reached.every((times) => times === 0) ? '0/0' : String(reached),
      next: await observeNext(stage),
      memory: await observeMemory(stage, baseBytes),
      leaks: observeLeaks(stage, answers),
    };
    const answer = '502 backend-unreachable not-executed';
    conclude(task, row, { answer: `${answer},${answer}`, calls: '0/0' });
  });

  it.for([...netServerFaults, ...callerFaults])('$name', async ({ name, run, answer, calls }, { task }) => {
    const { answers, calls: reached } = await run(stage);
    stage.backend.misbehave = undefined;
    const row = {
      fault: name,
      answer: [...new Set(answers.map(describeAnswer))].sort().join(),
      calls: reached,
      next: await observeNext(stage),
      memory: await observeMemory(stage, baseBytes),
      leaks: observeLeaks(stage, answers),
    };
    conclude(task, row, { answer, calls });
  });

  it('all of them together leave no more behind than compiled code', async () => {
    expect(await observeMemory(stage, startBytes, 2)).toBe(KEPT.memory);
  });
});
