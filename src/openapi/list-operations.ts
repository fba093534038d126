import type { HttpRule } from '../gateway/rule/http-rule.ts';
import type { PathMethod } from './model.ts';
import { createOperationIds } from './operation-id.ts';
import { createPathNames } from './path-names.ts';
import { tagOf } from './tags.ts';

/** A rule under the names that a document gives it. */
export interface ListedOperation {
  /** Rules of one path have the same names for its variables. */
  readonly rule: HttpRule;
  readonly operationId: string;
  readonly tag: string;
  /** True for the route that every exposed operation has. */
  readonly isGeneric: boolean;
}

const METHODS: readonly PathMethod[] = ['get', 'put', 'post', 'delete', 'patch'];

/** The rules in the order of their paths and methods, named. The same rules in another order give the same list. */
export function listOperations(rules: readonly HttpRule[]): readonly ListedOperation[] {
  const nameOperation = createOperationIds();
  const namePath = createPathNames();
  return [...rules]
    .sort(compareRules)
    .map((rule) => {
      const isGeneric = isGenericRule(rule);
      const operationId = nameOperation(rule, isGeneric);
      return { rule: namePath(rule), operationId, tag: tagOf(rule, isGeneric), isGeneric };
    })
    .sort((a, b) => compareRules(a.rule, b.rule));
}

/** Paths under `/services` are nobody else's. */
function isGenericRule({ path, operation }: HttpRule): boolean {
  return path === operation.genericPath;
}

function compareRules(a: HttpRule, b: HttpRule): number {
  const [pathA, pathB] = [a.template.display, b.template.display];
  if (pathA !== pathB) return pathA < pathB ? -1 : 1;
  return methodIndex(a) - methodIndex(b);
}

function methodIndex({ method }: HttpRule): number {
  return METHODS.findIndex((name) => name.toUpperCase() === method);
}
