import { describe, expect, it } from 'vitest';
import { withAccessToken } from '../../../src/auth/outbound/access-token.ts';
import type { AccessTokenSource } from '../../../src/auth/outbound/client-credentials.ts';
import { withStaticHeaders } from '../../../src/auth/outbound/static-headers.ts';
import type { Transport } from '../../../src/soap/transport.ts';
import { transportRequest } from '../../soap/requests.ts';

/** A source whose tokens count up each time one is dropped. */
function countingSource(): AccessTokenSource {
  let count = 1;
  return { token: async () => `token-${count}`, drop: () => void count++ };
}

/** A backend that answers with these statuses, then 200, and the `Authorization` of what it got. */
function backend(...statuses: number[]): { readonly transport: Transport; readonly seen: (string | undefined)[] } {
  const seen: (string | undefined)[] = [];
  const transport: Transport = async ({ headers }) => {
    seen.push(headers.Authorization);
    return { status: statuses[seen.length - 1] ?? 200, headers: {}, body: new Uint8Array() };
  };
  return { transport, seen };
}

describe('access token', () => {
  it('access token: a 401 drops the token and repeats the request once with a new one', async () => {
    const { transport, seen } = backend(401, 200, 200);
    const policy = withAccessToken(transport, countingSource());
    expect((await policy(transportRequest(''))).status).toBe(200);
    await policy(transportRequest(''));
    expect(seen).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-2']);
  });

  it('access token: a second 401 is the answer', async () => {
    const { transport, seen } = backend(401, 401);
    expect((await withAccessToken(transport, countingSource())(transportRequest(''))).status).toBe(401);
    expect(seen).toHaveLength(2);
  });
});

describe('static headers', () => {
  it('static headers: are on every request, beside its own', async () => {
    const { transport, seen } = backend();
    await withStaticHeaders(transport, { Authorization: 'Key abc' })(transportRequest(''));
    expect(seen).toEqual(['Key abc']);
  });
});
