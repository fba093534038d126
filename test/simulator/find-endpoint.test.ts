import { describe, expect, it } from 'vitest';
import { findEndpoint } from '../../src/simulator/find-endpoint.ts';

const at = (...paths: readonly string[]) => paths.map((path) => ({ path, operations: [], document: () => undefined }));

describe('finding an endpoint', () => {
  const rows: readonly (readonly [string, readonly string[], string, string | undefined])[] = [
    ['the path itself', ['/a/User.svc', '/User.svc'], '/User.svc', '/User.svc'],
    ['another case', ['/a/User.svc'], '/A/user.SVC', '/a/User.svc'],
    ['the same last segment', ['/a/User.svc', '/a/Other.svc'], '/b/User.svc', '/a/User.svc'],
    ['a last segment that two have', ['/a/User.svc', '/b/User.svc'], '/c/User.svc', undefined],
    ['no path, one endpoint', ['/a/User.svc'], '/', '/a/User.svc'],
    ['no path, two endpoints', ['/a/User.svc', '/a/Other.svc'], '/', undefined],
    ['another path', ['/a/User.svc'], '/a/Other.svc', undefined],
  ];
  it.each(rows)('%s', (_what, paths, wanted, found) => {
    expect(findEndpoint(at(...paths), wanted)?.path).toBe(found);
  });
});
