import { describe, expect, it } from 'vitest';
import { type RetrySettings, withRetry } from '../../src/resilience/retry.ts';
import type { BackendError } from '../../src/soap/call.ts';
import { rejection, transportRequest } from '../soap/requests.ts';
import { failure, scripted, someReply } from './scripted-transport.ts';
import { defaultResilience } from './settings.ts';

const settings: RetrySettings = { ...defaultResilience.retry, delayMs: 1, delayMaxMs: 4 };

describe('retry: which failures may be repeated', () => {
  it.each<[string, BackendError, { safe: boolean; unsafe: boolean }]>([
    ['refused', failure('unreachable', 'not-executed'), { safe: true, unsafe: true }],
    [
      '503 with Retry-After',
      failure('overloaded', 'not-executed', { retryAfterSeconds: 0 }),
      { safe: true, unsafe: true },
    ],
    ['reset after it was sent', failure('unreachable', 'unknown'), { safe: true, unsafe: false }],
    ['no answer in time', failure('timeout', 'unknown'), { safe: true, unsafe: false }],
    ['502 of a proxy', failure('invalid-response', 'unknown', { httpStatus: 502 }), { safe: true, unsafe: false }],
    ['504 of a proxy', failure('invalid-response', 'unknown', { httpStatus: 504 }), { safe: true, unsafe: false }],
    ['HTML with 200', failure('invalid-response', 'unknown', { httpStatus: 200 }), { safe: false, unsafe: false }],
    ['401', failure('invalid-response', 'not-executed', { httpStatus: 401 }), { safe: false, unsafe: false }],
    ['an open circuit', failure('circuit-open', 'not-executed'), { safe: false, unsafe: false }],
    ['a caller that left', failure('aborted', 'unknown'), { safe: false, unsafe: false }],
  ])('retry: %s', async (_name, error, expected) => {
    const repeated = async (safe: boolean) => {
      const { transport, requests } = scripted(error, someReply);
      await withRetry(transport, settings)(transportRequest('', { safe })).catch(() => undefined);
      return requests.length === 2;
    };
    expect({ safe: await repeated(true), unsafe: await repeated(false) }).toEqual(expected);
  });

  it('retry: an unsafe call ends with the first failure that does not prove non-execution', async () => {
    const { transport, requests } = scripted(failure('unreachable', 'not-executed'), failure('unreachable', 'unknown'));
    const error = await rejection(withRetry(transport, settings)(transportRequest('')));
    expect(error).toMatchObject({ outcome: 'unknown' });
    expect(requests).toHaveLength(2);
  });

  it('retry: a fault in the program is not repeated', async () => {
    const { transport, requests } = scripted(new TypeError('bug'));
    expect(await rejection(withRetry(transport, settings)(transportRequest('', { safe: true })))).toBeInstanceOf(
      TypeError,
    );
    expect(requests).toHaveLength(1);
  });
});

describe('retry: how often and how long', () => {
  it('retry: gives up after the last try, with its failure', async () => {
    const { transport, requests } = scripted(failure('unreachable', 'not-executed'));
    expect(await rejection(withRetry(transport, settings)(transportRequest('')))).toMatchObject({
      kind: 'unreachable',
    });
    expect(requests).toHaveLength(settings.attemptsMax);
  });

  it('retry: each try is told the time that is left', async () => {
    const { transport, requests } = scripted(failure('unreachable', 'not-executed'), someReply);
    await withRetry(transport, settings)(transportRequest('', { deadlineMs: 1_000 }));
    expect(requests[0]?.deadlineMs).toBe(1_000);
    expect(requests[1]?.deadlineMs).toBeLessThan(1_000);
  });

  it('retry: does not wait past the deadline for Retry-After', async () => {
    const error = failure('overloaded', 'not-executed', { retryAfterSeconds: 60 });
    const { transport, requests } = scripted(error, someReply);
    expect(await rejection(withRetry(transport, settings)(transportRequest('')))).toBe(error);
    expect(requests).toHaveLength(1);
  });

  it('retry: an abort ends the pause, and the last failure tells the outcome', async () => {
    const controller = new AbortController();
    const error = failure('unreachable', 'not-executed');
    const { transport, requests } = scripted(error, someReply);
    const slow = { ...settings, delayMs: 5_000, delayMaxMs: 5_000, onRetry: () => controller.abort() };
    const request = transportRequest('', { deadlineMs: 60_000, signal: controller.signal });
    expect(await rejection(withRetry(transport, slow)(request))).toBe(error);
    expect(requests).toHaveLength(1);
  });

  it('retry: the failure that opened the circuit is told, not the open circuit', async () => {
    const error = failure('unreachable', 'not-executed');
    const { transport } = scripted(error, failure('circuit-open', 'not-executed'));
    expect(await rejection(withRetry(transport, settings)(transportRequest('')))).toBe(error);
  });

  it('retry: in the long run at most a tenth of the calls is repeated', async () => {
    const { transport, requests } = scripted(failure('unreachable', 'not-executed'));
    const policy = withRetry(transport, { ...settings, budgetReserve: 1 });
    for (let call = 0; call < 100; call++) await rejection(policy(transportRequest('')));
    expect(requests.length).toBeGreaterThanOrEqual(109);
    expect(requests.length).toBeLessThanOrEqual(111);
  });
});
