import type { Location } from '../diagnostics/location.ts';

/** Methods a rule may bind. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One entry of `routes:` as written, with the place it came from. Words are google.api.http's. */
export interface RouteSettings {
  /** `Service.Operation`. */
  readonly selector: string;
  readonly method: HttpMethod;
  /** Literals and `{variables}`; a variable is a dotted path to a scalar field of the input. */
  readonly path: string;
  /** A field of the input, `*` for all that is left, absent for none. */
  readonly body?: string;
  /** A field of the output that is the HTTP body; absent: all of the output. */
  readonly responseBody?: string;
  /** Fields of the input that the route wants though the schema does not, by dotted field path (ours). */
  readonly required?: readonly string[];
  /** The operation changes nothing: it may be retried. */
  readonly safe?: boolean;
  /** Fixed values of input fields, by dotted field path (ours: not in google.api.http). */
  readonly constants?: Readonly<Record<string, string | number | boolean>>;
  /** Status on success when it is not 200, 202 or 204. */
  readonly status?: number;
  /** `Cache-Control` of a success; `no-store` when absent. */
  readonly cacheControl?: string;
  /** How long answers are kept and given again, in milliseconds: for safe routes; not at all when absent. */
  readonly cacheMs?: number;
  /** Tells callers that the route is on its way out. */
  readonly deprecation?: Deprecation;
  /** Name of a profile's handler for what a rule cannot say. */
  readonly handler?: string;
  /** Scopes that callers must have, all of them, where the gateway itself knows its callers (`auth:`). */
  readonly scopes?: readonly string[];
  readonly summary?: string;
  readonly tag?: string;
  readonly location: Location;
  /** Where the members stand, by the name they have in the file (`selector`, `body`, `path`, `constants.type`). */
  readonly memberLocations?: Readonly<Record<string, Location>>;
}

/** Since when a route is deprecated, from when on it may be gone, and where to read about it. Dates are ISO 8601. */
export interface Deprecation {
  readonly since: string;
  readonly sunset?: string;
  readonly link?: string;
}
