import type { DiffRule } from './diff-rule.ts';

/** What an answer may hold: it must not come to hold what callers have not seen. */
export const responseRules = [
  {
    id: 'response-member-removed',
    impact: 'breaking',
    title: 'A member of the answer is gone',
    reason: 'Callers read it.',
  },
  {
    id: 'response-member-added',
    impact: 'compatible',
    title: 'A member of the answer is new',
    reason: 'Callers that do not know it pass it over.',
  },
  {
    id: 'response-member-now-optional',
    impact: 'breaking',
    title: 'A member of the answer may be absent',
    reason: 'Callers rely on it.',
  },
  {
    id: 'response-member-now-required',
    impact: 'compatible',
    title: 'A member of the answer is always there',
    reason: 'Callers check for it once too often.',
  },
  {
    id: 'response-type-widened',
    impact: 'breaking',
    title: 'The answer may be of other types',
    reason: 'Callers do not know how to read them.',
  },
  {
    id: 'response-type-narrowed',
    impact: 'compatible',
    title: 'The answer is of fewer types',
    reason: 'Callers handle one case too many.',
  },
  {
    id: 'response-null-widened',
    impact: 'breaking',
    title: 'The answer may be null',
    reason: 'Callers rely on a value.',
  },
  {
    id: 'response-null-narrowed',
    impact: 'compatible',
    title: 'The answer is never null',
    reason: 'Callers check for it once too often.',
  },
  {
    id: 'response-value-widened',
    impact: 'breaking',
    title: 'An enumeration may answer another value',
    reason: 'Callers that tell the values apart do not know it.',
  },
  {
    id: 'response-value-narrowed',
    impact: 'compatible',
    title: 'A value of an enumeration is no longer answered',
    reason: 'Callers handle one case too many.',
  },
  {
    id: 'response-alternative-widened',
    impact: 'breaking',
    title: 'The answer may have another form, such as a derived type',
    reason: 'Callers that tell the forms apart do not know it.',
  },
  {
    id: 'response-alternative-narrowed',
    impact: 'compatible',
    title: 'The answer no longer has one of its forms',
    reason: 'Callers handle one case too many.',
  },
  {
    id: 'response-choice-widened',
    impact: 'breaking',
    title: 'Members may come together that excluded each other, or none of them',
    reason: 'Callers look for the one that is there.',
  },
  {
    id: 'response-choice-narrowed',
    impact: 'compatible',
    title: 'Members exclude each other that came together',
    reason: 'Each of them was optional before.',
  },
  {
    id: 'response-limit-widened',
    impact: 'breaking',
    title: 'A bound on a length, a number or a count is looser',
    reason: 'Callers may have made room for the old one.',
  },
  {
    id: 'response-limit-narrowed',
    impact: 'compatible',
    title: 'A bound on a length, a number or a count is tighter',
    reason: 'What comes fits as before.',
  },
  {
    id: 'response-pattern-widened',
    impact: 'breaking',
    title: 'Text need not match its pattern, or matches another one',
    reason:
      'Callers may take the text apart by the old one; whether one pattern allows all that another allows is not worked out.',
  },
  {
    id: 'response-pattern-narrowed',
    impact: 'compatible',
    title: 'Text matches a pattern',
    reason: 'All text that comes could come before.',
  },
] as const satisfies readonly DiffRule[];
