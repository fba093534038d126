import { BackendError } from './call.ts';

/** Why no connection came about, by the code of the socket's or TLS' error, in words without an address. */
const CONNECT_FAILURES: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'it refused the connection'],
  ['ECONNRESET', 'it closed the connection before the request was sent'],
  ['EPIPE', 'it closed the connection before the request was sent'],
  ['UND_ERR_SOCKET', 'it closed the connection before the request was sent'],
  ['ENOTFOUND', 'its host name cannot be resolved'],
  ['EAI_AGAIN', 'its host name cannot be resolved'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no connection came about in time'],
  ['ETIMEDOUT', 'no connection came about in time'],
  ['EHOSTUNREACH', 'there is no route to it'],
  ['ENETUNREACH', 'there is no route to it'],
  ['CERT_HAS_EXPIRED', 'its TLS certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its TLS certificate is not valid yet'],
  ['CERT_REVOKED', 'its TLS certificate is revoked'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its TLS certificate is for another host'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its TLS certificate is not trusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its TLS certificate is not trusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its TLS certificate is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'its TLS certificate is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its TLS certificate is not trusted'],
]);

/** What is wrong with an answer that undici gives up, by the code of its error. */
const BAD_ANSWERS: ReadonlyMap<string, string> = new Map([
  ['UND_ERR_HEADERS_OVERFLOW', "The backend's answer has more header fields than the limit allows."],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', "The backend's answer has another length than it says."],
]);

/** The failure before the first byte of the request was written: certain that nothing was executed. */
export function connectFailure(cause: unknown): BackendError {
  const code = errorCode(cause);
  const reason =
    CONNECT_FAILURES.get(code) ??
    (/^ERR_(SSL|TLS)_/.test(code) ? 'TLS could not be negotiated' : 'no connection came about');
  return new BackendError('unreachable', 'not-executed', `The backend cannot be reached: ${reason}.`, { cause });
}

/** The failure of the connection after the request began to be written: it may have been executed. */
export function connectionLost(cause: unknown, httpStatus: number | undefined): BackendError {
  if (cause instanceof Error && cause.name === 'HTTPParserError') {
    // Not the error itself: it holds the bytes that were read, and causes are logged.
    return new BackendError('invalid-response', 'unknown', 'The backend did not answer in HTTP.', {
      cause: new Error(cause.message),
    });
  }
  const bad = BAD_ANSWERS.get(errorCode(cause));
  const status = httpStatus === undefined ? {} : { httpStatus };
  if (bad !== undefined) return new BackendError('invalid-response', 'unknown', bad, { cause, ...status });
  return httpStatus === undefined
    ? new BackendError('unreachable', 'unknown', 'The backend closed the connection without an answer.', { cause })
    : new BackendError('unreachable', 'unknown', 'The backend closed the connection in the middle of its answer.', {
        cause,
        httpStatus,
      });
}

/**
 * What an abort means: the deadline when the signal's reason is a `TimeoutError` (as of `AbortSignal.timeout`), else the
 * caller is gone.
 * @param sent - whether the request began to be written
 */
export function abortFailure(reason: unknown, sent: boolean): BackendError {
  const outcome = sent ? 'unknown' : 'not-executed';
  return reason instanceof Error && reason.name === 'TimeoutError'
    ? new BackendError('timeout', outcome, 'The backend did not answer in time.', { cause: reason })
    : new BackendError('aborted', outcome, 'The caller went away before the backend answered.', { cause: reason });
}

function errorCode(error: unknown): string {
  const code = error instanceof Error ? (error as Error & { readonly code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}
