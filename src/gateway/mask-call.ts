import { mapWords, maskTexts, SECRET_LENGTH_MIN } from '../auth/mask-text.ts';
import type { CallResult } from './call-operation.ts';
import type { Problem } from './problem.ts';

/**
 * A failed call with the credentials that the gateway sent masked, should the backend repeat them. Done before the answer is
 * kept for anybody: who gives it again does not know them.
 */
export function maskCall(call: CallResult, secrets: readonly string[]): CallResult {
  const { result, logDetail } = call;
  return {
    ...call,
    result: 'problem' in result ? { problem: maskProblemWords(result.problem, secrets) } : result,
    ...(logDetail === undefined ? {} : { logDetail: maskWords(logDetail, secrets) }),
  };
}

/** A problem with the given texts masked in what may be words of a backend. */
export function maskProblemWords(problem: Problem, secrets: readonly string[]): Problem {
  return mapWords(problem, (words) => maskWords(words, secrets));
}

/** Masking changes texts and nothing of the structure. */
export function maskWords<T>(value: T, secrets: readonly string[]): T {
  const known = secrets.filter((text) => text.length >= SECRET_LENGTH_MIN);
  return known.length === 0 ? value : (maskTexts(value, known) as T);
}
