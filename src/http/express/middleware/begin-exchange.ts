import type { RequestHandler } from 'express';
import { isSecretByDefault } from '../../../auth/redact.ts';
import type { TraceHeaders, Tracing } from '../../../observability/tracing.ts';
import { type ExchangeObservers, observeExchanges } from '../../access-log.ts';
import { type ExchangeRecord, keepRecord } from '../../exchange-record.ts';
import { commonHeaders } from '../../head-lines.ts';
import { requestId } from '../../request-id.ts';

/** Every middleware after this one finds the exchange's record; when the exchange is over it is counted and logged. */
export function beginExchange(
  baseHeaders: Readonly<Record<string, string>>,
  observers: ExchangeObservers,
  isDraining: () => boolean,
  tracing: Tracing | undefined,
): RequestHandler {
  const active = observers.instruments.http_server_active_requests.series({});
  const observe = observeExchanges(observers);
  const common = commonHeaders(baseHeaders);
  return (request, response, next) => {
    const id = requestId(request.headers['x-request-id'] as string | undefined);
    const record: ExchangeRecord = {
      requestId: id,
      startMs: performance.now(),
      span: tracing?.startServerSpan(request.headers as TraceHeaders),
      secrets: () => [],
      isSecret: isSecretByDefault,
      abandon: () => undefined,
      requestBytes: 0,
      responseBytes: 0,
      answer: undefined,
      routed: undefined,
      common,
      headers: isDraining() ? { 'X-Request-Id': id, Connection: 'close' } : { 'X-Request-Id': id },
    };
    keepRecord(response, record);
    active.value += 1;
    response.once('close', () => {
      active.value -= 1;
      if (!response.writableFinished) record.abandon();
      const isTold = response.writableFinished || record.answer?.log?.brokenOff === true;
      observe(request, record, isTold);
    });
    next();
  };
}
