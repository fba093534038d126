import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CircuitBreakerSettings,
  type CircuitBreakerState,
  withCircuitBreaker,
} from '../../src/resilience/circuit-breaker.ts';
import { BackendError } from '../../src/soap/call.ts';
import { createCallClock } from '../../src/soap/stream/call-clock.ts';
import type { Transport } from '../../src/soap/transport.ts';
import { rejection, transportRequest } from '../soap/requests.ts';
import { failure, held, scripted, someReply } from './scripted-transport.ts';
import { defaultResilience } from './settings.ts';

const settings: CircuitBreakerSettings = { ...defaultResilience.circuitBreaker, window: 4, callsMin: 4 };

async function calls(policy: Transport, count: number, shortened = false): Promise<void> {
  for (let call = 0; call < count; call++) {
    await policy(transportRequest('', { shortened })).catch(() => undefined);
  }
}

const mismatch = new BackendError('invalid-response', 'executed', 'does not fit', { isMismatch: true });

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

describe('circuit breaker', () => {
  it.each<[string, BackendError, boolean]>([
    ['no connection', failure('unreachable', 'not-executed'), true],
    ['no answer in time', failure('timeout'), true],
    ['an unusable answer', failure('invalid-response'), true],
    ['an answer with a value that does not fit', mismatch, false],
    ['a backend without capacity', failure('overloaded', 'not-executed'), false],
    ['a caller that left', failure('aborted'), false],
  ])('circuit breaker: %s, again and again', async (_name, error, opens) => {
    const { transport, requests } = scripted(error);
    const policy = withCircuitBreaker(transport, settings);
    await calls(policy, 6);
    expect(requests.length < 6).toBe(opens);
  });

  it('circuit breaker: times that callers made too short do not open it', async () => {
    const { transport, requests } = scripted(failure('timeout'));
    await calls(withCircuitBreaker(transport, settings), 6, true);
    expect(requests).toHaveLength(6);
  });

  it('circuit breaker: the call on trial is collected, so that no slow caller keeps the others out', async () => {
    const { transport, requests } = scripted(failure('timeout'));
    const policy = withCircuitBreaker(transport, settings);
    const stream = { clock: createCallClock(), hasBegun: false, read: async () => undefined };
    const call = () => policy(transportRequest('', { stream })).catch(() => undefined);
    for (let count = 0; count < 4; count++) await call();
    vi.setSystemTime(Date.now() + settings.openMs + 1);
    await call();
    expect(requests.map((request) => request.stream)).toEqual([stream, stream, stream, stream, undefined]);
  });

  it('circuit breaker: half of the calls may fail', async () => {
    const bad = failure('timeout');
    const { transport, requests } = scripted(bad, someReply, bad, someReply, bad, someReply, bad, someReply);
    await calls(withCircuitBreaker(transport, settings), 8);
    expect(requests).toHaveLength(8);
  });

  it('circuit breaker: with a share of 1 it opens when every call of the window has failed', async () => {
    const bad = failure('timeout');
    const { transport, requests } = scripted(someReply, bad);
    await calls(withCircuitBreaker(transport, { ...settings, failureShare: 1, callsMin: 100 }), 8);
    expect(requests).toHaveLength(5);
  });

  it('circuit breaker: open, it refuses at once and says when to come back', async () => {
    const { transport } = scripted(failure('unreachable', 'unknown'));
    const policy = withCircuitBreaker(transport, settings);
    await calls(policy, 4);
    expect(await rejection(policy(transportRequest('')))).toMatchObject({
      kind: 'circuit-open',
      outcome: 'not-executed',
      retryAfterSeconds: 5,
    });
  });

  it('circuit breaker: after its time one call is tried, the others are refused meanwhile, and an answer closes it', async () => {
    const states: CircuitBreakerState[] = [];
    const { transport, release } = held();
    const first = scripted(failure('unreachable'));
    let healthy = false;
    const either: Transport = (request) => (healthy ? transport(request) : first.transport(request));
    const policy = withCircuitBreaker(either, { ...settings, onState: (state) => states.push(state) });
    await calls(policy, 4);
    healthy = true;
    vi.advanceTimersByTime(settings.openMs);
    const trial = policy(transportRequest(''));
    expect(await rejection(policy(transportRequest('')))).toMatchObject({ kind: 'circuit-open' });
    await vi.waitFor(() => expect(release).toHaveLength(1));
    release[0]?.();
    await trial;
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it.each(['aborted', 'unreachable', 'overloaded'] as const)(
    'circuit breaker: a trial that ends %s opens it again',
    async (kind) => {
      const states: CircuitBreakerState[] = [];
      const bad = failure('unreachable');
      const { transport } = scripted(bad, bad, bad, bad, failure(kind));
      const policy = withCircuitBreaker(transport, { ...settings, onState: (state) => states.push(state) });
      await calls(policy, 4);
      vi.advanceTimersByTime(settings.openMs);
      expect(await rejection(policy(transportRequest('')))).toMatchObject({ kind });
      expect(states).toEqual(['open', 'half-open', 'open']);
    },
  );
});
