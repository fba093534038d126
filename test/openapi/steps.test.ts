import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atOnce, inTurns, type Steps } from '../../src/openapi/steps.ts';

/** Steps of two milliseconds of work each; gives how many there were. */
function* work(count: number): Steps<number> {
  for (let step = 0; step < count; step += 1) {
    const end = performance.now() + 2;
    while (performance.now() < end);
    yield;
  }
  return count;
}

/** Work whose second step fails. */
function* failing(): Steps<never> {
  yield;
  throw new Error('no');
}

describe('work in steps', () => {
  it('gives the same at once and in turns', async () => {
    expect(atOnce(work(3))).toBe(3);
    expect(await inTurns(work(3))).toBe(3);
    expect(() => atOnce(failing())).toThrow('no');
    await expect(inTurns(failing())).rejects.toThrow('no');
  });

  it('lets everything else have its turn every few milliseconds', async () => {
    let turns = 0;
    let isDone = false;
    const others = (async () => {
      while (!isDone) {
        await setImmediate();
        turns += 1;
      }
    })();
    await inTurns(work(20));
    isDone = true;
    await others;
    expect(turns).toBeGreaterThanOrEqual(5);
  });
});
