/**
 * Milliseconds that the caller is willing to wait: `Request-Timeout: 2.5` (seconds) or `Prefer: wait=2` (RFC 7240 §4.3), the
 * shorter of the two; infinite when it does not say. It shortens the configured time, never lengthens it.
 */
export function callerDeadlineMs(headers: Readonly<Record<string, string | undefined>>): number {
  if (headers['request-timeout'] === undefined && headers.prefer === undefined) return Number.POSITIVE_INFINITY;
  const requestTimeout = /^\s*(\d{1,6}(?:\.\d{1,3})?)\s*$/.exec(headers['request-timeout'] ?? '')?.[1];
  const wait = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:$|[,;])/i.exec(headers.prefer ?? '')?.[1];
  const seconds = [requestTimeout, wait].flatMap((text) => (text === undefined ? [] : [Number(text)]));
  return Math.min(Number.POSITIVE_INFINITY, ...seconds.filter((each) => each > 0).map((each) => each * 1000));
}
