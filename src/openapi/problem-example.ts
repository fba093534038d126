import type { ProblemSlug, ProblemType } from '../gateway/problem-catalogue.ts';
import type { ExampleObject } from './model.ts';

/** What one occurrence may add, where the words of the type do not show it. */
const MEMBERS: Readonly<Partial<Record<ProblemSlug, Readonly<Record<string, unknown>>>>> = {
  'malformed-json': { detail: 'line 3, column 5: a comma or "}" is missing.' },
  validation: {
    detail: 'One value is not as the schema wants it.',
    errors: [{ pointer: '/validFrom', detail: 'must be a dateTime, such as 2026-02-01T12:00:00Z' }],
  },
  'invalid-argument': { outcome: 'executed' },
  conflict: { outcome: 'executed' },
  'not-supported': { outcome: 'executed' },
  'soap-fault': {
    outcome: 'executed',
    fault: { code: 'Server', reason: 'The service was unable to process the request.' },
  },
  'backend-error': { outcome: 'executed' },
  'backend-unreachable': { detail: 'The connection was refused.', outcome: 'not-executed' },
  'backend-invalid-response': { detail: 'The backend answered with an HTML page.', outcome: 'unknown' },
  overloaded: { outcome: 'not-executed' },
  'circuit-open': { outcome: 'not-executed' },
  'backend-timeout': { detail: 'The backend did not answer within the time for the call.', outcome: 'unknown' },
};

/** A problem of this type as it may be met. */
export function problemExample(type: ProblemType, status: number): ExampleObject {
  const { slug, title, meaning } = type;
  const own = Object.hasOwn(MEMBERS, slug) ? MEMBERS[slug as ProblemSlug] : undefined;
  return {
    summary: title,
    value: {
      type: `/problems/${slug}`,
      title,
      status,
      detail: meaning,
      instance: '3f6c1a52-5b0e-4a1c-9c57-0d4d2a6be7f1',
      ...own,
    },
  };
}
