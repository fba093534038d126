/** One metric: what dashboards and alerts may name. Label values come only from the WSDL, the routes and fixed lists. */
export interface MetricDefinition {
  /** With its unit at the end, as Prometheus wants it. */
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  /** All values of labels that have a fixed list: rules and panels may compare with these and no others. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Upper bounds of a histogram, in the metric's unit. */
  readonly buckets?: readonly number[];
}

/** Seconds of calls and requests: dense where an objective is likely to stand. */
const CALL_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;
/** Seconds of work within the process. */
const WORK_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1] as const;
const BODY_BYTES = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864] as const;

const OUTCOMES = ['ok', 'fault', 'auth', 'invalid', 'transport', 'timeout', 'rejected'] as const;

/** Every metric of the program, beside those of Node itself. */
export const metricDefinitions = [
  {
    name: 'http_server_request_duration_seconds',
    kind: 'histogram',
    help: 'Time from the request line to the last byte of the answer.',
    labels: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: CALL_SECONDS,
  },
  {
    name: 'http_server_active_requests',
    kind: 'gauge',
    help: 'Requests that are being answered.',
    labels: [],
  },
  {
    name: 'http_server_request_body_size_bytes',
    kind: 'histogram',
    help: 'Size of request bodies, unpacked.',
    labels: ['http_route'],
    buckets: BODY_BYTES,
  },
  {
    name: 'http_server_response_body_size_bytes',
    kind: 'histogram',
    help: 'Size of response bodies.',
    labels: ['http_route'],
    buckets: BODY_BYTES,
  },
  {
    name: 'soapstone_backend_call_duration_seconds',
    kind: 'histogram',
    help: 'Time of calls to a backend, retries included.',
    labels: ['backend', 'service', 'outcome'],
    values: { outcome: OUTCOMES },
    buckets: CALL_SECONDS,
  },
  {
    name: 'soapstone_backend_calls_total',
    kind: 'counter',
    help: 'Calls to a backend by how they ended.',
    labels: ['backend', 'service', 'operation', 'outcome'],
    values: { outcome: OUTCOMES },
  },
  {
    name: 'soapstone_backend_faults_total',
    kind: 'counter',
    help: 'Faults that a backend answered with, by their name in the WSDL or the standard.',
    labels: ['backend', 'fault'],
  },
  {
    name: 'soapstone_backend_retries_total',
    kind: 'counter',
    help: 'Calls that were sent once more, by what had failed.',
    labels: ['backend', 'reason'],
  },
  {
    name: 'soapstone_backend_inflight',
    kind: 'gauge',
    help: 'Calls to a backend that are in flight.',
    labels: ['backend'],
  },
  {
    name: 'soapstone_backend_queue_length',
    kind: 'gauge',
    help: 'Calls that wait for a place among those in flight.',
    labels: ['backend'],
  },
  {
    name: 'soapstone_backend_queue_wait_seconds',
    kind: 'histogram',
    help: 'Time that calls waited for their place.',
    labels: ['backend'],
    buckets: CALL_SECONDS,
  },
  {
    name: 'soapstone_circuit_state',
    kind: 'gauge',
    help: 'State of the circuit breaker: 1 for the present state, 0 for the others.',
    labels: ['backend', 'state'],
    values: { state: ['closed', 'open', 'half-open'] },
  },
  {
    name: 'soapstone_sign_ins_total',
    kind: 'counter',
    help: 'Sign-ins of the gateway at a backend, by result.',
    labels: ['backend', 'result'],
    values: { result: ['ok', 'refused', 'failed'] },
  },
  {
    name: 'soapstone_tickets_cached',
    kind: 'gauge',
    help: 'Tickets that are kept for further calls.',
    labels: ['backend'],
  },
  {
    name: 'soapstone_codec_duration_seconds',
    kind: 'histogram',
    help: 'Time to turn JSON into XML (encode) or XML into JSON (decode).',
    labels: ['direction'],
    values: { direction: ['encode', 'decode'] },
    buckets: WORK_SECONDS,
  },
  {
    name: 'soapstone_unknown_elements_total',
    kind: 'counter',
    help: 'Elements in replies that the WSDL does not know; they were dropped.',
    labels: ['backend', 'service'],
  },
  {
    name: 'soapstone_rate_limit_decisions_total',
    kind: 'counter',
    help: 'Requests that a rate limit let pass or refused.',
    labels: ['policy', 'decision'],
    values: { decision: ['passed', 'refused'] },
  },
  {
    name: 'soapstone_shed_requests_total',
    kind: 'counter',
    help: 'Requests that were refused to protect the gateway or a backend.',
    labels: ['reason'],
  },
  {
    name: 'soapstone_idempotency_total',
    kind: 'counter',
    help: 'Requests with an Idempotency-Key, by what became of them.',
    labels: ['result'],
    values: { result: ['first', 'replayed', 'in-progress', 'reused', 'unavailable'] },
  },
  {
    name: 'soapstone_config_reloads_total',
    kind: 'counter',
    help: 'Reloads of the configuration, by result.',
    labels: ['result'],
    values: { result: ['done', 'refused', 'failed'] },
  },
  {
    name: 'soapstone_build_info',
    kind: 'gauge',
    help: 'What runs: the value is always 1.',
    labels: ['version', 'revision', 'node_version'],
  },
] as const satisfies readonly MetricDefinition[];
