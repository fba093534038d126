import { type IsSecret, isSecretByDefault } from '../auth/redact.ts';
import { PlanKind, planOf } from '../codec/transcode/plan.ts';
import type { ValidationIssue } from '../json/issue.ts';
import type { Admit } from './admission.ts';
import { type BackendCallRecord, type CallResult, type CallSettings, callOperation } from './call-operation.ts';
import { conditional, hasEntityTag } from './conditional.ts';
import type { ExchangeLog, GatewayRequest, GatewayResponse, HandleExchange } from './exchange.ts';
import type { EncodeHeaderBlocks } from './header-blocks.ts';
import type { OnceOnly } from './idempotency.ts';
import { JSON_LINES, toLines } from './json-lines.ts';
import { acceptsJson, prefersLines } from './negotiate.ts';
import type { ServedOperation } from './operation.ts';
import { dryRun, prefersDryRun, refusedDryRun } from './prefer-dry-run.ts';
import { makeProblem, PROBLEM_MEDIA_TYPE, type Problem, renderProblem, validationProblem } from './problem.ts';
import type { ConnectedProfile, RouteHandler } from './profile.ts';
import { readJsonBody } from './read-body.ts';
import type { ResponseCache } from './response-cache.ts';
import { lifecycleHeaders } from './route-lifecycle.ts';
import { type BindResult, compileRequestBinder, type RequestBinder } from './rule/bind-request.ts';
import type { HttpRule } from './rule/http-rule.ts';
import { compileRouter } from './rule/match.ts';
import { compileResponseBody, type SelectResponseBody } from './rule/response-body.ts';

/** What the gateway is made of. Everything is checked and connected. */
export interface GatewayOptions {
  /** Declared rules and generic ones. */
  readonly rules: readonly HttpRule[];
  /** Profiles at work, by backend; a backend without one passes calls on as they are. */
  readonly profiles: ReadonlyMap<string, ConnectedProfile>;
  /** Header blocks of each operation; none for an operation that is not in it. */
  readonly headerBlocks: ReadonlyMap<ServedOperation, EncodeHeaderBlocks>;
  /** Status by fault code, by backend. */
  readonly faultStatus: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How deep the JSON of a body may be nested. */
  readonly jsonDepthMax: number;
  /** The gateway's own sign-in; absent: whoever calls is let in, and the backends decide. */
  readonly admit?: Admit;
  /** Whether `Prefer: dry-run` is answered with the envelope; by default it is refused. */
  readonly allowDryRun?: boolean;
  /** Names whose values are masked wherever messages are shown; by default those of `auth/redact.ts`. */
  readonly isSecret?: IsSecret;
  /** Absent: an `Idempotency-Key` means nothing. */
  readonly onceOnly?: OnceOnly;
  /** Absent: no answer is kept, whatever the routes say. */
  readonly cache?: ResponseCache;
  /** Request headers that become header blocks by configuration: kept answers are told apart by them. */
  readonly vary?: readonly string[];
  /** Told of every call to a backend when it is over. */
  readonly onCall?: (record: BackendCallRecord) => void;
  /** Told how long encoding a request took, in milliseconds. */
  readonly onEncode?: (durationMs: number) => void;
}

/** A rule with all that is compiled for it. */
interface CompiledRoute {
  readonly rule: HttpRule;
  readonly binder: RequestBinder;
  readonly selectBody: SelectResponseBody;
  readonly handler: RouteHandler | undefined;
  readonly call: CallSettings;
  /** Headers of every answer of the route. */
  readonly headers: Readonly<Record<string, string>>;
  /** Request headers that answers depend on, beside those that say who calls. */
  readonly vary: readonly string[];
}

/**
 * The gateway without a server: a plain request to a plain response. The life of a request, with what each stage can answer:
 * route (400, 404, 405), admission (401, 403), Idempotency-Key (409, 422), Accept (406), body (415, 400), binding and schema (422), who calls (401), the call (what the backend
 * says, 502, 503, 504), the answer. Nothing is sent to a backend before the schema has been satisfied.
 */
