import { isSecretByDefault } from '../auth/redact.ts';
import type { ValidationIssue } from '../json/issue.ts';
import { answerJson, answerOutput, answerStream, successHeaders } from './answer-output.ts';
import { answerProblem } from './answer-problem.ts';
import { type CallResult, callOperation } from './call-operation.ts';
import type { CompiledRoute } from './compile-route.ts';
import { conditional, hasEntityTag, isConditionalWrite } from './conditional.ts';
import type { ExchangeLog, GatewayRequest, GatewayResponse } from './exchange.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { mergeHeaders } from './merge-headers.ts';
import { acceptsJson, prefersLines } from './negotiate.ts';
import { dryRun, prefersDryRun, refusedDryRun } from './prefer-dry-run.ts';
import { makeProblem, type Problem, validationProblem } from './problem.ts';
import { readJsonBody } from './read-body.ts';
import type { BindResult, RequestBinder } from './rule/bind-request.ts';
import type { HttpRule } from './rule/http-rule.ts';

/** Answers as the route says: from what is kept, with an entity tag where caches may keep it, and told when it is on its way out. */
export function answerRoute(
  compiled: CompiledRoute,
  values: readonly string[],
  request: GatewayRequest,
  callerId: string | undefined,
  options: GatewayOptions,
): Promise<GatewayResponse> {
  const { rule, vary, isCompleted } = compiled;
  const run = () => answer(compiled, values, request, options);
  const { cache } = options;
  const isKept = cache !== undefined && !prefersDryRun(request);
  const answering = isKept ? cache.run(rule, request, callerId, vary, run) : run();
  return isCompleted ? completed(answering, compiled, request) : answering;
}

async function completed(
  answering: Promise<GatewayResponse>,
  { rule, headers }: CompiledRoute,
  request: GatewayRequest,
): Promise<GatewayResponse> {
  const answered = await answering;
  const tagged = hasEntityTag(rule) ? conditional(answered, request) : answered;
  return { ...tagged, headers: mergeHeaders(tagged.headers, headers) };
}

async function answer(
  { rule, binder, selectBody, handler, call, forms, names }: CompiledRoute,
  values: readonly string[],
  request: GatewayRequest,
  options: GatewayOptions,
): Promise<GatewayResponse> {
  const isDryRun = prefersDryRun(request);
  if (isDryRun && options.allowDryRun !== true) return answerProblem(refusedDryRun(), request, names);
  const isLines = !isDryRun && prefersLines(request.headers.accept) && forms.hasLines();
  if (!isDryRun && !isLines && !acceptsJson(request.headers.accept))
    return answerProblem(makeProblem('not-acceptable'), request, names);
  if (isConditionalWrite(rule, request)) return answerProblem(UNCOMPARED, request, names);
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
    forms.settingsFor(request, isLines),
  );
  const withCall = { route: names.route, log: logOfCall(names.log, called) };
  const { result } = called;
  if ('problem' in result) return answerProblem(relocated(result.problem, binder), request, withCall);
  if (handler === undefined) {
    const { reply } = result;
    const lines = { isLines, hasLines: forms.hasLines() };
    if (result.stream !== undefined) return answerStream(rule, result.stream, withCall, lines);
    const answered = reply.kind === 'output' ? reply.answer : undefined;
    if (answered !== undefined) return answerOutput(rule, answered.json, withCall, lines);
    const body = selectBody(result.output);
    return answerOutput(rule, body === undefined ? undefined : JSON.stringify(body), withCall, lines);
  }
  const outcome = handler(result.output, result.reply);
  if ('problem' in outcome) return answerProblem(outcome.problem, request, withCall);
  const body = outcome.body === undefined ? undefined : JSON.stringify(outcome.body);
  return answerJson(outcome.status, body, { ...successHeaders(rule, false), ...outcome.headers }, withCall);
}

/** A server must not write where the condition may be false (RFC 9110 §13.1.1). */
const UNCOMPARED = makeProblem('bad-request', {
  detail: 'The gateway cannot compare If-Match before it writes; send the request without. Nothing was executed.',
  outcome: 'not-executed',
});

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

function logOfCall(
  { backend, service, operation }: ExchangeLog = {},
  { outcome, backendMs, logDetail: detail }: CallResult,
): ExchangeLog {
  return { backend, service, operation, outcome, backendMs: outcome === undefined ? undefined : backendMs, detail };
}
