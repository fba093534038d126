import type { GatewayResponse } from '../../gateway/exchange.ts';
import { makeNonce, pagePolicy } from './page-policy.ts';

/** An HTML page under its policy. @param render - puts the nonce where scripts and styles are named */
export function answerPage(render: (nonce: string) => string): GatewayResponse {
  const nonce = makeNonce();
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': pagePolicy(nonce),
      'Cache-Control': 'no-store',
      Vary: 'Accept',
    },
    body: render(nonce),
  };
}
