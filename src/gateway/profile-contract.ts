import type { JsonValue } from '../json/value.ts';
import type { ServedOperation } from './operation.ts';
import type { ProblemSlug } from './problem-catalogue.ts';

/** What a profile adds to the contract that callers see, beside its routes: for the OpenAPI document. */
export interface ProfileContract {
  /** How callers sign in, by name; any one of them will do. */
  readonly signInSchemes: Readonly<Record<string, SignInScheme>>;
  /** Types of problem that come from this backend, beside those that every backend has. */
  readonly problems: readonly ProblemSlug[];
  /** HTTP headers of a request that become header blocks of the call. */
  readonly requestHeaders: readonly RequestHeader[];
  /** An input that works when it is sent, where one made from the schema would not; undefined where any does. */
  exampleInput?(operation: ServedOperation): JsonValue | undefined;
}

/** One way to sign in: OpenAPI 3.1 §4.8.27, the kinds that there is a use for. */
export type SignInScheme =
  | { readonly type: 'http'; readonly scheme: string; readonly bearerFormat?: string; readonly description?: string }
  | { readonly type: 'apiKey'; readonly in: 'header'; readonly name: string; readonly description?: string };

/** An HTTP header that a request may have. */
export interface RequestHeader {
  readonly name: string;
  readonly description: string;
  readonly example?: string;
  /** Local name of the header block it becomes: operations without that block do not take it. */
  readonly headerBlock: string;
}
