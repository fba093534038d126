import type { Problem } from '../../gateway/problem.ts';

/** A problem as a command reports it: what it is, what the backend said, and whether the call may be repeated. */
export function renderCallProblem({ title, detail, fault, errors, outcome, slug }: Problem): string {
  const lines = [`error: ${title}${detail === undefined ? '' : `: ${detail}`}`];
  if (fault !== undefined) {
    lines.push(`    fault    ${fault.code}  ${fault.reason}`);
    if (fault.detail !== undefined) lines.push(`    detail   ${JSON.stringify(fault.detail)}`);
  }
  for (const { pointer, detail: reason } of errors ?? []) lines.push(`    ${pointer || '(input)'}  ${reason}`);
  if (outcome !== undefined) lines.push(`    outcome  ${OUTCOMES[outcome]}`);
  lines.push(`    see      /problems/${slug}`);
  return `${lines.join('\n')}\n`;
}

const OUTCOMES = {
  executed: 'the call was executed',
  'not-executed': 'the call was not executed, and may be repeated',
  unknown: 'the call may have been executed',
} as const;
