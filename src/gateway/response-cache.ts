import { createHmac, randomBytes } from 'node:crypto';
import type { GatewayRequest, GatewayResponse } from './exchange.ts';
import type { HttpRule } from './rule/http-rule.ts';

/** What is kept at most, whatever the routes say. */
const ENTRIES_MAX = 1000;
const BYTES_MAX = 32 * 1024 * 1024;

interface KeptAnswer {
  readonly answer: GatewayResponse;
  readonly storedMs: number;
  readonly expiresMs: number;
  readonly bytes: number;
}

/**
 * Keeps the answers of routes that ask for it (`cache:`), each for its callers alone: what the request says of who calls is a
 * part of the key, as a keyed hash. In this process only; when it is full the oldest answers go first.
 */
export interface ResponseCache {
  /** @param caller - the gateway's own name for who calls @param vary - headers beside Authorization that count */
  run(
    rule: HttpRule,
    request: GatewayRequest,
    caller: string | undefined,
    vary: readonly string[],
    answer: () => Promise<GatewayResponse>,
  ): Promise<GatewayResponse>;
}

/** @param now - milliseconds */
export function createResponseCache(now: () => number): ResponseCache {
  const secret = randomBytes(32);
  const kept = new Map<string, KeptAnswer>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };

  const runKept = async (
    key: string,
    cacheMs: number,
    answer: () => Promise<GatewayResponse>,
  ): Promise<GatewayResponse> => {
    const found = kept.get(key);
    if (found !== undefined && found.expiresMs > now()) {
      const age = String(Math.floor((now() - found.storedMs) / 1000));
      return { ...found.answer, headers: { ...found.answer.headers, Age: age } };
    }
    drop(key);
    const made = await answer();
    const size = made.body?.length ?? 0;
    if (made.status !== 200 || size > BYTES_MAX / 4) return made;
    const { backendMs: _ms, outcome: _outcome, ...log } = made.log ?? {};
    const storedMs = now();
    // another request may have stored its own meanwhile
    drop(key);
    kept.set(key, { answer: { ...made, log }, storedMs, expiresMs: storedMs + cacheMs, bytes: size });
    bytes += size;
    for (const oldest of kept.keys()) {
      if (kept.size <= ENTRIES_MAX && bytes <= BYTES_MAX) break;
      drop(oldest);
    }
    return made;
  };
  return {
    run(rule, request, caller, vary, answer) {
      const { cacheMs } = rule;
      if (cacheMs === undefined || rule.safe !== true) return answer();
      return runKept(keyOf(secret, rule, request, caller, vary), cacheMs, answer);
    },
  };
}

/** Everything that the answer may depend on; nothing of it can be read from the key. */
function keyOf(
  secret: Uint8Array,
  rule: HttpRule,
  { path, query, headers, body }: GatewayRequest,
  caller: string | undefined,
  vary: readonly string[],
): string {
  const parts = [
    rule.method,
    path,
    query.toString(),
    caller ?? '',
    headers.authorization ?? '',
    ...vary.map((name) => headers[name.toLowerCase()] ?? ''),
    Buffer.from(body).toString('latin1'),
  ];
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64');
}
