import type { Location } from '../../diagnostics/location.ts';
import type { ServedOperation } from '../operation.ts';

/** Methods a rule may bind. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One entry of `routes:` as written (design.md §3), with the place it came from. Words are google.api.http's. */
export interface HttpRuleSource {
  readonly selector: string;
  readonly method: HttpMethod;
  readonly path: string;
  /** A field of the input, `*` for all that is left, absent for none. */
  readonly body?: string;
  /** A field of the output that is the HTTP body; absent: all of the output. */
  readonly responseBody?: string;
  readonly safe?: boolean;
  /** Fixed values of input fields, by dotted field path (ours: not in google.api.http). */
  readonly constants?: Readonly<Record<string, string | number | boolean>>;
  /** Status on success when it is not 200 or 204. */
  readonly status?: number;
  readonly cacheControl?: string;
  /** Name of a profile's handler for what a rule cannot say. */
  readonly handler?: string;
  readonly summary?: string;
  readonly tag?: string;
  readonly location: Location;
}

/** A rule checked against its operation: every field is known, every required one is bound. */
export interface HttpRule extends HttpRuleSource {
  readonly operation: ServedOperation;
  readonly template: PathTemplate;
  /** Input fields that come from the query, with their shape. */
  readonly queryFields: readonly QueryField[];
}

/** A parsed path: literal segments and variables, each variable a dotted field path of the input. */
export interface PathTemplate {
  readonly source: string;
  readonly segments: readonly PathSegment[];
}

/** A segment of a path template. */
export type PathSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly fieldPath: readonly string[] };

/** An input field bound by the query string. */
export interface QueryField {
  /** Dotted name as it stands in the query. */
  readonly name: string;
  readonly fieldPath: readonly string[];
  readonly repeated: boolean;
  readonly required: boolean;
}
