/**
 * The trace id of a `traceparent` header (W3C Trace Context §3.2), for the log; undefined when there is none or it is not
 * well-formed.
 */
export function traceId(traceparent: string | undefined): string | undefined {
  const id = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/.exec(traceparent ?? '')?.[1];
  return id === undefined || /^0+$/.test(id) ? undefined : id;
}
