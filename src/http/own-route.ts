import { answerProblem } from '../gateway/answer-problem.ts';
import type { GatewayRequest, GatewayResponse, HandleExchange } from '../gateway/exchange.ts';
import { makeProblem } from '../gateway/problem.ts';

/** A page or probe of the gateway itself, beside the routes to backends. */
export interface OwnRoute {
  /** As metrics and log name it: `/health/live`; a variable may be the last segment, `/problems/{slug}`. */
  readonly path: string;
  /** Answers GET, and HEAD by leaving the body out. @param value - of the variable, decoded; `''` where there is none */
  readonly answer: (request: GatewayRequest, value: string) => GatewayResponse | Promise<GatewayResponse>;
  /** Methods when it is more than GET. */
  readonly methods?: readonly string[];
}

/** Puts the gateway's own routes before the others. They win, which `http-rule/reserved-path` makes sure is no surprise. */
export function withOwnRoutes(exchange: HandleExchange, routes: readonly OwnRoute[]): HandleExchange {
  const exact = new Map<string, OwnRoute>();
  const prefixed: { readonly prefix: string; readonly route: OwnRoute }[] = [];
  for (const route of routes) {
    const brace = route.path.indexOf('{');
    if (brace < 0) exact.set(route.path, route);
    else prefixed.push({ prefix: route.path.slice(0, brace), route });
  }

  return (request) => {
    const { path } = request;
    const fixed = exact.get(path);
    if (fixed !== undefined) return answerOwn(fixed, request, '');
    for (const { prefix, route } of prefixed) {
      if (!path.startsWith(prefix) || path.length === prefix.length) continue;
      const value = decodeSegment(path.slice(prefix.length));
      return value === undefined ? exchange(request) : answerOwn(route, request, value);
    }
    return exchange(request);
  };
}

async function answerOwn(route: OwnRoute, request: GatewayRequest, value: string): Promise<GatewayResponse> {
  const methods = route.methods ?? ['GET'];
  const wanted = request.method === 'HEAD' ? 'GET' : request.method;
  if (methods.includes(wanted)) return { route: route.path, ...(await route.answer(request, value)) };
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  if (request.method === 'OPTIONS') return { status: 204, headers: { Allow: allow }, route: route.path };
  const problem = makeProblem('method-not-allowed', { detail: `This path takes ${allow}.`, headers: { Allow: allow } });
  return answerProblem(problem, request, { route: route.path });
}

/** One segment of a path, decoded; undefined when it is more than one, or not well-formed. */
function decodeSegment(text: string): string | undefined {
  if (text.includes('/')) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
