import { type IsSecret, isSecretByDefault, maskXml } from '../auth/redact.ts';
import type { JsonValue } from '../json/value.ts';
import { type AnswerView, BackendError, type SoapReply } from '../soap/call.ts';
import { asAbortSignal, type CancelSignal } from '../soap/cancel-signal.ts';
import { backendErrorOutcome, backendErrorProblem, faultLabel, faultProblem } from './backend-problem.ts';
import { callerDeadlineMs } from './caller-deadline.ts';
import type { AnswerStream, CallOutcome, ExchangeLog, GatewayRequest, StreamEnd } from './exchange.ts';
import type { EncodeHeaderBlocks } from './header-blocks.ts';
import { maskCall, maskWords } from './mask-call.ts';
import type { ServedOperation } from './operation.ts';
import { makeProblem, type Problem, validationProblem } from './problem.ts';
import type { CallerIdentity, ConnectedProfile, Identified, ReplyVerdict } from './profile.ts';

/** One call to a backend, over: what metrics count. Every text is from the WSDL or a fixed list. */
export interface BackendCallRecord {
  readonly backend: string;
  readonly service: string;
  readonly operation: string;
  readonly outcome: CallOutcome;
  readonly durationMs: number;
  /** Name of the fault, when there was one. */
  readonly fault?: string | undefined;
}

/** What an operation's calls need beside the request. */
export interface CallSettings {
  readonly profile: ConnectedProfile | undefined;
  readonly encodeHeaderBlocks: EncodeHeaderBlocks;
  /** Status by fault code. */
  readonly faultStatus: ReadonlyMap<string, number>;
  readonly onCall: (record: BackendCallRecord) => void;
  /** Names whose values are masked in what is logged of a message; by default those of `auth/redact.ts`. */
  readonly isSecret?: IsSecret;
  /** What is wanted of the output as bytes; absent where the value is. */
  readonly answer?: AnswerView;
  /** True where a large answer may be given while it arrives. */
  readonly streams?: boolean;
}

/** How calling an operation went. */
export interface CallResult {
  readonly result:
    | { readonly reply: SoapReply; readonly output: JsonValue | undefined; readonly stream?: AnswerStream }
    | { readonly problem: Problem };
  /** Of the last call; undefined when nothing was sent. */
  readonly outcome?: CallOutcome;
  /** Milliseconds in the backend, of all calls together. */
  readonly backendMs: number;
  /** For the log alone. */
  readonly logDetail?: Readonly<Record<string, unknown>>;
}

/**
 * Calls an operation for a caller: who it is, header blocks, the call, what the reply means. When the reply proves that
 * nothing was executed because the session is gone, signs in anew once and calls once more.
 * @param bodyXml - encoded and valid
 */
export async function callOperation(
  operation: ServedOperation,
  bodyXml: string,
  request: GatewayRequest,
  safe: boolean,
  settings: CallSettings,
): Promise<CallResult> {
  const deadline = startDeadline(request);
  const first = await callOnce(operation, bodyXml, request, safe, settings, deadline);
  if (!first.sessionGone || first.identity?.renew === undefined) return finalCall(first);
  if (!(await first.identity.renew())) return finalCall(first);
  const second = await callOnce(operation, bodyXml, request, safe, settings, deadline);
  const secrets = [...(first.secrets ?? []), ...(second.secrets ?? [])];
  return { ...finalCall({ ...second, secrets }), backendMs: first.call.backendMs + second.call.backendMs };
}

/** A caller whose session was the gateway's own can do nothing about its loss, and is not told to sign in. */
function finalCall({ call, sessionGone, identity, secrets = [] }: SingleCall): CallResult {
  const problem = identity?.sessionLost;
  const shown = 'problem' in call.result && secrets.length > 0 ? maskCall(call, secrets) : call;
  return sessionGone && problem !== undefined ? { ...shown, result: { problem } } : shown;
}

