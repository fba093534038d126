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

/** As {@link CallClock.after}, by the clock on the wall. */
export function callAfter(durationMs: number, callback: () => void): () => void {
  const timeout = setTimeout(callback, durationMs);
  return () => clearTimeout(timeout);
}

/** Makes a clock that goes. */
export function createCallClock(): CallClock {
  const timers = new Set<ClockTimer>();
  let isStopped = false;
  const start = (timer: ClockTimer): void => {
    timer.sinceMs = performance.now();
    timer.timeout = setTimeout(() => {
      timers.delete(timer);
      timer.callback();
    }, timer.leftMs);
  };

  return {
    after(durationMs, callback) {
      const timer: ClockTimer = { leftMs: durationMs, sinceMs: 0, timeout: undefined, callback };
      timers.add(timer);
      if (!isStopped) start(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer.timeout);
      };
    },
    stop() {
      if (isStopped) return;
      isStopped = true;
      for (const timer of timers) {
        clearTimeout(timer.timeout);
        timer.leftMs = Math.max(0, timer.leftMs - (performance.now() - timer.sinceMs));
      }
    },
    go() {
      if (!isStopped) return;
      isStopped = false;
      for (const timer of timers) start(timer);
    },
  };
}
