import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../cli/built-program.ts';
import { backendFaults } from '../faults/backend-faults.ts';
import { pause, underLoad } from '../faults/load.ts';
import { describeAnswer, observeLeaks } from '../faults/promises.ts';
import { type Stage, startStage } from '../faults/stage.ts';

const CALLERS = 200;
const DURATION_MS = 60_000;
const REPORTS = join(import.meta.dirname, '../../docs/reports');
/** What a caller waits, in seconds; each call must be over by then and a little. */
const CALLER_WAITS_S = 3;
/** Bytes that memory may have grown by at the end. */
const GROWTH_MAX = 8 * 1024 * 1024;

/** Those that are no fault of one call but of a connection are had by restarts. */
const faults = backendFaults.filter(({ misbehaviour }) => misbehaviour.answer !== undefined);

describe('soak: 200 callers for 60 s, every fifth call misused', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage(await buildProgram());
  });
  afterAll(() => stage?.[Symbol.asyncDispose]());

  it('every call is answered, none is executed twice, memory is flat, and the process stays', async () => {
    const headers = () => ({ 'request-timeout': String(CALLER_WAITS_S) });
    let arrived = 0;
    let nextFault = 0;
    const had = new Set<string>();
    stage.backend.misbehave = () => {
      arrived += 1;
      if (arrived % 5 !== 0) return undefined;
      const fault = faults[nextFault++ % faults.length];
      if (fault !== undefined) had.add(fault.name);
      return fault?.misbehaviour;
    };
    await underLoad(stage, CALLERS, () => pause(5000), headers);
    const baseBytes = await stage.gateway.memoryBytes();
    arrived = 0;
    const sampled: number[] = [];
    const load = await underLoad(
      stage,
      CALLERS,
      async () => {
        for (let part = 0; part < 6; part += 1) {
          await pause(DURATION_MS / 6 - 500);
          await stage.backend.stop();
          await pause(500);
          await stage.backend.start();
          sampled.push(await stage.gateway.memoryBytes());
        }
      },
      headers,
    );
    stage.backend.misbehave = undefined;
    await pause(CALLER_WAITS_S * 1000);
    const endBytes = await stage.gateway.memoryBytes();

    const counts = new Map<string, number>();
    for (const answer of load.answers)
      counts.set(describeAnswer(answer), (counts.get(describeAnswer(answer)) ?? 0) + 1);
    const twice = load.keys.filter((key) => (stage.backend.executions.get(key) ?? 0) > 1);
    const inMb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
    const report = [
      `${CALLERS} callers, ${DURATION_MS / 1000} s; each fifth call that arrives is misused, ${had.size} faults in turn; the backend restarts every 10 s`,
      '',
      `calls                ${load.answers.length}`,
      `arrived              ${arrived}`,
      ...[...counts].sort(([, a], [, b]) => b - a).map(([text, count]) => `  ${String(count).padStart(7)}  ${text}`),
      `without an answer    ${counts.get('no answer') ?? 0}`,
      `executed twice       ${twice.length}  (421 and 503 with Retry-After execute nothing)`,
      `memory               ${inMb(baseBytes)} after 5 s, then ${sampled.map(inMb).join(', ')}, at the end ${inMb(endBytes)}`,
      `process              ${stage.gateway.child.exitCode === null ? 'runs' : `ended with ${stage.gateway.child.exitCode}`}`,
      `leaked               ${observeLeaks(stage, load.answers)}`,
      '',
    ].join('\n');
    process.stdout.write(report);
    mkdirSync(REPORTS, { recursive: true });
    writeFileSync(join(REPORTS, 'soak.txt'), report);

    expect(had.size).toBe(faults.length);
    expect(counts.get('no answer')).toBeUndefined();
    expect(twice).toEqual([]);
    expect(endBytes - baseBytes).toBeLessThan(GROWTH_MAX);
    expect(stage.gateway.child.exitCode).toBeNull();
    expect(observeLeaks(stage, load.answers)).toBe('nothing');
  });
});
