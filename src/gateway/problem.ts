import type { ValidationIssue } from '../json/issue.ts';
import { findProblemType, type ProblemSlug } from './problem-catalogue.ts';

/** Problem details (RFC 9457) as this program writes them. `type` is `/problems/{slug}`, `instance` the request id. */
export interface Problem extends ProblemMembers {
  readonly slug: ProblemSlug;
  readonly status: number;
  readonly title: string;
}

/** What one occurrence of a problem adds to its type. Nothing in it may be an address, a path, a secret or a stack trace. */
export interface ProblemMembers {
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

/** Makes a problem of a catalogued type. @param status - when it is not the usual one of the type */
export function makeProblem(slug: ProblemSlug, members: ProblemMembers = {}, status?: number): Problem {
  const type = findProblemType(slug);
  return { slug, status: status ?? type?.statuses[0] ?? 500, title: type?.title ?? slug, ...members };
}

/** The problem of a request that breaks the schema. */
export function validationProblem(errors: readonly ValidationIssue[]): Problem {
  const count = errors.length === 1 ? 'One value is' : `${errors.length} values are`;
  return makeProblem('validation', { detail: `${count} not as the schema wants it.`, errors });
}

/** Media type of every problem document (RFC 9457 §3). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The document, members in a fixed order; extensions cannot replace the members of the standard. */
export function renderProblem(problem: Problem, requestId: string): string {
  const { slug, title, status, detail, outcome, errors, fault, extensions } = problem;
  return JSON.stringify({
    type: `/problems/${slug}`,
    title,
    status,
    detail,
    instance: requestId,
    outcome,
    errors,
    fault,
    ...Object.fromEntries(Object.entries(extensions ?? {}).filter(([name]) => !STANDARD_MEMBERS.has(name))),
  });
}

const STANDARD_MEMBERS: ReadonlySet<string> = new Set([
  'type',
  'title',
  'status',
  'detail',
  'instance',
  'outcome',
  'errors',
  'fault',
]);