export function createGateway(options: GatewayOptions): HandleExchange {
  const route = compileRouter(options.rules);
  const routes = new Map(options.rules.map((rule) => [rule, compileRoute(rule, options)]));

  return async (request) => {
    const match = route(request.method, request.path);
    if (match.kind !== 'found') return answerUnrouted(match, request);
    const compiled = routes.get(match.rule);
    const names = { route: match.rule.template.display, log: logOf(match.rule.operation) };
    if (compiled === undefined) return answerProblem(makeProblem('internal'), request, names);
    try {
      const admission = await options.admit?.(request, match.rule);
      if (admission !== undefined && 'problem' in admission) return answerProblem(admission.problem, request, names);
      const admitted = admission?.request ?? request;
      const run = () => answerRoute(compiled, match.values, admitted, admission?.callerId, options, names);
      return await (options.onceOnly?.(admitted, match.rule, admission?.callerId, run) ?? run());
    } catch (error) {
      const detail = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
      return answerProblem(makeProblem('internal'), request, { ...names, log: { ...names.log, detail } });
    }
  };
}

function compileRoute(rule: HttpRule, options: GatewayOptions): CompiledRoute {
  const { operation } = rule;
  const profile = options.profiles.get(operation.backend);
  const hidden = profile?.hiddenMembers(operation, rule.path) ?? new Set<string>();
  return {
    rule,
    binder: compileRequestBinder(rule),
    selectBody: compileResponseBody(rule, hidden),
    handler: rule.handler === undefined ? undefined : profile?.handlers.get(rule.handler),
    headers: lifecycleHeaders(rule),
    vary: [...(options.vary ?? []), ...(profile?.contract?.requestHeaders ?? []).map(({ name }) => name)],
    call: {
      profile,
      encodeHeaderBlocks: options.headerBlocks.get(operation) ?? (() => ({ ok: true, xml: '' })),
      faultStatus: options.faultStatus.get(operation.backend) ?? new Map(),
      onCall: options.onCall ?? (() => undefined),
      ...(options.isSecret === undefined ? {} : { isSecret: options.isSecret }),
      // A handler wants the value, unless there is none to be had.
      ...(rule.handler === undefined || operation.codec.output?.empty === true
        ? { answer: { ...(rule.responseBody === undefined ? {} : { responseBody: rule.responseBody }), hidden } }
        : {}),
    },
  };
}

/** What metrics and log say of every answer of a route. */
interface AnswerNames {
  readonly route?: string;
  readonly log?: ExchangeLog;
}

/** Answers as the route says: from what is kept, with an entity tag where caches may keep it, and told when it is on its way out. */
async function answerRoute(
  compiled: CompiledRoute,
  values: readonly string[],
  request: GatewayRequest,
  callerId: string | undefined,
  options: GatewayOptions,
  names: AnswerNames,
): Promise<GatewayResponse> {
  const { rule, headers, vary } = compiled;
  const run = () => answer(compiled, values, request, options, names);
  const { cache } = options;
  const isKept = cache !== undefined && !prefersDryRun(request);
  const answered = await (isKept ? cache.run(rule, request, callerId, vary, run) : run());
  const tagged = hasEntityTag(rule) ? conditional(answered, request) : answered;
  return Object.keys(headers).length === 0 ? tagged : { ...tagged, headers: { ...tagged.headers, ...headers } };
}

