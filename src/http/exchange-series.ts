import type { ExchangeLog } from '../gateway/exchange.ts';
import type { Instruments } from '../observability/instruments.ts';
import type { Log } from '../observability/logger.ts';
import { remember } from '../observability/remember.ts';
import type { Observations } from '../observability/series.ts';

/** The series in which an exchange counts. */
export interface ExchangeSeries {
  readonly durations: Observations;
  readonly requestBytes: Observations;
  readonly responseBytes: Observations;
  /** The log of the exchange that was logged last; undefined before the first. */
  bound: BoundLog | undefined;
}

/** A log, and what its lines have in common beside the series. */
export interface BoundLog {
  readonly log: Log;
  readonly to: Pick<ExchangeLog, 'backend' | 'service' | 'operation' | 'outcome' | 'problem'>;
}

/** Finds the series of exchanges with one route, method and status. */
export type FindSeries = (route: string, method: string, status: number) => ExchangeSeries;

/** Remembers the series by route, method and status: all three come from fixed lists. */
export function exchangeSeries(instruments: Instruments): FindSeries {
  const known = new Map<string, Map<string, Map<number, ExchangeSeries>>>();
  return (route, method, status) => {
    const ofRoute = remember(known, route, () => new Map<string, Map<number, ExchangeSeries>>());
    const ofMethod = remember(ofRoute, method, () => new Map<number, ExchangeSeries>());
    return remember(ofMethod, status, () => ({
      durations: instruments.http_server_request_duration_seconds.series({
        http_request_method: method,
        http_route: route,
        http_response_status_code: String(status),
      }),
      requestBytes: instruments.http_server_request_body_size_bytes.series({ http_route: route }),
      responseBytes: instruments.http_server_response_body_size_bytes.series({ http_route: route }),
      bound: undefined,
    }));
  };
}
