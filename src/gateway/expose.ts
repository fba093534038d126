import { matchesOperation } from '../resilience/operation-pattern.ts';
import type { ServedOperation } from './operation.ts';
import type { HttpRule } from './rule/http-rule.ts';
import { literalTemplate } from './rule/path-template.ts';

/**
 * The operations that have a generic route: those whose selector the patterns name. The last pattern that matches decides;
 * one that starts with `!` excludes.
 */
export function exposedOperations(
  operations: readonly ServedOperation[],
  patterns: readonly string[],
): readonly ServedOperation[] {
  return operations.filter(({ selector, aliases = [] }) => {
    const names = [selector, ...aliases];
    const deciding = patterns.findLast((pattern) =>
      names.some((name) => matchesOperation(pattern.replace(/^!/, ''), name)),
    );
    return deciding !== undefined && !deciding.startsWith('!');
  });
}

/** The generic route of an operation: all of its input is the body, all of its output the answer. */
export function genericRule(operation: ServedOperation): HttpRule {
  return {
    selector: operation.selector,
    method: 'POST',
    path: operation.genericPath,
    body: '*',
    location: operation.operation.location,
    operation,
    template: literalTemplate(operation.genericPath),
    pathFields: [],
    queryFields: [],
    constantFields: [],
  };
}
