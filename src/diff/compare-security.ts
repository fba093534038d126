import type { OperationObject } from '../openapi/model.ts';
import type { OperationScope } from './operation-scope.ts';

type Security = OperationObject['security'];

/** Compares how callers sign in: whether they must, and by which of several ways (OpenAPI 3.1 §4.8.30). */
export function compareSecurity(before: Security, after: Security, { log, route }: OperationScope): void {
  const [old, latest] = [waysOf(before), waysOf(after)];
  const [wasFree, isFree] = [takesAnonymous(before), takesAnonymous(after)];
  if (wasFree && !isFree) log.add('sign-in-now-required', route, 'callers', 'must now sign in');
  if (!wasFree && isFree) log.add('sign-in-no-longer-required', route, 'callers', 'need no longer sign in');
  if (latest.length > 0) {
    for (const way of old) {
      if (!latest.includes(way))
        log.add('sign-in-way-removed', route, 'callers', `can no longer sign in by \`${way}\``);
    }
  }
  if (old.length > 0) {
    for (const way of latest) {
      if (!old.includes(way)) log.add('sign-in-way-added', route, 'callers', `may now sign in by \`${way}\``);
    }
  }
}

function takesAnonymous(security: Security | undefined): boolean {
  return security === undefined || security.length === 0 || security.some((way) => Object.keys(way).length === 0);
}

function waysOf(security: Security | undefined): readonly string[] {
  return (security ?? []).map((way) => Object.keys(way).sort().join(' and ')).filter((way) => way !== '');
}
