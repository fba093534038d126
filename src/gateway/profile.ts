import type { JsonSchema } from '../codec/json-schema.ts';
import type { JsonValue } from '../json/value.ts';
import type { KeyedHash } from '../resilience/shared/keyed-hash.ts';
import type { SharedMemory } from '../resilience/shared/shared-memory.ts';
import type { SoapReply } from '../soap/call.ts';
import type { CancelSignal } from '../soap/cancel-signal.ts';
import type { ServedOperation } from './operation.ts';
import type { Problem } from './problem.ts';
import type { ProfileContract } from './profile-contract.ts';
import type { HttpRuleSource } from './rule/http-rule.ts';

/**
 * What a backend family needs beyond its WSDL. The engine knows this interface, never a vendor: SuperOffice is one
 * implementation, in its own folder; another backend copies that folder.
 */
export interface Profile {
  readonly name: string;
  /** True for the target namespaces this family uses: the profile then applies by itself. */
  matches(targetNamespace: string): boolean;
  /**
   * Curated routes, in the terms of a configuration file; those whose operations are not loaded are left out.
   * @param naming - how XML names become the JSON names that routes are written in; `camel` when absent
   */
  routes(naming?: 'camel' | 'preserve'): readonly HttpRuleSource[];
  /** Makes the working part for one backend: sign-in, header blocks, what its failures mean. */
  connect(environment: ProfileEnvironment): ConnectedProfile;
}

/** What a profile is given when its backend is connected. */
export interface ProfileEnvironment {
  readonly backend: string;
  readonly operations: readonly ServedOperation[];
  /** The profile's own settings from the configuration, already checked. */
  readonly settings: ProfileSettings;
  /** Configured header blocks (`headers:` of the backend), by local name; `from` ones name an HTTP header. */
  readonly headers: Readonly<Record<string, ConfiguredHeader>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told of every exchange of credentials for a session, once however many callers waited for it. */
  readonly onSignIn?: (result: SignInResult) => void;
  /** What replicas share; absent: this process works alone. */
  readonly shared?: SharedSessions;
  /** Told how many sessions are kept, whenever that changes. */
  readonly onSessionsKept?: (count: number) => void;
}

/** Where replicas keep sessions together. */
export interface SharedSessions {
  readonly memory: SharedMemory;
  /** A keyed hash, the same in all replicas. */
  readonly keyOf: KeyedHash;
}

/** How an exchange of credentials ended: `refused` when they are wrong, `failed` when the backend could not say. */
export type SignInResult = 'ok' | 'refused' | 'failed';

/** `profile:` of a backend. */
export interface ProfileSettings {
  readonly signIn: 'required' | 'optional';
  /** Whether secret members leave the gateway: on all routes, on none, or on the generic ones (`/services/…`) alone. */
  readonly revealSecrets: boolean | 'services';
  /** The gateway's own account, for callers that bring no credentials. */
  readonly account?: { readonly userName: string; readonly password: string };
}

/** A header block from configuration: JSON whose leaves may be `{ from: HTTP-Header-Name }`. */
export type ConfiguredHeader = JsonValue;

/** Who calls, as far as one request tells. Tickets live here and in the call's header block, nowhere else. */
export interface CallerIdentity {
  /** Keyed hash for rate limits and caches; undefined for anonymous. Never the credentials' text. */
  readonly key?: string;
  /** Header blocks that stand for the caller, by local name. */
  readonly headers: Readonly<Record<string, JsonValue>>;
  /** What stands for the caller at the backend and is not in its request, such as a ticket that the gateway got: never shown. */
  readonly secrets?: readonly string[];
  /** Called when the backend says that the session is gone: drops the cached ticket. True when a fresh sign-in may help. */
  renew?(): Promise<boolean>;
  /** What a caller is told instead of 401 when the session is gone for good: for a session that is the gateway's own. */
  readonly sessionLost?: Problem;
}

/** A caller, or the problem that it is answered with. */
export type Identified = CallerIdentity | { readonly problem: Problem };

/** A profile at work for one backend. */
export interface ConnectedProfile {
  /** Who calls: from the HTTP headers. @returns a problem (401) when sign-in is required and missing or wrong. */
  identify(
    operation: ServedOperation,
    httpHeaders: Readonly<Record<string, string | undefined>>,
    signal: CancelSignal,
  ): Identified | Promise<Identified>;
  /**
   * What a reply means. Undefined: a plain success. A problem: a failure, soft or by fault.
   * `sessionGone` asks the gateway to {@link CallerIdentity.renew} and repeat once.
   */
  judge(operation: ServedOperation, reply: SoapReply): ReplyVerdict | undefined;
  /**
   * Members that must not leave the gateway (`secretValue`), as JSON property names, in answers of this route.
   * @param path - of the route, as its rule writes it
   */
  hiddenMembers(operation: ServedOperation, path: string): ReadonlySet<string>;
  /** Routes that are more than a rule, such as `POST /sessions`. */
  readonly handlers: ReadonlyMap<string, RouteHandler>;
  /** What the handlers answer, by name: for the contract. */
  readonly handlerContracts?: ReadonlyMap<string, HandlerContract>;
  /** How callers sign in for an operation: for the contract. `none` when it takes no session. */
  signIn?(operation: ServedOperation): 'required' | 'optional' | 'none';
  /** What else callers see of it: for the contract. */
  readonly contract?: ProfileContract;
}

/** The success of a handler, as the contract tells it. */
export interface HandlerContract {
  readonly status: number;
  /** Of the body; absent when there is none. @param outputField - the schema of a field of the operation's output */
  schema?(outputField: (name: string) => JsonSchema): JsonSchema;
}

/** The judgement of a reply that is not a plain success. */
export interface ReplyVerdict {
  readonly problem: Problem;
  readonly sessionGone: boolean;
  /** For the log alone. */
  readonly logDetail?: Readonly<Record<string, unknown>>;
}

/** Turns an operation's output (already decoded) into status, headers and body of a special route. */
export type RouteHandler = (output: JsonValue | undefined, reply: SoapReply) => RouteOutcome;

/** What a special route answers. */
export type RouteOutcome =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: JsonValue }
  | { readonly problem: Problem };
