import { randomUUID } from 'node:crypto';

const SANE = /^[\w.~+/=:@-]{1,128}$/;

/** The caller's `X-Request-Id` when it is short and plain enough for logs and headers, else a new one. */
export function requestId(sent: string | undefined): string {
  return sent !== undefined && SANE.test(sent) ? sent : randomUUID();
}
