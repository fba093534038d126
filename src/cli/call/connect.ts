import { createOutboundSecurity } from '../../auth/outbound/security.ts';
import { withStaticHeaders } from '../../auth/outbound/static-headers.ts';
import type { BackendConfig, Limits } from '../../config/gateway-config.ts';
import { resilienceSettings, withPolicies } from '../../resilience/policies.ts';
import { type BackendOperation, createSoapBackend } from '../../soap/backend.ts';
import type { SoapBackend } from '../../soap/call.ts';
import type { Transport } from '../../soap/transport.ts';
import { createUndiciTransport } from '../../soap/transport-undici.ts';

/** One exchange with the backend as it went over the wire. */
export interface WireExchange {
  readonly operation: string;
  readonly request: string;
  /** Undefined while there is no reply. */
  reply?: { readonly status: number; readonly body: string };
  durationMs?: number;
}

/** Connects a backend for one call, as the gateway would, and keeps what goes over the wire. */
export async function connectWatched(
  config: BackendConfig,
  operations: readonly BackendOperation[],
  limits: Limits,
  exchanges: WireExchange[],
): Promise<SoapBackend> {
  const { tls, timeouts } = config;
  const { verify, ...pem } = tls;
  const { transport, close } = createUndiciTransport({
    connectTimeoutMs: timeouts.connectMs,
    connectionsMax: 1,
    replyBytesMax: limits.replyBytes,
    tls: { ...pem, rejectUnauthorized: verify },
  });
  const { security, authenticate } = createOutboundSecurity(config.security, Date.now);
  const named = withStaticHeaders(watched(transport, exchanges), config.httpHeaders);
  return createSoapBackend({
    name: config.name,
    operations,
    transport: withPolicies(authenticate(named), resilienceSettings(config, {})),
    limits: {
      depthMax: limits.depth,
      attributesMax: limits.attributes,
      elementsMax: limits.elements,
      bytesMax: limits.replyBytes,
    },
    closeTransport: close,
    ...(security === undefined ? {} : { security }),
  });
}

function watched(transport: Transport, exchanges: WireExchange[]): Transport {
  return async (request) => {
    const exchange: WireExchange = { operation: request.operation, request: request.body };
    exchanges.push(exchange);
    const startMs = performance.now();
    try {
      const reply = await transport(request);
      exchange.reply = { status: reply.status, body: Buffer.from(reply.body).toString('utf8') };
      return reply;
    } finally {
      exchange.durationMs = performance.now() - startMs;
    }
  };
}
