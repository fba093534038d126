/** How many retries a backend's calls may cause. */
export interface RetryBudget {
  /** Counts a call. */
  deposit(): void;
  /** Takes one retry out; false when there is none. */
  withdraw(): boolean;
}

/**
 * A budget that each call fills by `share` and each retry empties by one, so that retries never add more than that share to
 * the load of a backend that is failing. It starts with, and never holds more than, `reserve`.
 */
export function createRetryBudget(share: number, reserve: number): RetryBudget {
  let balance = reserve;
  return {
    deposit() {
      balance = Math.min(reserve, balance + share);
    },
    withdraw() {
      // The sums of tenths fall short of one by a rounding error.
      if (balance < 1 - 1e-9) return false;
      balance -= 1;
      return true;
    },
  };
}
