/** One type of problem: what `GET /problems/{slug}` tells, and what OpenAPI and the tests compare with. */
export interface ProblemType {
  readonly slug: string;
  /** Status it comes with; the first one is the usual one. */
  readonly statuses: readonly [number, ...number[]];
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly meaning: string;
  /** What the caller can do about it. */
  readonly remedy: string;
}

/** Every type of problem (design: RFC 9457 `type` is `/problems/{slug}`). The one table from outcome to status. */
export const problemTypes = [
  {
    slug: 'bad-request',
    statuses: [400, 417],
    title: 'The request cannot be read',
    meaning: 'The request line, a header or the path is not well-formed HTTP, or the path holds a trick such as "..".',
    remedy: 'Send well-formed HTTP; percent-encode the values in the path; expect nothing but 100-continue (417).',
  },
  {
    slug: 'malformed-json',
    statuses: [400],
    title: 'The body is not JSON',
    meaning:
      'The body is not one JSON value in UTF-8: a syntax error, a key that occurs twice, or nesting that is too deep.',
    remedy: 'Correct the body at the place that the detail names.',
  },
  {
    slug: 'invalid-argument',
    statuses: [400],
    title: 'The backend refused an argument',
    meaning: 'The request is valid by the schema, but the backend says that one of its values is not acceptable.',
    remedy: 'Read the detail, correct the value, and send the request again.',
  },
  {
    slug: 'unauthenticated',
    statuses: [401],
    title: 'Sign-in is required',
    meaning: 'The request has no credentials, or the backend does not accept them (any longer).',
    remedy: 'Sign in (again), and send the credentials in the Authorization header, as WWW-Authenticate says.',
  },
  {
    slug: 'forbidden',
    statuses: [403],
    title: 'Not allowed',
    meaning: 'The caller is known, but may not do this: rights, a licence or a feature is missing.',
    remedy: 'Ask an administrator of the backend; another attempt does not help.',
  },
  {
    slug: 'not-found',
    statuses: [404],
    title: 'Not found',
    meaning: 'No route has this path, or the backend knows nothing under this name.',
    remedy: 'Compare the path with /openapi.json; names are case-sensitive.',
  },
  {
    slug: 'method-not-allowed',
    statuses: [405],
    title: 'Method not allowed',
    meaning: 'The path exists, but not for this method.',
    remedy: 'Use one of the methods in the Allow header.',
  },
  {
    slug: 'not-acceptable',
    statuses: [406],
    title: 'Not acceptable',
    meaning: 'The Accept header excludes application/json, which is all that this route can give.',
    remedy: 'Send "Accept: application/json", or no Accept header.',
  },
  {
    slug: 'request-timeout',
    statuses: [408],
    title: 'The request took too long to arrive',
    meaning: 'The headers or the body were not complete within the time that the gateway waits for them.',
    remedy: 'Send the request again on a better connection.',
  },
  {
    slug: 'conflict',
    statuses: [409],
    title: 'In conflict with the present state',
    meaning: 'What is to be created exists already, or the operation is not legal in the present state.',
    remedy: 'Read the present state, resolve the conflict, and try again.',
  },
  {
    slug: 'idempotency-key-in-use',
    statuses: [409],
    title: 'The first request with this Idempotency-Key is still running',
    meaning:
      'Another request with the same Idempotency-Key has begun, and has no answer yet. This one was not executed.',
    remedy: 'Wait, and send the same request again: you will get the answer of the first.',
  },
  {
    slug: 'too-large',
    statuses: [413, 431],
    title: 'The request is too large',
    meaning: 'The body (413) or the headers (431) pass the limit of the gateway.',
    remedy: 'Send less at a time; the limit is the setting limits.requestBody.',
  },
  {
    slug: 'unsupported-media-type',
    statuses: [415],
    title: 'Unsupported media type',
    meaning: 'The body is not declared as JSON in UTF-8, or has a content encoding that is not supported.',
    remedy: 'Send "Content-Type: application/json"; compress with gzip, deflate or br, or not at all.',
  },
  {
    slug: 'validation',
    statuses: [422],
    title: 'The request breaks the schema',
    meaning: 'The request is readable, but does not follow the schema of the operation. All errors are listed.',
    remedy: 'Correct what each entry of "errors" says; "pointer" is a JSON Pointer into the body that was sent.',
  },
  {
    slug: 'idempotency-key-reused',
    statuses: [422],
    title: 'The Idempotency-Key belongs to another request',
    meaning: 'The same Idempotency-Key came before with another path, query or body. This request was not executed.',
    remedy: 'Make a new key, such as a random UUID, for each request that is to be executed on its own.',
  },
  {
    slug: 'rate-limited',
    statuses: [429],
    title: 'Too many requests',
    meaning: 'The caller has used up its share of requests for the present window.',
    remedy: 'Wait for the seconds in Retry-After; RateLimit and RateLimit-Policy tell what is left.',
  },
  {
    slug: 'internal',
    statuses: [500],
    title: 'The gateway failed',
    meaning: 'A fault of the gateway itself. It is in the log under the request id.',
    remedy: 'Tell the operator the request id ("instance").',
  },
  {
    slug: 'not-supported',
    statuses: [501],
    title: 'Not supported by the backend',
    meaning: 'The backend knows the operation, but does not support or implement it here.',
    remedy: 'Use another operation, or ask the operator of the backend.',
  },
  {
    slug: 'soap-fault',
    statuses: [502, 400],
    title: 'The backend answered with a fault',
    meaning: 'The backend answered with a SOAP fault: 400 when it blames the request, 502 when it blames itself.',
    remedy: 'Read "fault". "outcome" says whether the call may be repeated without harm.',
  },
  {
    slug: 'backend-error',
    statuses: [502],
    title: 'The backend failed',
    meaning: 'The backend reported a failure that has no better name here.',
    remedy: 'Tell the operator the request id ("instance"); "outcome" says whether the call may be repeated.',
  },
  {
    slug: 'backend-unreachable',
    statuses: [502],
    title: 'The backend cannot be reached',
    meaning: 'There was no connection to the backend, or it broke off.',
    remedy: 'Try again later; "outcome" says whether the call may have been executed.',
  },
  {
    slug: 'backend-invalid-response',
    statuses: [502],
    title: 'The backend answered with something unusable',
    meaning:
      'What came back is not the reply that the WSDL promises: not XML, truncated, another root, too large or too deep.',
    remedy: 'Tell the operator the request id ("instance"); "outcome" says whether the call may be repeated.',
  },
  {
    slug: 'overloaded',
    statuses: [503],
    title: 'Too many calls at once',
    meaning: 'As many calls to the backend as allowed are in flight, and as many as allowed are waiting.',
    remedy: 'Try again after the seconds in Retry-After; nothing was executed.',
  },
  {
    slug: 'circuit-open',
    statuses: [503],
    title: 'The backend is being left alone',
    meaning: 'The backend has failed repeatedly; calls are held back until it has had time to recover.',
    remedy: 'Try again after the seconds in Retry-After; nothing was executed.',
  },
  {
    slug: 'backend-unavailable',
    statuses: [503],
    title: 'The backend is not available',
    meaning: 'The backend answers, but says that it cannot work at present.',
    remedy: 'Try again after the seconds in Retry-After.',
  },
  {
    slug: 'idempotency-unavailable',
    statuses: [503],
    title: 'Idempotency keys cannot be looked up',
    meaning:
      'Where the answers to requests with an Idempotency-Key are kept is out of reach or full, so that executing this one could be executing it twice. It was not executed.',
    remedy: 'Try again after the seconds in Retry-After.',
  },
  {
    slug: 'backend-timeout',
    statuses: [504],
    title: 'The backend did not answer in time',
    meaning: 'The time for the call was over before the backend had answered; it may have been executed nevertheless.',
    remedy: 'Look before you repeat an operation that changes something; "outcome" says what is known.',
  },
] as const satisfies readonly ProblemType[];

/** Name of a type of problem. */
export type ProblemSlug = (typeof problemTypes)[number]['slug'];

const bySlug: ReadonlyMap<string, ProblemType> = new Map(problemTypes.map((type) => [type.slug, type]));

/** The type of that name; undefined when there is none. */
export function findProblemType(slug: string): ProblemType | undefined {
  return bySlug.get(slug);
}