async function answer(
  { rule, binder, selectBody, handler, call }: CompiledRoute,
  values: readonly string[],
  request: GatewayRequest,
  options: GatewayOptions,
  names: AnswerNames,
): Promise<GatewayResponse> {
  const isDryRun = prefersDryRun(request);
  if (isDryRun && options.allowDryRun !== true) return answerProblem(refusedDryRun(), request, names);
  const isLines = !isDryRun && prefersLines(request.headers.accept) && isListAnswer(rule);
  if (!isDryRun && !isLines && !acceptsJson(request.headers.accept))
    return answerProblem(makeProblem('not-acceptable'), request, names);
  const read = readJsonBody(request, options.jsonDepthMax);
  if ('problem' in read) return answerProblem(read.problem, request, names);
  const bound = binder.bind(values, request.query, read.body);
  if (!bound.ok) return answerProblem(validationProblem(allIssues(rule, binder, bound)), request, names);

  const startMs = performance.now();
  const encoded = rule.operation.codec.input.encode(bound.input);
  options.onEncode?.(performance.now() - startMs);
  if (!encoded.ok) return answerProblem(validationProblem(encoded.issues.map(binder.relocate)), request, names);

  if (isDryRun) {
    const { isSecret = isSecretByDefault } = options;
    const answered = dryRun(rule.operation, encoded.xml, request, call.encodeHeaderBlocks, isSecret);
    return 'problem' in answered ? answerProblem(answered.problem, request, names) : { ...answered, ...names };
  }
  const called = await callOperation(
    rule.operation,
    encoded.xml,
    request,
    rule.safe === true,
    settingsFor(request, rule, call, isLines),
  );
  const withCall = { ...names, log: { ...names.log, ...logOfCall(called) } };
  const { result } = called;
  if ('problem' in result) return answerProblem(relocated(result.problem, binder), request, withCall);
  if (handler === undefined) {
    const { reply } = result;
    if (result.stream !== undefined) {
      const headers = { ...cacheHeaders(rule), 'Content-Type': isLines ? JSON_LINES : 'application/json' };
      const vary = isLines ? { Vary: 'Accept' } : {};
      return { status: rule.status ?? 200, headers: { ...headers, ...vary }, stream: result.stream, ...withCall };
    }
    const answered = reply.kind === 'output' ? reply.answer : undefined;
    if (answered !== undefined) return answerOutput(rule, answered.json, withCall, isLines);
    const body = selectBody(result.output);
    return answerOutput(rule, body === undefined ? undefined : JSON.stringify(body), withCall, isLines);
  }
  const outcome = handler(result.output, result.reply);
  if ('problem' in outcome) return answerProblem(outcome.problem, request, withCall);
  const body = outcome.body === undefined ? undefined : JSON.stringify(outcome.body);
  return answerJson(outcome.status, body, { ...cacheHeaders(rule), ...outcome.headers }, withCall);
}

/** What binding found, and what the schema finds in places of which nothing has been said: all errors at once. */
function allIssues(
  { operation }: HttpRule,
  binder: RequestBinder,
  { issues, input }: Extract<BindResult, { ok: false }>,
): readonly ValidationIssue[] {
  const encoded = input === undefined ? undefined : operation.codec.input.encode(input);
  if (encoded === undefined || encoded.ok) return issues;
  const placeOf = ({ pointer, parameter = '' }: ValidationIssue): string => `${parameter} ${pointer}`;
  const told = new Set(issues.map(placeOf));
  return [...issues, ...encoded.issues.map(binder.relocate).filter((issue) => !told.has(placeOf(issue)))];
}

/** Pointers that a backend's own validation gives are into the input; the caller knows only the request. */
function relocated(problem: Problem, binder: RequestBinder): Problem {
  return problem.errors === undefined ? problem : { ...problem, errors: problem.errors.map(binder.relocate) };
}

/**
 * What the call of one request needs. Only lines are sent while they arrive: who asks for them reads one at a time, and sees
 * where they break off. JSON is sent whole, so that its status tells whether all of it could be read.
 */
