import type { BackendCallRecord } from '../gateway/call-operation.ts';
import type { Instruments } from '../observability/instruments.ts';
import { remember } from '../observability/remember.ts';
import type { Observations, Tally } from '../observability/series.ts';
import type { CircuitBreakerState } from '../resilience/circuit-breaker.ts';
import type { ResilienceObservers } from '../resilience/policies.ts';

const CIRCUIT_STATES: readonly CircuitBreakerState[] = ['closed', 'open', 'half-open'];

/** Has the policies of one backend counted. Every series is there from the start, so that alerts see a zero and not nothing. */
export function observePolicies(backend: string, instruments: Instruments): ResilienceObservers {
  const onCircuit = (present: CircuitBreakerState): void => {
    for (const state of CIRCUIT_STATES) {
      instruments.soapstone_circuit_state.set({ backend, state }, state === present ? 1 : 0);
    }
  };
  const inFlightNow = instruments.soapstone_backend_inflight.series({ backend });
  const waitingNow = instruments.soapstone_backend_queue_length.series({ backend });
  const queueWait = instruments.soapstone_backend_queue_wait_seconds.series({ backend });
  const onQueue = (inFlight: number, waiting: number): void => {
    inFlightNow.value = inFlight;
    waitingNow.value = waiting;
  };
  onCircuit('closed');
  onQueue(0, 0);
  return {
    onRetry: (_service, _operation, reason) => instruments.soapstone_backend_retries_total.inc({ backend, reason }),
    onCircuit,
    onQueue,
    onQueueWait: (durationMs) => queueWait.observe(durationMs / 1000),
  };
}

/** The series of calls that ended alike. */
interface CallSeries {
  readonly durations: Observations;
  readonly calls: Tally;
}

/** Makes what counts each call that is over. */
export function observeCalls(instruments: Instruments): (record: BackendCallRecord) => void {
  const known = new Map<string, Map<string, Map<string, Map<string, CallSeries>>>>();
  const seriesOf = ({ backend, service, operation, outcome }: BackendCallRecord): CallSeries => {
    const ofBackend = remember(known, backend, () => new Map<string, Map<string, Map<string, CallSeries>>>());
    const ofService = remember(ofBackend, service, () => new Map<string, Map<string, CallSeries>>());
    const ofOperation = remember(ofService, operation, () => new Map<string, CallSeries>());
    return remember(ofOperation, outcome, () => ({
      durations: instruments.soapstone_backend_call_duration_seconds.series({ backend, service, outcome }),
      calls: instruments.soapstone_backend_calls_total.series({ backend, service, operation, outcome }),
    }));
  };
  return (record) => {
    const { backend, outcome, durationMs, fault } = record;
    const { durations, calls } = seriesOf(record);
    durations.observe(durationMs / 1000);
    calls.value += 1;
    if (fault !== undefined) instruments.soapstone_backend_faults_total.inc({ backend, fault });
    if (outcome === 'rejected') instruments.soapstone_shed_requests_total.inc({ reason: 'backend' });
  };
}
