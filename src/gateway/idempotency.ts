import { createHash } from 'node:crypto';
import type { KeyedHash } from '../resilience/shared/keyed-hash.ts';
import { answerProblem } from './answer-problem.ts';
import type { GatewayRequest, GatewayResponse } from './exchange.ts';
import type { IdempotencyStore, KeptAnswer } from './idempotency-store.ts';
import { makeProblem } from './problem.ts';
import type { HttpRule } from './rule/http-rule.ts';

/** What became of a request with an `Idempotency-Key`: a fixed list, for metrics. */
export type IdempotencyResult = 'first' | 'replayed' | 'reused' | 'in-progress' | 'unavailable';

/** Runs a request, or gives the answer that the same request had before. */
export type OnceOnly = (
  request: GatewayRequest,
  rule: HttpRule,
  caller: KnownCaller,
  run: () => Promise<GatewayResponse>,
) => Promise<GatewayResponse>;

/** By what callers of a route are kept apart, beside `Authorization`. */
export interface KnownCaller {
  /** The caller as the gateway itself knows it; undefined where it does not. */
  readonly callerId: string | undefined;
  /** Names of the request headers that become header blocks, such as one with a ticket. */
  readonly vary: readonly string[];
}

/** How {@link createOnceOnly} works. */
export interface OnceOnlyOptions {
  readonly store: IdempotencyStore;
  /** Names the keys under which answers are kept: the same for all that share the store. */
  readonly keyOf: KeyedHash;
  readonly onResult?: (result: IdempotencyResult) => void;
}

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07) on routes that are not safe: of all requests of one caller
 * with one key to one route, the first is executed, and its answer is given again. An answer that proves that nothing was
 * executed is not kept: the same request may then try again.
 */
export function createOnceOnly({ store, keyOf, onResult }: OnceOnlyOptions): OnceOnly {
  const runOnce = async (
    header: string,
    request: GatewayRequest,
    rule: HttpRule,
    caller: KnownCaller,
    run: () => Promise<GatewayResponse>,
  ): Promise<GatewayResponse> => {
    const idempotencyKey = parseKey(header);
    const names = { route: rule.template.display };
    if (idempotencyKey === undefined) {
      const detail = 'The Idempotency-Key is not 1 to 255 visible characters.';
      return answerProblem(makeProblem('bad-request', { detail, outcome: 'not-executed' }), request, names);
    }
    const key = keyOf(rule.method, rule.path, ...callerOf(request, caller), idempotencyKey);
    const fingerprint = fingerprintOf(request);

    const claim = await store.claim(key, fingerprint);
    if (claim.kind === 'unavailable') {
      onResult?.('unavailable');
      const detail = 'What requests with an Idempotency-Key had for an answer cannot be looked up at present.';
      const headers = { 'Retry-After': '5' };
      const problem = makeProblem('idempotency-unavailable', { detail, outcome: 'not-executed', headers });
      return answerProblem(problem, request, names);
    }
    if (claim.kind === 'taken') {
      if (claim.fingerprint !== fingerprint) {
        onResult?.('reused');
        return answerProblem(makeProblem('idempotency-key-reused', { outcome: 'not-executed' }), request, names);
      }
      if (claim.answer === undefined) {
        onResult?.('in-progress');
        const headers = { 'Retry-After': '1' };
        return answerProblem(makeProblem('idempotency-key-in-use', { headers }), request, names);
      }
      onResult?.('replayed');
      return replay(claim.answer, names);
    }

    onResult?.('first');
    // Should this fail in an unexpected way, the claim stays: whether anything was executed is not known then.
    const answer = await run();
    if (answer.isUnexecuted === true) await store.release(key);
    else await store.settle(key, { fingerprint, answer: keptAnswer(answer, request, names) });
    return answer;
  };
  return (request, rule, caller, run) => {
    const header = request.headers['idempotency-key'];
    if (header === undefined || rule.safe === true || rule.method === 'GET') return run();
    return runOnce(header, request, rule, caller, run);
  };
}

/** The key: a structured field string (RFC 9651 §3.3.3), or bare as most clients send it. */
function parseKey(header: string): string | undefined {
  const text = header.trim();
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(text)?.[1];
  const key = quoted === undefined ? text : quoted.replaceAll(/\\(["\\])/g, '$1');
  return /^[\x20-\x7e]{1,255}$/.test(key) && key.trim() !== '' ? key : undefined;
}

/**
 * Callers are kept apart by who they are and by the credentials they send. Headers that are absent are left out: a reload that
 * adds one to the configuration must not make a repetition another request.
 */
function callerOf({ headers }: GatewayRequest, { callerId, vary }: KnownCaller): readonly string[] {
  const names = [...new Set(vary.map((name) => name.toLowerCase()))].sort();
  const sent = names.flatMap((name) => (headers[name] === undefined ? [] : [name, headers[name]]));
  return [callerId ?? '', headers.authorization ?? '', ...sent];
}

function fingerprintOf({ path, query, body }: GatewayRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([path, query.toString()]))
    .update(body)
    .digest('base64url');
}

/** Characters of a body that is kept. */
const BODY_MAX = 1024 * 1024;

function keptAnswer(answer: GatewayResponse, request: GatewayRequest, names: { readonly route: string }): KeptAnswer {
  const { status, headers, body } = answer;
  if (body === undefined) return { status, headers };
  if (body.length <= BODY_MAX) return { status, headers, body: Buffer.from(body).toString('utf8') };
  const detail = 'The first request with this Idempotency-Key was answered; its answer was too large to be kept.';
  return keptAnswer(
    answerProblem(makeProblem('conflict', { detail, outcome: 'executed' }), request, names),
    request,
    names,
  );
}

function replay({ status, headers, body }: KeptAnswer, names: { readonly route: string }): GatewayResponse {
  const marked = { ...headers, 'Idempotency-Replayed': 'true' };
  return { status, headers: marked, ...(body === undefined ? {} : { body }), ...names };
}