interface SingleCall {
  readonly call: CallResult;
  readonly sessionGone: boolean;
  readonly identity?: CallerIdentity;
  /** What was sent as credentials that are the gateway's own. */
  readonly secrets?: readonly string[];
}

async function callOnce(
  operation: ServedOperation,
  bodyXml: string,
  request: GatewayRequest,
  safe: boolean,
  settings: CallSettings,
  deadline: CallerDeadline,
): Promise<SingleCall> {
  const { profile, encodeHeaderBlocks } = settings;
  const { invoke } = operation;
  if (invoke === undefined) {
    const detail = 'The WSDL gives no address for this operation, and no endpoint is configured.';
    return refused(makeProblem('backend-unreachable', { detail, outcome: 'not-executed' }));
  }
  let identity: Identified;
  try {
    const identified = profile?.identify(operation, request.headers, deadline.signal) ?? ANONYMOUS;
    identity = identified instanceof Promise ? await identified : identified;
  } catch (error) {
    // Such as a sign-in that the caller waits for no longer: the operation itself has not been sent.
    if (!(error instanceof BackendError)) throw error;
    return refused({ ...backendErrorProblem(error), outcome: 'not-executed' });
  }
  if ('problem' in identity) return refused(identity.problem);
  const headerBlocks = encodeHeaderBlocks(request.headers, identity.headers);
  if (!headerBlocks.ok) return refused(validationProblem(headerBlocks.issues));

  const secrets = [...(identity.secrets ?? [])];
  const startMs = performance.now();
  const over = (outcome: CallOutcome, fault?: string): { outcome: CallOutcome; backendMs: number } => {
    const durationMs = performance.now() - startMs;
    const { backend, service } = operation;
    settings.onCall({ backend, service, operation: operation.operation.name, outcome, durationMs, fault });
    return { outcome, backendMs: durationMs };
  };

  const failed = (error: BackendError): SingleCall => {
    const { cause } = error;
    const logDetail = cause === undefined ? {} : { logDetail: { cause: describeCause(cause) } };
    const call = { result: { problem: backendErrorProblem(error) }, ...over(backendErrorOutcome(error)), ...logDetail };
    return { call, sessionGone: false, secrets };
  };

  let reply: SoapReply;
  let whole: Promise<SoapReply>;
  try {
    let begin: (reply: SoapReply) => void = () => undefined;
    whole = invoke({
      bodyXml,
      headerXml: headerBlocks.xml,
      httpHeaders: traceHeaders(request.headers),
      signal: request.signal,
      deadlineMs: deadline.leftMs(),
      safe,
      onCredentials: (text) => void secrets.push(text),
      answer: settings.answer,
      onStream: settings.streams === true ? (streamed) => begin(streamed) : undefined,
    });
    reply = await (settings.streams === true ? beginningOf(whole, (onBegin) => (begin = onBegin)) : whole);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return failed(error);
  }
  const pieces = reply.kind === 'output' ? reply.answer?.pieces : undefined;
  const verdict = profile?.judge(operation, reply) ?? plainVerdict(reply, settings);
  if (pieces !== undefined) {
    if (verdict === undefined) {
      const stream = { pieces, over: endOfStream(whole, over, secrets) };
      // The outcome is not known before the end.
      return { call: { result: { reply, output: undefined, stream }, backendMs: 0 }, sessionGone: false };
    }
    whole.catch(() => undefined);
    await pieces.return?.();
  }
  if (verdict === undefined) {
    if (reply.kind === 'output' && reply.unusable !== undefined) return failed(reply.unusable);
    const output = reply.kind === 'output' ? reply.value : undefined;
    const { outcome, backendMs } = over('ok');
    return { call: { result: { reply, output }, outcome, backendMs }, sessionGone: false };
  }
  const { problem, sessionGone, logDetail } = verdict;
  const outcome = problem.status === 401 || problem.status === 403 ? 'auth' : 'fault';
  const label = reply.kind === 'fault' ? faultLabel(reply.fault) : problem.slug;
  return {
    call: { result: { problem }, ...over(outcome, label), ...(logDetail === undefined ? {} : { logDetail }) },
    // A session that is gone before the call was executed: anything else must not be repeated.
    sessionGone: sessionGone && (problem.outcome === undefined || problem.outcome === 'not-executed'),
    identity,
    secrets,
  };
}

