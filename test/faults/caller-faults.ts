import { once } from 'node:events';
import type { Socket } from 'node:net';
import { newKey, record } from './promises.ts';
import type { Scenario } from './scenario.ts';

/** A call that gets no answer from a backend that is given twenty seconds, by a caller that waits less long. */
function impatient(name: string, headers: Readonly<Record<string, string>>): Scenario {
  return {
    name,
    answer: '504 backend-timeout unknown',
    calls: '1',
    async run(stage) {
      stage.backend.misbehave = { answer: () => undefined };
      const key = newKey();
      const answers = [await record(stage, 'Ledger', key, headers)];
      return { answers, calls: String(stage.backend.arrivals.get(key) ?? 0) };
    },
  };
}

/** Callers that leave, that wait less long than the gateway would, and that are too many. */
export const callerFaults: readonly Scenario[] = [
  impatient('Request-Timeout of the caller', { 'request-timeout': '0.2' }),
  impatient('Prefer: wait of the caller', { prefer: 'respond-async, wait=1' }),
  {
    name: 'caller aborts',
    answer: 'no answer',
    calls: '1, hung up on',
    async run({ gateway, backend }) {
      const caller = new AbortController();
      let hungUp: Promise<unknown> | undefined;
      backend.misbehave = {
        answer: (socket: Socket) => {
          hungUp = once(socket, 'close');
          caller.abort();
        },
      };
      const key = newKey();
      const { signal } = caller;
      const answers = [await gateway.send({ path: '/services/Ledger/Record', body: { key }, signal })];
      await hungUp;
      return { answers, calls: `${backend.arrivals.get(key) ?? 0}, hung up on` };
    },
  },
  {
    name: 'more callers than a backend takes',
    answer: '503 overloaded not-executed,504 backend-timeout not-executed,504 backend-timeout unknown',
    calls: '64 at once',
    async run(stage) {
      const open = new Set<Socket>();
      let most = 0;
      stage.backend.misbehave = {
        answer: (socket) => {
          socket.once('close', () => open.delete(socket));
          most = Math.max(most, open.add(socket).size);
        },
      };
      const keys = Array.from({ length: 200 }, newKey);
      const headers = { 'request-timeout': '1' };
      const answers = await Promise.all(keys.map((key) => record(stage, 'Ledger', key, headers)));
      return { answers, calls: `${most} at once` };
    },
  },
];
