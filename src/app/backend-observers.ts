import type { BackendCallRecord } from '../gateway/call-operation.ts';
import type { Instruments } from '../observability/instruments.ts';
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
  const onQueue = (inFlight: number, waiting: number): void => {
    instruments.soapstone_backend_inflight.set({ backend }, inFlight);
    instruments.soapstone_backend_queue_length.set({ backend }, waiting);
  };
  onCircuit('closed');
  onQueue(0, 0);
  return {
    onRetry: (_service, _operation, reason) => instruments.soapstone_backend_retries_total.inc({ backend, reason }),
    onCircuit,
    onQueue,
    onQueueWait: (durationMs) =>
      instruments.soapstone_backend_queue_wait_seconds.observe({ backend }, durationMs / 1000),
  };
}

/** Counts one call that is over. */
export function observeCall(instruments: Instruments, record: BackendCallRecord): void {
  const { backend, service, operation, outcome, durationMs, fault } = record;
  instruments.soapstone_backend_call_duration_seconds.observe({ backend, service, outcome }, durationMs / 1000);
  instruments.soapstone_backend_calls_total.inc({ backend, service, operation, outcome });
  if (fault !== undefined) instruments.soapstone_backend_faults_total.inc({ backend, fault });
  if (outcome === 'rejected') instruments.soapstone_shed_requests_total.inc({ reason: 'backend' });
}