/** The reply, complete or as far as it begins. Not Promise.race, which costs more than a small reply. */
function beginningOf(
  ended: Promise<SoapReply>,
  listen: (onBegin: (reply: SoapReply) => void) => void,
): Promise<SoapReply> {
  return new Promise((resolve, reject) => {
    listen(resolve);
    ended.then(resolve, reject);
  });
}

/** Counts a call whose answer is sent while it arrives, when it is over. */
async function endOfStream(
  whole: Promise<SoapReply>,
  over: (outcome: CallOutcome) => Pick<ExchangeLog, 'outcome' | 'backendMs'>,
  secrets: readonly string[],
): Promise<StreamEnd> {
  try {
    await whole;
    return { log: over('ok') };
  } catch (error) {
    const isKnown = error instanceof BackendError;
    const detail = maskWords({ cause: describeCause(error) }, secrets);
    const log = { ...over(isKnown ? backendErrorOutcome(error) : 'invalid'), detail };
    if (isKnown && error.kind === 'aborted') return { log };
    const { status } = isKnown ? backendErrorProblem(error) : makeProblem('internal');
    return { log: { ...log, brokenOff: true }, failedStatus: status };
  }
}

/** How long the caller waits, for all that is done on its behalf together. */
interface CallerDeadline {
  /** Aborts when that time is over, and when the caller goes away. */
  readonly signal: CancelSignal;
  /** Infinite when the caller does not say. */
  leftMs(): number;
}

function startDeadline({ headers, signal }: GatewayRequest): CallerDeadline {
  const waitMs = callerDeadlineMs(headers);
  if (waitMs === Number.POSITIVE_INFINITY) return { signal, leftMs: () => waitMs };
  const endMs = performance.now() + waitMs;
  return {
    signal: AbortSignal.any([asAbortSignal(signal), AbortSignal.timeout(Math.ceil(waitMs))]),
    leftMs: () => Math.max(1, endMs - performance.now()),
  };
}

const ANONYMOUS: CallerIdentity = { headers: {} };

function refused(problem: Problem): SingleCall {
  return { call: { result: { problem }, backendMs: 0 }, sessionGone: false };
}

/** What a reply means where no profile knows better. */
function plainVerdict(
  reply: SoapReply,
  { faultStatus, isSecret = isSecretByDefault }: Pick<CallSettings, 'faultStatus' | 'isSecret'>,
): ReplyVerdict | undefined {
  if (reply.kind === 'output') {
    if (reply.httpStatus === undefined) return undefined;
    const detail = `The backend answered HTTP ${reply.httpStatus} with a SOAP reply that is not a fault.`;
    return { problem: makeProblem('backend-invalid-response', { detail, outcome: 'unknown' }), sessionGone: false };
  }
  const { fault } = reply;
  const detail = fault.rawDetail === undefined ? undefined : maskXml(`<detail>${fault.rawDetail}</detail>`, isSecret);
  return {
    problem: faultProblem(fault, faultStatus),
    sessionGone: false,
    logDetail: { fault: { code: fault.rawCode ?? fault.code, subcodes: fault.subcodes, reason: fault.reason, detail } },
  };
}

/** W3C trace context goes on to the backend. */
function traceHeaders({ traceparent, tracestate }: GatewayRequest['headers']): Readonly<Record<string, string>> {
  if (traceparent === undefined && tracestate === undefined) return NO_TRACE;
  return {
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(tracestate === undefined ? {} : { tracestate }),
  };
}

const NO_TRACE = {};

/** Name and message of a cause and of what caused it: for the log. */
function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? ` (${String(cause.code)})` : '';
  const inner = cause.cause === undefined ? '' : `: ${describeCause(cause.cause)}`;
  return `${cause.name}: ${cause.message}${code}${inner}`;
}
