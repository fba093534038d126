import { setImmediate as otherWork } from 'node:timers/promises';

/** Work that can be left for a while between two of its steps. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Takes all the steps at once: for programs that have nothing else to do. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Takes steps for some milliseconds, then lets everything else have its turn, and so on: for a gateway that serves meanwhile. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const end = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < end);
    await otherWork();
  }
}

/** A call passes the event loop a few times and may wait for a turn each time. */
const TURN_MS = 4;
