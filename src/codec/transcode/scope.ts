import { XSI } from '../../xml/namespaces.ts';

/** Namespace bindings where bytes are read: one object for each element that declares some (Namespaces in XML 1.0 §6). */
export interface Scope {
  /** `''` for none. */
  readonly defaultNamespace: string;
  /** The schema's own string for it, once met: comparing is then comparing pointers. */
  known: string | undefined;
  readonly byPrefix: ReadonlyMap<string, string>;
  /** `prefix:` by namespace, as far as it was asked for; undefined for a namespace without prefix. */
  readonly prefixes: Map<string, Uint8Array | undefined>;
  /** ` i:nil="true"/>` with the prefix in force; undefined when XSI has none. */
  readonly nilEnd: Uint8Array | undefined;
  /** What start tags say behind their names, by that text: backends repeat themselves, so each is taken apart once. */
  readonly tails: Map<string, TagTail>;
  readonly budget: TailBudget;
}

/** What a start tag says behind its name. */
export interface TagTail {
  readonly scope: Scope;
  readonly isNil: boolean;
  readonly isEmpty: boolean;
  readonly typeName: string;
}

/** How many more tails may be kept, of all scopes that come from one root. */
export interface TailBudget {
  left: number;
}

/** Tails that are kept for one kind of reply; a backend that makes up more makes the rest be taken apart each time. */
const TAILS_MAX = 512;

/** A scope without bindings, which begins a memory of its own. */
export function rootScope(): Scope {
  return {
    defaultNamespace: '',
    known: undefined,
    byPrefix: new Map(),
    prefixes: new Map(),
    nilEnd: undefined,
    tails: new Map(),
    budget: { left: TAILS_MAX },
  };
}

/** A scope with further declarations, `''` standing for the default namespace. */
export function innerScope(outer: Scope, declarations: ReadonlyMap<string, string>): Scope {
  const byPrefix = new Map(outer.byPrefix);
  for (const [prefix, namespace] of declarations) if (prefix !== '') byPrefix.set(prefix, namespace);
  const prefixes = new Map<string, Uint8Array | undefined>();
  const xsi = findPrefix(byPrefix, XSI);
  return {
    defaultNamespace: declarations.get('') ?? outer.defaultNamespace,
    known: undefined,
    byPrefix,
    prefixes,
    nilEnd: xsi === undefined ? undefined : Buffer.from(` ${xsi}:nil="true"/>`),
    tails: new Map(),
    budget: outer.budget,
  };
}

/** `prefix:` of a namespace, the one declared last; undefined when it has none. */
export function prefixOf(scope: Scope, namespace: string): Uint8Array | undefined {
  if (scope.prefixes.has(namespace)) return scope.prefixes.get(namespace);
  const prefix = findPrefix(scope.byPrefix, namespace);
  const bytes = prefix === undefined ? undefined : Buffer.from(`${prefix}:`);
  scope.prefixes.set(namespace, bytes);
  return bytes;
}

function findPrefix(byPrefix: ReadonlyMap<string, string>, namespace: string): string | undefined {
  let found: string | undefined;
  for (const [prefix, bound] of byPrefix) if (bound === namespace) found = prefix;
  return found;
}
