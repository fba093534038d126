import type { IncomingMessage } from 'node:http';
import { maskTexts } from '../auth/mask-text.ts';
import type { ExchangeLog } from '../gateway/exchange.ts';
import type { Instruments } from '../observability/instruments.ts';
import type { Log } from '../observability/logger.ts';
import { parseTraceParent } from '../observability/trace-context.ts';
import type { ExchangeRecord } from './exchange-record.ts';
import { type ExchangeSeries, exchangeSeries, type FindSeries } from './exchange-series.ts';

/** Label of requests that no route answered, so that no path becomes a label. */
const UNROUTED = 'unmatched';
/** Status in log and metrics when the caller left before there was an answer (as nginx has it). */
const CALLER_GONE = 499;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Where a finished exchange is told of. */
export interface ExchangeObservers {
  readonly instruments: Instruments;
  readonly log: Log;
  /** Routes whose successes are not worth a line: probes and scrapes. */
  readonly quietRoutes: ReadonlySet<string>;
}

/** Told of an exchange that is over. @param isSent - false where the caller left before the end of the answer */
export type ObserveExchange = (request: IncomingMessage, record: ExchangeRecord, isSent: boolean) => void;

/** Makes what counts each exchange and writes its line in the log: route templates only, never a path or a value. */
export function observeExchanges(observers: ExchangeObservers): ObserveExchange {
  const seriesOf = exchangeSeries(observers.instruments);
  return (request, record, isSent) => observeExchange(request, record, isSent, observers, seriesOf);
}

function observeExchange(
  request: IncomingMessage,
  record: ExchangeRecord,
  isSent: boolean,
  { log, quietRoutes }: ExchangeObservers,
  seriesOf: FindSeries,
): void {
  const { requestId, startMs, span, requestBytes, responseBytes, answer } = record;
  const durationMs = performance.now() - startMs;
  const status = isSent && answer !== undefined ? answer.status : CALLER_GONE;
  const told = answer ?? unanswered(record);
  const route = told?.route ?? UNROUTED;
  const method = METHODS.has(request.method ?? '') ? (request.method ?? '') : '_OTHER';
  const series = seriesOf(route, method, status);
  series.durations.observe(durationMs / 1000);
  series.requestBytes.observe(requestBytes);
  series.responseBytes.observe(responseBytes);
  span?.end({
    name: `${method} ${route}`,
    attributes: { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status },
    isError: status >= 500,
  });
  if (status < 400 && quietRoutes.has(route)) return;

  const { backendMs, brokenOff, detail } = told?.log ?? {};
  const ofSeries = logOf(series, log, { method, route, status }, told?.log);
  const line = {
    requestId,
    traceId: span?.traceId ?? parseTraceParent(request.headers.traceparent as string | undefined)?.traceId,
    durationMs: rounded(durationMs),
    backendMs: backendMs === undefined ? undefined : rounded(backendMs),
    gatewayMs: backendMs === undefined ? undefined : rounded(Math.max(0, durationMs - backendMs)),
    brokenOff,
    requestBytes,
    responseBytes,
    detail: detail === undefined ? undefined : maskTexts(detail, record.secrets(answer?.route), record.isSecret),
  };
  if (status >= 500) ofSeries.error(line);
  else if (status >= 400) ofSeries.warn(line);
  else ofSeries.info(line);
}

/** A call that may have been under way: whoever finds its line has to ask the backend what became of it. */
function unanswered({ routed }: ExchangeRecord): ExchangeRecord['routed'] {
  return routed && { ...routed, log: { ...routed.log, outcome: 'unknown' } };
}

/** The log with what exchanges of one series have in common, which is thus written as JSON once and not with each line. */
function logOf(
  series: ExchangeSeries,
  log: Log,
  labels: { readonly method: string; readonly route: string; readonly status: number },
  { backend, service, operation, outcome, problem }: ExchangeLog = {},
): Log {
  const { bound } = series;
  if (
    bound !== undefined &&
    bound.to.backend === backend &&
    bound.to.service === service &&
    bound.to.operation === operation &&
    bound.to.outcome === outcome &&
    bound.to.problem === problem
  ) {
    return bound.log;
  }
  const to = { backend, service, operation, outcome, problem };
  series.bound = { log: log.child({ ...labels, ...to }), to };
  return series.bound.log;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
