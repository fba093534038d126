/** The load, in a process of its own: answers orders from the parent with figures. */
import { connect, type Socket } from 'node:net';
import { scanMessages } from './http-bytes.ts';

/** What to send, and how much of it. */
export interface LoadOrder {
  readonly port: number;
  /** The whole request, head and body. */
  readonly request: string;
  readonly status: number;
  readonly connections: number;
  /** Milliseconds to go on, or calls to make. */
  readonly durationMs: number;
  readonly calls?: number;
  /** Milliseconds between the start of calls on a connection; 0: the next one at once. */
  readonly pauseMs?: number;
}

/** What came of it. */
export interface LoadFigures {
  readonly calls: number;
  readonly durationMs: number;
  /** Latencies in milliseconds, sorted. */
  readonly latenciesMs: readonly number[];
}

/** One connection that asks again whenever it is answered. */
function askAgainAndAgain(
  order: LoadOrder,
  endsAt: number,
  budget: { calls: number },
  latencies: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = Buffer.from(order.request);
    const wantedStart = `HTTP/1.1 ${order.status} `;
    let sentAt = 0;
    const socket: Socket = connect({ port: order.port, host: '127.0.0.1', noDelay: true });
    const ask = () => {
      if (performance.now() >= endsAt || budget.calls <= 0) {
        socket.destroy();
        return resolve();
      }
      budget.calls -= 1;
      sentAt = performance.now();
      socket.write(request);
    };
    const scanner = scanMessages(false, (head) => {
      if (!head.startsWith(wantedStart)) {
        socket.destroy();
        return reject(new Error(`expected ${order.status}: ${head.slice(0, 60)}`));
      }
      latencies.push(performance.now() - sentAt);
      if (order.pauseMs) setTimeout(ask, order.pauseMs);
      else ask();
    });
    socket.on('connect', ask);
    socket.on('data', (bytes) => scanner.push(bytes));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the gateway closed the connection')));
  });
}

async function carryOut(order: LoadOrder): Promise<LoadFigures> {
  const startedAt = performance.now();
  const endsAt = order.calls === undefined ? startedAt + order.durationMs : Number.POSITIVE_INFINITY;
  const budget = { calls: order.calls ?? Number.POSITIVE_INFINITY };
  const latencies: number[] = [];
  const connections = Array.from({ length: order.connections }, () =>
    askAgainAndAgain(order, endsAt, budget, latencies),
  );
  await Promise.all(connections);
  const durationMs = performance.now() - startedAt;
  return { calls: latencies.length, durationMs, latenciesMs: latencies.sort((a, b) => a - b) };
}

process.on('message', (order: LoadOrder) => {
  carryOut(order).then(
    (figures) => process.send?.({ figures }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
