import type { Answer } from './gateway-process.ts';
import type { Stage } from './stage.ts';

/** What one fault showed, a text for each promise: a row of the matrix. */
export interface Observed {
  readonly fault: string;
  /** Status, problem type and outcome. */
  readonly answer: string;
  /** What the next requests of callers got. */
  readonly next: string;
  /** Calls that reached the backend: of an operation that must not be repeated, and of one that may. */
  readonly calls: string;
  readonly memory: string;
  readonly leaks: string;
}

/** The columns of the matrix with their titles, in order. */
export const COLUMNS = {
  fault: 'fault',
  answer: 'status and problem',
  calls: 'calls unsafe/safe',
  next: 'next request',
  memory: 'memory',
  leaks: 'leaked',
} as const satisfies Readonly<Record<keyof Observed, string>>;

/** What every fault must show beside its own answer and calls. */
export const KEPT = { next: 'works', memory: 'base line', leaks: 'nothing' } as const;

/** Bytes that use of memory may differ by: caches of code, strings that the log still holds. */
const MEMORY_SLACK_BYTES = 6 * 1024 * 1024;
/** Secrets that are sent with every request of the rows. */
export const SECRETS = { payload: 'payload-secret-8841', token: 'token-secret-8842' } as const;
/** What a backend puts into bodies that are no answer. */
export const INTERNAL = 'backend-internal-8843';

/** `502 backend-unreachable unknown` */
export function describeAnswer({ status, slug, outcome }: Answer): string {
  if (status === undefined) return 'no answer';
  return [String(status), slug, outcome].filter((part) => part !== '').join(' ');
}

let lastKey = 0;

/** A key that no other call has. */
export function newKey(): string {
  lastKey += 1;
  return `key-${lastKey}`;
}

/** A call of the operation that must not be executed twice. */
export function record(
  { gateway }: Stage,
  service: string,
  key: string,
  headers: Readonly<Record<string, string>> = {},
) {
  return gateway.send({
    path: `/services/${service}/Record`,
    headers: { authorization: `Bearer ${SECRETS.token}`, ...headers },
    body: { key, secret: SECRETS.payload },
  });
}

/** A call of the operation that may be repeated. */
export function read({ gateway }: Stage, service: string, key: string) {
  return gateway.send({ method: 'GET', path: `/${service}/${key}` });
}

/** Calls while all is well: callers go on, and the retry budget fills again. */
export async function observeNext(stage: Stage, calls = 40): Promise<string> {
  const wrong: string[] = [];
  for (let call = 0; call < calls; call += 1) {
    const answer = await (call % 2 === 0 ? record(stage, 'Ledger', newKey()) : read(stage, 'Ledger', newKey()));
    if (answer.status !== 200) wrong.push(describeAnswer(answer));
  }
  return wrong.length === 0 ? KEPT.next : wrong.join(', ');
}

/**
 * Compares memory with the base line, again for a while when it is above: sockets take a moment to close.
 * @param slacks - how often the usual slack is allowed
 */
export async function observeMemory({ gateway }: Stage, baseBytes: number, slacks = 1): Promise<string> {
  const most = baseBytes + slacks * MEMORY_SLACK_BYTES;
  let bytes = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 20 && bytes > most; time += 1) {
    if (time > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    bytes = await gateway.memoryBytes();
  }
  return bytes <= most ? KEPT.memory : `+${((bytes - baseBytes) / 1e6).toFixed(1)} MB`;
}

/** Looks for what must not get out: into answers (addresses, bodies, stacks, secrets) and into the log (secrets). */
export function observeLeaks(stage: Stage, answers: readonly Answer[]): string {
  const said = answers.map(({ text, headers }) => `${text}\n${JSON.stringify([...headers])}`).join('\n');
  const log = stage.gateway.printed();
  const secrets = Object.values(SECRETS);
  const leaked = [
    ...[...secrets, ...stage.addresses, INTERNAL].filter((text) => said.includes(text)),
    ...(/\n\s+at |node_modules|\.[jt]s:\d+/.test(said) ? ['a stack'] : []),
    ...secrets.filter((text) => log.includes(text)).map((text) => `${text} in the log`),
  ];
  return leaked.length === 0 ? KEPT.leaks : leaked.join(', ');
}
