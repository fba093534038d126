import { describe, expect, it } from 'vitest';
import { withBulkhead } from '../../src/resilience/bulkhead.ts';
import { rejection, transportRequest } from '../soap/requests.ts';
import { failure, held, scripted } from './scripted-transport.ts';

const settings = { inFlightMax: 2, queueMax: 2, retryAfterSeconds: 1 };

describe('bulkhead', () => {
  it('bulkhead: lets so many through, queues so many, and refuses the rest at once', async () => {
    const seen: string[] = [];
    const { transport, release } = held();
    const policy = withBulkhead(transport, {
      ...settings,
      onChange: (inFlight, waiting) => seen.push(`${inFlight}+${waiting}`),
    });
    const calls = [1, 2, 3, 4].map(() => policy(transportRequest('')));
    expect(release).toHaveLength(2);
    expect(await rejection(policy(transportRequest('')))).toMatchObject({
      kind: 'overloaded',
      outcome: 'not-executed',
      retryAfterSeconds: 1,
    });
    release[0]?.();
    await calls[0];
    expect(release).toHaveLength(3);
    release[1]?.();
    await calls[1];
    release[2]?.();
    release[3]?.();
    await Promise.all(calls);
    expect(seen).toEqual(['1+0', '2+0', '2+1', '2+2', '2+1', '2+0', '1+0', '0+0']);
  });

  it('bulkhead: who leaves the queue makes room in it, and is never sent', async () => {
    const controller = new AbortController();
    const { transport, release } = held();
    const policy = withBulkhead(transport, { ...settings, inFlightMax: 1, queueMax: 1 });
    const first = policy(transportRequest(''));
    const leaving = policy(transportRequest('', { signal: controller.signal }));
    controller.abort(new DOMException('', 'TimeoutError'));
    expect(await rejection(leaving)).toMatchObject({ kind: 'timeout', outcome: 'not-executed' });
    const next = policy(transportRequest(''));
    release[0]?.();
    await first;
    release[1]?.();
    await next;
    expect(release).toHaveLength(2);
  });

  it('bulkhead: a failure frees its place', async () => {
    const { transport, requests } = scripted(failure('unreachable'));
    const policy = withBulkhead(transport, { ...settings, inFlightMax: 1, queueMax: 0 });
    for (let call = 0; call < 3; call++) await rejection(policy(transportRequest('')));
    expect(requests).toHaveLength(3);
  });

  it('bulkhead: a call that is aborted beforehand takes no place', async () => {
    const { transport, requests } = scripted(failure('unreachable'));
    const request = transportRequest('', { signal: AbortSignal.abort() });
    expect(await rejection(withBulkhead(transport, settings)(request))).toMatchObject({ kind: 'aborted' });
    expect(requests).toHaveLength(0);
  });
});
