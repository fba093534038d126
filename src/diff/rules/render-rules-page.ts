import { cosmeticRules } from './cosmetic-rules.ts';
import type { DiffRule } from './diff-rule.ts';
import { operationRules } from './operation-rules.ts';
import { requestRules } from './request-rules.ts';
import { responseRules } from './response-rules.ts';

/** The page that documents the rules, as Markdown. */
export function renderRulesPage(): string {
  const section = (title: string, text: string, rules: readonly DiffRule[]) =>
    [
      `## ${title}`,
      '',
      text,
      '',
      '| rule | impact | what has changed | why |',
      '|---|---|---|---|',
      ...rules.map(({ id, impact, title: what, reason }) => `| \`${id}\` | ${impact} | ${what}. | ${reason} |`),
      '',
    ].join('\n');
  return [
    '# What `soapstone diff` tells apart',
    '',
    'Two WSDLs, or two OpenAPI documents of the gateway, are compared as callers of the REST API see them. Each change falls under one',
    'rule. A rule is **breaking** when a caller that worked with the old document may fail with the new one, **compatible** when it',
    'cannot, and **cosmetic** when nothing goes over the wire in another way. The exit code is 1 when anything breaks.',
    '',
    'Requests and answers look at the same change from two sides: what is narrowed breaks a request, what is widened breaks an answer.',
    'Unknown members of an answer are expected to be passed over; unknown members of a request are refused.',
    '',
    section('Routes', 'Paths, parameters, bodies, statuses and sign-in.', operationRules),
    section('Requests', 'A request must go on taking all that it took.', requestRules),
    section('Answers', 'An answer must not come to hold what callers have not seen.', responseRules),
    section('The rest', 'Told last, and never a reason to stop a release.', cosmeticRules),
  ].join('\n');
}
