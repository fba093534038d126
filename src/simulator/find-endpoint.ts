import type { SoapEndpoint } from './endpoint.ts';

/**
 * The endpoint at a path: the one that has it, else the one whose last segment is the same (gateways keep that segment and
 * replace what is before it), else the only one there is when nobody names a path. Case does not matter.
 */
export function findEndpoint(endpoints: readonly SoapEndpoint[], pathname: string): SoapEndpoint | undefined {
  const wanted = pathname.toLowerCase();
  const exact = endpoints.find(({ path }) => path.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  if (wanted === '/') return endpoints.length === 1 ? endpoints[0] : undefined;
  const similar = endpoints.filter(({ path }) => lastSegment(path.toLowerCase()) === lastSegment(wanted));
  return similar.length === 1 ? similar[0] : undefined;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
