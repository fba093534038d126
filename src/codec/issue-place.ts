import type { ValidationIssue } from '../json/issue.ts';
import { DecodeError } from './message-codec.ts';

/** Puts a step in front of the pointers of the issues from an index on: what failed inside a member is told from outside. */
export function placeIssues(issues: ValidationIssue[], from: number, step: string): void {
  for (let at = from; at < issues.length; at++) {
    const issue = issues[at];
    if (issue !== undefined) issues[at] = { ...issue, pointer: step + issue.pointer };
  }
}

/** The error as seen from outside of a member; anything else than a {@link DecodeError} as it is. */
export function placeError(error: unknown, step: string): unknown {
  return error instanceof DecodeError ? new DecodeError(step + error.pointer, error.reason) : error;
}

/** A member's name as a step of a JSON Pointer, with its slash (RFC 6901 §3). */
export function pointerStep(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
