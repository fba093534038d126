import { describe, expect, test } from 'vitest';
import { asAbortSignal, createCancellation } from '../../src/soap/cancel-signal.ts';

describe('the signal of a call that is given up', () => {
  test('tells its listeners once, in order, with the reason at hand', () => {
    const { signal, cancel } = bound();
    const told: string[] = [];
    signal.addEventListener('abort', () => told.push(`first ${String(signal.reason)}`));
    signal.addEventListener('abort', () => told.push(`second ${signal.aborted}`));
    cancel('gone');
    cancel('again');
    expect(told).toEqual(['first gone', 'second true']);
    expect(signal.reason).toBe('gone');
  });

  test('tells nobody who has stopped listening, and nobody who comes too late', () => {
    const { signal, cancel } = bound();
    const told: string[] = [];
    const early = () => told.push('early');
    signal.addEventListener('abort', early);
    signal.removeEventListener('abort', early);
    cancel();
    signal.addEventListener('abort', () => told.push('late'));
    expect(told).toEqual([]);
  });

  test('a listener may stop another one that has not been told', () => {
    const { signal, cancel } = bound();
    const told: string[] = [];
    const second = () => told.push('second');
    signal.addEventListener('abort', () => signal.removeEventListener('abort', second));
    signal.addEventListener('abort', second);
    expect(cancel).not.toThrow();
  });

  test('is an AbortSignal for those who take no other, before and after it was given', () => {
    const { signal, cancel } = bound();
    const before = asAbortSignal(signal);
    expect(before.aborted).toBe(false);
    cancel('over');
    expect(before.reason).toBe('over');
    expect(asAbortSignal(signal).reason).toBe('over');
    const own = new AbortController().signal;
    expect(asAbortSignal(own)).toBe(own);
  });

  test('without a reason it is an AbortError, as with an AbortController', () => {
    const { signal, cancel } = bound();
    cancel();
    expect(signal.reason).toMatchObject({ name: 'AbortError' });
  });
});

function bound() {
  const cancellation = createCancellation();
  return { signal: cancellation.signal, cancel: (reason?: unknown) => cancellation.cancel(reason) };
}