function settingsFor(request: GatewayRequest, rule: HttpRule, call: CallSettings, isLines: boolean): CallSettings {
  if (call.answer === undefined || !isLines) return call;
  const answer = { ...call.answer, lines: true as const };
  const isCollected = request.headers['idempotency-key'] !== undefined || hasEntityTag(rule) || rule.status === 204;
  return { ...call, answer, ...(isCollected ? {} : { streams: true }) };
}

/** True for a route whose answer is a list. */
function isListAnswer({ responseBody, operation, handler, cacheMs }: HttpRule): boolean {
  const field = operation.codec.output?.field;
  // Kept answers are not told apart by Accept.
  if (cacheMs !== undefined || handler !== undefined || responseBody === undefined || field === undefined) return false;
  const found = planOf(field).fields.find(({ name }) => name === responseBody);
  return found !== undefined && (found.repeats || planOf(found).kind === PlanKind.Array);
}

function answerOutput(
  rule: HttpRule,
  body: string | Uint8Array | undefined,
  names: AnswerNames,
  isLines: boolean,
): GatewayResponse {
  if (isLines && body !== undefined && rule.operation.codec.output !== undefined) {
    const headers = { ...cacheHeaders(rule), Vary: 'Accept', 'Content-Type': JSON_LINES };
    return { status: rule.status ?? 200, headers, body: toLines(body), ...names };
  }
  if (rule.operation.codec.output === undefined) return answerJson(rule.status ?? 202, undefined, {}, names);
  const status = rule.status ?? 200;
  // 200 promises content; 201 and its like stand without.
  return answerJson(body === undefined && status === 200 ? 204 : status, body, cacheHeaders(rule), names);
}

function answerJson(
  status: number,
  body: string | Uint8Array | undefined,
  headers: Readonly<Record<string, string>>,
  names: AnswerNames,
): GatewayResponse {
  if (body === undefined || status === 204) return { status, headers, ...names };
  return { status, headers: { ...headers, 'Content-Type': 'application/json' }, body, ...names };
}

function cacheHeaders({ cacheControl }: HttpRule): Readonly<Record<string, string>> {
  return { 'Cache-Control': cacheControl ?? 'no-store' };
}

/** The answer that carries a problem. @param names - what metrics and log are to say beside it */
export function answerProblem(
  problem: Problem,
  { requestId }: Pick<GatewayRequest, 'requestId'>,
  names: AnswerNames = {},
): GatewayResponse {
  return {
    status: problem.status,
    headers: { 'Cache-Control': 'no-store', ...problem.headers, 'Content-Type': PROBLEM_MEDIA_TYPE },
    body: renderProblem(problem, requestId),
    ...names,
    // Problems without an outcome did not come from calling a backend.
    ...(problem.outcome === undefined || problem.outcome === 'not-executed' ? { isUnexecuted: true } : {}),
    log: { ...names.log, problem: problem.slug },
  };
}

function answerUnrouted(
  match: Exclude<ReturnType<ReturnType<typeof compileRouter>>, { kind: 'found' }>,
  request: GatewayRequest,
): GatewayResponse {
  if (match.kind === 'bad-path') {
    return answerProblem(makeProblem('bad-request', { detail: 'The path is not well-formed.' }), request);
  }
  if (match.kind === 'not-found') {
    return answerProblem(makeProblem('not-found', { detail: 'No route has this path.' }), request);
  }
  const headers = { Allow: match.allow.join(', ') };
  if (request.method === 'OPTIONS') return { status: 204, headers };
  const detail = `This path takes ${headers.Allow}.`;
  return answerProblem(makeProblem('method-not-allowed', { detail, headers }), request);
}

function logOf({ backend, service, operation }: ServedOperation): ExchangeLog {
  return { backend, service, operation: operation.name };
}

function logOfCall({ outcome, backendMs, logDetail }: CallResult): ExchangeLog {
  return {
    ...(outcome === undefined ? {} : { outcome, backendMs }),
    ...(logDetail === undefined ? {} : { detail: logDetail }),
  };
}
