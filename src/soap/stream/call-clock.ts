/** The time that a call may take. It stands still while its caller is waited for, so that who is slow is not cut off. */
export interface CallClock {
  /** Calls back when so many milliseconds have gone by. @returns a function that makes it forget that */
  after(durationMs: number, callback: () => void): () => void;
  stop(): void;
  go(): void;
}

interface ClockTimer {
  leftMs: number;
  sinceMs: number;
  timeout: NodeJS.Timeout | undefined;
  readonly callback: () => void;
}

/** As {@link CallClock.after}; without a clock, by the one on the wall. */
export function callAfter(clock: CallClock | undefined, durationMs: number, callback: () => void): () => void {
  if (clock !== undefined) return clock.after(durationMs, callback);
  const timeout = setTimeout(callback, durationMs);
  return () => clearTimeout(timeout);
}

/** Makes a clock that goes. */
export function createCallClock(): CallClock {
  return new StoppableClock();
}

/** A class, since each call of an operation with a list makes one, and few of them stop it. */
class StoppableClock implements CallClock {
  readonly #timers: ClockTimer[] = [];
  #isStopped = false;

  after(durationMs: number, callback: () => void): () => void {
    const timer: ClockTimer = { leftMs: durationMs, sinceMs: 0, timeout: undefined, callback };
    this.#timers.push(timer);
    if (!this.#isStopped) this.#start(timer);
    return () => {
      this.#forget(timer);
      clearTimeout(timer.timeout);
    };
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    for (const timer of this.#timers) {
      clearTimeout(timer.timeout);
      timer.leftMs = Math.max(0, timer.leftMs - (performance.now() - timer.sinceMs));
    }
  }

  go(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    for (const timer of this.#timers) this.#start(timer);
  }

  #start(timer: ClockTimer): void {
    timer.sinceMs = performance.now();
    timer.timeout = setTimeout(() => {
      this.#forget(timer);
      timer.callback();
    }, timer.leftMs);
  }

  #forget(timer: ClockTimer): void {
    const at = this.#timers.indexOf(timer);
    if (at >= 0) this.#timers.splice(at, 1);
  }
}
