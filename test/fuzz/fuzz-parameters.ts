import type { Parameters } from 'fast-check';

/** Seconds of the longer run, `npm run fuzz`; 0 in the ordinary one. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 0);

/**
 * How a fuzz test runs: the same few inputs each time, so that a failure is everybody's; or, in the longer run, as many new
 * ones as the time allows. A failure prints its seed.
 */
export function fuzzParameters<T>(runs: number): Parameters<T> {
  if (SECONDS === 0) return { numRuns: runs, seed: 20_260_101 };
  return { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: SECONDS * 1000, markInterruptAsFailure: false };
}

/** Milliseconds that a fuzz test may take. */
export const FUZZ_TIMEOUT_MS = (SECONDS + 60) * 1000;
