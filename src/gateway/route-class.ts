import type { RateLimitClass } from '../config/gateway-config.ts';
import { matchesOperation } from '../resilience/operation-pattern.ts';
import type { HttpRule } from './rule/http-rule.ts';
import { compileRouter } from './rule/match.ts';

/** The class of the route that a request goes to; undefined for the others, and for paths that no route has. */
export type RouteClass = (method: string, path: string) => string | undefined;

/** Compiles classes of routes, by the operations they call. The first class that names an operation has it. */
export function compileRouteClasses(rules: readonly HttpRule[], classes: readonly RateLimitClass[]): RouteClass {
  if (classes.length === 0) return () => undefined;
  const route = compileRouter(rules);
  const byRule = new Map(
    rules.map((rule) => {
      const { selector, aliases = [] } = rule.operation;
      const names = [selector, ...aliases];
      const found = classes.find(({ operations }) =>
        operations.some((pattern) => names.some((name) => matchesOperation(pattern, name))),
      );
      return [rule, found?.name] as const;
    }),
  );
  return (method, path) => {
    const match = route(method, path);
    return match.kind === 'found' ? byRule.get(match.rule) : undefined;
  };
}
