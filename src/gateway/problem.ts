import type { ValidationIssue } from '../json/issue.ts';

/** Problem details (RFC 9457) as this program writes them. `type` is `/problems/{slug}`, `instance` the request id. */
export interface Problem {
  readonly slug: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  /** Present when the problem comes from calling the backend: may the caller repeat it? */
  readonly outcome?: 'not-executed' | 'executed' | 'unknown';
  readonly errors?: readonly ValidationIssue[];
  readonly fault?: { readonly code: string; readonly reason: string; readonly detail?: unknown };
  /** Response headers that belong to the problem: `Allow`, `Retry-After`, `WWW-Authenticate`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the document. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}
