/** Wildcard, `xs:any` or `xs:anyAttribute` (XSD 1.0 Part 1 §3.10). */
export interface Wildcard {
  readonly kind: 'wildcard';
  readonly processContents: 'strict' | 'lax' | 'skip';
  readonly namespaces: NamespaceConstraint;
}

/** Which namespaces a wildcard admits; `''` in a set stands for names in no namespace. */
export type NamespaceConstraint =
  | { readonly kind: 'any' }
  /** `##other`: any namespace but this one, and never no namespace. */
  | { readonly kind: 'not'; readonly namespace: string }
  | { readonly kind: 'enumeration'; readonly namespaces: ReadonlySet<string> };

/** True when the wildcard admits a name of that namespace (§3.10.4, Wildcard allows Namespace Name). */
export function allowsNamespace(constraint: NamespaceConstraint, namespace: string): boolean {
  switch (constraint.kind) {
    case 'any':
      return true;
    case 'not':
      return namespace !== constraint.namespace && namespace !== '';
    case 'enumeration':
      return constraint.namespaces.has(namespace);
  }
}
