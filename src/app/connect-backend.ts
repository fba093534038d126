import { createOutboundSecurity } from '../auth/outbound/security.ts';
import { withStaticHeaders } from '../auth/outbound/static-headers.ts';
import type { BackendConfig, Limits } from '../config/gateway-config.ts';
import type { Tracing } from '../observability/tracing.ts';
import { type ResilienceObservers, resilienceSettings, withPolicies } from '../resilience/policies.ts';
import { type BackendOperation, createSoapBackend } from '../soap/backend.ts';
import type { SoapBackend } from '../soap/call.ts';
import { createUndiciTransport } from '../soap/transport-undici.ts';
import { withClientSpans } from './trace-calls.ts';

/** What a connection reports while it works, and what is known of it before. */
export interface ConnectionObservers extends ResilienceObservers {
  /** True when an earlier start connected these very operations: see {@link SoapBackendOptions.isVerified}. */
  readonly isVerified?: boolean;
  readonly tracing?: Tracing | undefined;
  readonly onDecode?: (durationMs: number) => void;
  readonly onUnknownElements?: (service: string, operation: string, count: number) => void;
}

/**
 * Connects a backend: sockets, what signs in, the policies around both, and one client for each port. No call is made yet.
 * @throws {DiagnosticError} soap/client-view
 */
export async function connectBackend(
  config: BackendConfig,
  operations: readonly BackendOperation[],
  limits: Limits,
  observers: ConnectionObservers,
): Promise<SoapBackend> {
  const { tls, timeouts, concurrency } = config;
  const { verify, ...pem } = tls;
  const { transport, close } = createUndiciTransport({
    connectTimeoutMs: timeouts.connectMs,
    connectionsMax: concurrency.inFlight,
    replyBytesMax: limits.replyBytes,
    tls: { ...pem, rejectUnauthorized: verify },
  });
  const { security, authenticate } = createOutboundSecurity(config.security, Date.now);
  const named =
    Object.keys(config.httpHeaders).length === 0 ? transport : withStaticHeaders(transport, config.httpHeaders);
  const { onUnknownElements, onDecode, tracing, isVerified = false } = observers;
  const guarded = withPolicies(authenticate(named), resilienceSettings(config, observers));
  return createSoapBackend({
    name: config.name,
    operations,
    transport: tracing === undefined ? guarded : withClientSpans(guarded, tracing),
    limits: {
      depthMax: limits.depth,
      attributesMax: limits.attributes,
      elementsMax: limits.elements,
      bytesMax: limits.replyBytes,
    },
    closeTransport: close,
    isVerified,
    ...(security === undefined ? {} : { security }),
    ...(onUnknownElements === undefined ? {} : { onUnknownElements }),
    ...(onDecode === undefined ? {} : { onDecode }),
  });
}
