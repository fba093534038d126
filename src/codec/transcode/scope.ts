import { XSI } from '../../xml/namespaces.ts';

/** Namespace bindings where bytes are read: one object for each element that declares some (Namespaces in XML 1.0 §6). */
export interface Scope {
  /** `''` for none. Set to an equal string of the schema's when one was met: comparing is then comparing pointers. */
  defaultNamespace: string;
  readonly byPrefix: ReadonlyMap<string, string>;
  /** `prefix:` by namespace, as far as it was asked for; undefined for a namespace without prefix. */
  readonly prefixes: Map<string, Uint8Array | undefined>;
  /** ` i:nil="true"/>` with the prefix in force; undefined when XSI has none. */
  readonly nilEnd: Uint8Array | undefined;
}

/** No bindings. */
export const emptyScope: Scope = {
  defaultNamespace: '',
  byPrefix: new Map(),
  prefixes: new Map(),
  nilEnd: undefined,
};

/** A scope with further declarations, `''` standing for the default namespace. */
export function innerScope(outer: Scope, declarations: ReadonlyMap<string, string>): Scope {
  const byPrefix = new Map(outer.byPrefix);
  for (const [prefix, namespace] of declarations) if (prefix !== '') byPrefix.set(prefix, namespace);
  const prefixes = new Map<string, Uint8Array | undefined>();
  const scope = { defaultNamespace: declarations.get('') ?? outer.defaultNamespace, byPrefix, prefixes };
  const xsi = prefixOf({ ...scope, nilEnd: undefined }, XSI);
  return { ...scope, nilEnd: xsi === undefined ? undefined : Buffer.from(` ${Buffer.from(xsi)}nil="true"/>`) };
}

/** `prefix:` of a namespace, the one declared last; undefined when it has none. */
export function prefixOf(scope: Scope, namespace: string): Uint8Array | undefined {
  if (scope.prefixes.has(namespace)) return scope.prefixes.get(namespace);
  let found: Uint8Array | undefined;
  for (const [prefix, bound] of scope.byPrefix) if (bound === namespace) found = Buffer.from(`${prefix}:`);
  scope.prefixes.set(namespace, found);
  return found;
}
