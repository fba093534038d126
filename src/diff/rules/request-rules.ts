import type { DiffRule } from './diff-rule.ts';

/** What a request may hold: it must go on taking all that it took. */
export const requestRules = [
  {
    id: 'request-member-removed',
    impact: 'breaking',
    title: 'A member of the request is gone',
    reason: 'Unknown members are refused.',
  },
  {
    id: 'request-member-added',
    impact: 'compatible',
    title: 'An optional member of the request is new',
    reason: 'Requests without it are taken as before.',
  },
  {
    id: 'request-required-member-added',
    impact: 'breaking',
    title: 'A required member of the request is new',
    reason: 'No request has it yet.',
  },
  {
    id: 'request-member-now-required',
    impact: 'breaking',
    title: 'A member of the request must now be given',
    reason: 'Requests without it are refused.',
  },
  {
    id: 'request-member-now-optional',
    impact: 'compatible',
    title: 'A member of the request may now be left out',
    reason: 'Requests that have it are taken as before.',
  },
  {
    id: 'request-type-narrowed',
    impact: 'breaking',
    title: 'The request takes other types, or fewer',
    reason: 'Values of the types that are gone are refused.',
  },
  {
    id: 'request-type-widened',
    impact: 'compatible',
    title: 'The request takes more types',
    reason: 'Values of the old types are taken as before.',
  },
  {
    id: 'request-null-narrowed',
    impact: 'breaking',
    title: 'null is no longer taken',
    reason: 'Requests that have it are refused.',
  },
  {
    id: 'request-null-widened',
    impact: 'compatible',
    title: 'null is taken',
    reason: 'Other values are taken as before.',
  },
  {
    id: 'request-value-narrowed',
    impact: 'breaking',
    title: 'A value of an enumeration is no longer taken',
    reason: 'Requests that have it are refused.',
  },
  {
    id: 'request-value-widened',
    impact: 'compatible',
    title: 'An enumeration takes another value',
    reason: 'The old values are taken as before.',
  },
  {
    id: 'request-alternative-narrowed',
    impact: 'breaking',
    title: 'One of several forms, such as a derived type, is no longer taken',
    reason: 'Requests of that form are refused.',
  },
  {
    id: 'request-alternative-widened',
    impact: 'compatible',
    title: 'Another form, such as a derived type, is taken',
    reason: 'The old forms are taken as before.',
  },
  {
    id: 'request-choice-narrowed',
    impact: 'breaking',
    title: 'Members exclude each other that went together',
    reason: 'Requests that have both, or none of them, are refused.',
  },
  {
    id: 'request-choice-widened',
    impact: 'compatible',
    title: 'Members go together that excluded each other',
    reason: 'Requests that have one of them are taken as before.',
  },
  {
    id: 'request-limit-narrowed',
    impact: 'breaking',
    title: 'A bound on a length, a number or a count is tighter',
    reason: 'Requests beyond it are refused.',
  },
  {
    id: 'request-limit-widened',
    impact: 'compatible',
    title: 'A bound on a length, a number or a count is looser',
    reason: 'Requests within the old one are taken as before.',
  },
  {
    id: 'request-pattern-narrowed',
    impact: 'breaking',
    title: 'Text must match a pattern, or another one',
    reason:
      'Text that matched the old one may be refused; whether one pattern allows all that another allows is not worked out.',
  },
  {
    id: 'request-pattern-widened',
    impact: 'compatible',
    title: 'Text need not match a pattern any more',
    reason: 'All text that was taken is taken.',
  },
] as const satisfies readonly DiffRule[];
