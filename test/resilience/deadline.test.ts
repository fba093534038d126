import { describe, expect, it } from 'vitest';
import { withDeadline } from '../../src/resilience/deadline.ts';
import { rejection, transportRequest } from '../soap/requests.ts';
import { held, scripted, someReply } from './scripted-transport.ts';

describe('deadline', () => {
  it.each([
    ['the configured time', Number.POSITIVE_INFINITY, 1_000, false],
    ['a longer wish of the caller', 5_000, 1_000, false],
    ['a shorter wish of the caller', 10, 10, true],
  ])('deadline: %s', async (_name, deadlineMs, expected, shortened) => {
    const { transport, requests } = scripted(someReply);
    await withDeadline(transport, { totalMs: 1_000 }, [])(transportRequest('', { deadlineMs }));
    expect(requests[0]).toMatchObject({ deadlineMs: expected, shortened });
  });

  it('deadline: ends the call as a timeout', async () => {
    const policy = withDeadline(held().transport, { totalMs: 20 }, []);
    expect(await rejection(policy(transportRequest('')))).toMatchObject({ kind: 'timeout' });
  });

  it('deadline: hands the abort of the caller on, also one that came before', async () => {
    const controller = new AbortController();
    const { transport, requests } = scripted(someReply);
    const policy = withDeadline(transport, { totalMs: 1_000 }, []);
    controller.abort();
    await policy(transportRequest('', { signal: controller.signal }));
    expect(requests[0]?.signal.aborted).toBe(true);

    const later = new AbortController();
    const waiting = withDeadline(
      held().transport,
      { totalMs: 1_000 },
      [],
    )(transportRequest('', { signal: later.signal }));
    later.abort();
    expect(await rejection(waiting)).toMatchObject({ kind: 'aborted' });
  });

  it('deadline: the last pattern that matches decides, member by member', async () => {
    const { transport, requests } = scripted(someReply);
    const policy = withDeadline(transport, { totalMs: 1_000, headersMs: 500 }, [
      { pattern: 'Notes.*', totalMs: 2_000, bodyMs: 100 },
      { pattern: 'Notes.S*ve', totalMs: 3_000 },
      { pattern: 'Other.*', totalMs: 4_000 },
    ]);
    await policy(transportRequest(''));
    expect(requests[0]).toMatchObject({ deadlineMs: 3_000, headersTimeoutMs: 500, bodyTimeoutMs: 100 });
  });
});
