import type { Transport } from '../../soap/transport.ts';
import type { AccessTokenSource } from './client-credentials.ts';

/**
 * Puts an access token on every request (RFC 6750 §2.1). A 401 proves that the request was not applied (RFC 9110 §15.5.2):
 * the token is dropped and the request sent once more with a new one. Goes around the sending transport, inside
 * `inspectReplies`.
 */
export function withAccessToken(transport: Transport, source: AccessTokenSource): Transport {
  return async (request) => {
    const send = (token: string) => {
      request.onCredentials?.(token);
      return transport({ ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } });
    };
    const token = await source.token(request.signal);
    const reply = await send(token);
    if (reply.status !== 401) return reply;
    source.drop(token);
    return send(await source.token(request.signal));
  };
}
