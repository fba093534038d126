import type { HttpMethod } from '../../config/route-settings.ts';
import type { HttpRule } from './http-rule.ts';

/** What a router makes of a method and a path. */
export type RouteMatch =
  | {
      readonly kind: 'found';
      readonly rule: HttpRule /** Decoded, in the order of the template's variables. */;
      readonly values: readonly string[];
    }
  | { readonly kind: 'method-not-allowed'; readonly allow: readonly string[] }
  | { readonly kind: 'not-found' }
  /** Not a path: percent signs without digits, `..`, no `/` at the start. */
  | { readonly kind: 'bad-path' };

/** Finds the rule for a request. The path is as sent: percent-encoded, without the query. */
export type Router = (method: string, path: string) => RouteMatch;

interface RouteNode {
  readonly literals: Map<string, RouteNode>;
  variable?: RouteNode;
  readonly rules: Map<HttpMethod, HttpRule>;
}

const SEGMENTS_MAX = 64;

/**
 * Compiles rules to a tree over path segments. A literal is tried before a variable, segment by segment; a node without the
 * wanted method does not hide another that has it. HEAD goes by GET.
 */
export function compileRouter(rules: readonly HttpRule[]): Router {
  const root = emptyNode();
  for (const rule of rules) insert(root, rule);

  return (method, path) => {
    const segments = decodePath(path);
    if (segments === undefined) return { kind: 'bad-path' };
    const wanted = method === 'HEAD' ? 'GET' : method;
    const values: string[] = [];
    let allowed: Set<HttpMethod> | undefined;

    const search = (node: RouteNode, index: number): HttpRule | undefined => {
      const segment = segments[index];
      if (segment === undefined) {
        const rule = node.rules.get(wanted as HttpMethod);
        if (rule === undefined && node.rules.size > 0) {
          allowed ??= new Set();
          for (const name of node.rules.keys()) allowed.add(name);
        }
        return rule;
      }
      const literal = node.literals.get(segment);
      const found = literal === undefined ? undefined : search(literal, index + 1);
      if (found !== undefined || node.variable === undefined || segment === '') return found;
      values.push(segment);
      const byVariable = search(node.variable, index + 1);
      if (byVariable === undefined) values.pop();
      return byVariable;
    };

    const rule = search(root, 0);
    if (rule !== undefined) return { kind: 'found', rule, values };
    return allowed === undefined ? { kind: 'not-found' } : { kind: 'method-not-allowed', allow: renderAllow(allowed) };
  };
}

function emptyNode(): RouteNode {
  return { literals: new Map(), rules: new Map() };
}

function insert(root: RouteNode, rule: HttpRule): void {
  let node = root;
  for (const segment of rule.template.segments) {
    if (segment.kind === 'variable') {
      node.variable ??= emptyNode();
      node = node.variable;
    } else {
      const next = node.literals.get(segment.text) ?? emptyNode();
      node.literals.set(segment.text, next);
      node = next;
    }
  }
  if (!node.rules.has(rule.method)) node.rules.set(rule.method, rule);
}

/** Segments decoded one by one, so that an encoded slash stays inside its segment; undefined for what is no path. */
function decodePath(path: string): readonly string[] | undefined {
  if (!path.startsWith('/')) return undefined;
  const segments = path.slice(1).split('/', SEGMENTS_MAX + 1);
  if (!path.includes('%')) return segments.includes('..') || segments.includes('.') ? undefined : segments;
  try {
    const decoded = segments.map(decodeURIComponent);
    return decoded.some(holdsDotSegment) ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function holdsDotSegment(segment: string): boolean {
  return segment.split(/[\\/]/).some((part) => part === '.' || part === '..');
}

const METHOD_ORDER = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function renderAllow(methods: ReadonlySet<string>): readonly string[] {
  return METHOD_ORDER.filter(
    (name) => methods.has(name) || name === 'OPTIONS' || (name === 'HEAD' && methods.has('GET')),
  );
}
