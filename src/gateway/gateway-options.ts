import type { IsSecret } from '../auth/redact.ts';
import type { Admit } from './admission.ts';
import type { BackendCallRecord } from './call-operation.ts';
import type { EncodeHeaderBlocks } from './header-blocks.ts';
import type { OnceOnly } from './idempotency.ts';
import type { ServedOperation } from './operation.ts';
import type { ConnectedProfile } from './profile.ts';
import type { ResponseCache } from './response-cache.ts';
import type { HttpRule } from './rule/http-rule.ts';

/** What the gateway is made of. Everything is checked and connected. */
export interface GatewayOptions {
  /** Declared rules and generic ones. */
  readonly rules: readonly HttpRule[];
  /** Profiles at work, by backend; a backend without one passes calls on as they are. */
  readonly profiles: ReadonlyMap<string, ConnectedProfile>;
  /** Header blocks of each operation; none for an operation that is not in it. */
  readonly headerBlocks: ReadonlyMap<ServedOperation, EncodeHeaderBlocks>;
  /** Status by fault code, by backend. */
  readonly faultStatus: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How deep the JSON of a body may be nested. */
  readonly jsonDepthMax: number;
  /** The gateway's own sign-in; absent: whoever calls is let in, and the backends decide. */
  readonly admit?: Admit;
  /** Whether `Prefer: dry-run` is answered with the envelope; by default it is refused. */
  readonly allowDryRun?: boolean;
  /** Names whose values are masked wherever messages are shown; by default those of `auth/redact.ts`. */
  readonly isSecret?: IsSecret;
  /** Absent: an `Idempotency-Key` means nothing. */
  readonly onceOnly?: OnceOnly;
  /** Absent: no answer is kept, whatever the routes say. */
  readonly cache?: ResponseCache;
  /** Request headers that become header blocks by configuration: kept answers, those of an `Idempotency-Key` too, are told apart by them. */
  readonly vary?: readonly string[];
  /** Told of every call to a backend when it is over. */
  readonly onCall?: (record: BackendCallRecord) => void;
  /** Told how long encoding a request took, in milliseconds. */
  readonly onEncode?: (durationMs: number) => void;
}
