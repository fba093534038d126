import type { HttpRule } from './rule/http-rule.ts';

/**
 * Headers that tell callers that a route is on its way out: `Deprecation` (RFC 9745, seconds since the epoch), `Sunset`
 * (RFC 8594, the time from which it may be gone) and a link to what to do about it. None for other routes.
 */
export function lifecycleHeaders({ deprecation }: Pick<HttpRule, 'deprecation'>): Readonly<Record<string, string>> {
  if (deprecation === undefined) return {};
  const { since, sunset, link } = deprecation;
  return {
    Deprecation: `@${Math.floor(Date.parse(since) / 1000)}`,
    ...(sunset === undefined ? {} : { Sunset: new Date(sunset).toUTCString() }),
    ...(link === undefined ? {} : { Link: `<${link}>; rel="deprecation"` }),
  };
}
