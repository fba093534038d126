import type { OpenApiDocument, OperationObject, PathMethod } from '../openapi/model.ts';
import type { Steps } from '../openapi/steps.ts';
import { type Change, createChangeLog } from './change.ts';
import { comparable } from './comparable-documents.ts';
import { compareOperations } from './compare-operation.ts';
import { createFindChanges } from './find-changes.ts';

const METHODS: readonly PathMethod[] = ['get', 'put', 'post', 'delete', 'patch'];

/** An operation and how it is called. */
interface Route {
  readonly route: string;
  readonly operation: OperationObject;
}

/**
 * What changes for callers from one OpenAPI document of this program to another: breaking changes first, then compatible and
 * cosmetic ones. A change of a type that many routes share is told once. A step
 * is one route.
 */
export function* diffDocuments(old: OpenApiDocument, latest: OpenApiDocument): Steps<readonly Change[]> {
  const log = createChangeLog();
  const documents = comparable(old, latest);
  const findChanges = createFindChanges(documents, log);
  const [before, after] = [routesOf(old), routesOf(latest)];
  for (const [key, { route, operation }] of before) {
    const now = after.get(key);
    if (now === undefined) log.add('route-removed', route, 'the route', 'is gone');
    else if (route !== now.route || !documents.isSame(operation, now.operation)) {
      compareOperations(operation, now.operation, { documents, log, findChanges, route: now.route });
    }
    yield;
  }
  for (const [key, { route }] of after) {
    if (!before.has(key)) log.add('route-added', route, 'the route', 'is new');
  }
  const about = ({ info, servers, tags }: OpenApiDocument) => JSON.stringify([info, servers, tags]);
  if (about(old) !== about(latest))
    log.add('document-changed', 'document', 'title, version, servers or tags', 'are different');
  return log.changes();
}

/** Whether any change breaks callers. */
export function hasBreakingChange(changes: readonly Change[]): boolean {
  return changes.some(({ impact }) => impact === 'breaking');
}

/** Operations by method and path, whatever the variables of the path are called. */
function routesOf({ paths }: OpenApiDocument): ReadonlyMap<string, Route> {
  return new Map(
    Object.entries(paths).flatMap(([path, pathItem]) =>
      METHODS.flatMap((method): [string, Route][] => {
        const operation = pathItem[method];
        if (operation === undefined) return [];
        const route = `${method.toUpperCase()} ${path}`;
        return [[route.replaceAll(/\{[^}]*\}/g, '{}'), { route, operation }]];
      }),
    ),
  );
}
