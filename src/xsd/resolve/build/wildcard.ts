import type { NamespaceConstraint, Wildcard } from '../../model/wildcard.ts';
import type { ParsedWildcard } from '../../parse/components.ts';

/** The wildcard that a document writes. */
export function buildWildcard({ processContents, namespaces }: ParsedWildcard): Wildcard {
  return Object.freeze({
    kind: 'wildcard',
    processContents,
    namespaces:
      namespaces.kind === 'enumeration'
        ? { kind: 'enumeration', namespaces: new Set(namespaces.namespaces) }
        : namespaces,
  } satisfies Wildcard);
}

/** What both admit (XSD 1.0 Part 1 §3.10.6, Attribute Wildcard Intersection); undefined when that cannot be expressed. */
export function intersectConstraints(a: NamespaceConstraint, b: NamespaceConstraint): NamespaceConstraint | undefined {
  if (a.kind === 'any') return b;
  if (b.kind === 'any') return a;
  if (a.kind === 'enumeration' && b.kind === 'enumeration') {
    return { kind: 'enumeration', namespaces: new Set([...a.namespaces].filter((each) => b.namespaces.has(each))) };
  }
  if (a.kind === 'not' && b.kind === 'not') {
    if (a.namespace === b.namespace || b.namespace === '') return a;
    return a.namespace === '' ? b : undefined;
  }
  const [listed, other] = a.kind === 'enumeration' ? [a, b] : [b, a];
  if (listed.kind !== 'enumeration' || other.kind !== 'not') return undefined;
  const kept = [...listed.namespaces].filter((each) => each !== other.namespace && each !== '');
  return { kind: 'enumeration', namespaces: new Set(kept) };
}

/** What either admits (§3.10.6, Attribute Wildcard Union); undefined when that cannot be expressed. */
export function uniteConstraints(a: NamespaceConstraint, b: NamespaceConstraint): NamespaceConstraint | undefined {
  if (a.kind === 'any' || b.kind === 'any') return { kind: 'any' };
  if (a.kind === 'enumeration' && b.kind === 'enumeration') {
    return { kind: 'enumeration', namespaces: new Set([...a.namespaces, ...b.namespaces]) };
  }
  if (a.kind === 'not' && b.kind === 'not') {
    // names in no namespace are admitted by neither; all others by one of them when they differ
    return a.namespace === b.namespace ? a : { kind: 'not', namespace: '' };
  }
  const [listed, other] = a.kind === 'enumeration' ? [a, b] : [b, a];
  if (listed.kind !== 'enumeration' || other.kind !== 'not') return undefined;
  const namespace = listed.namespaces.has(other.namespace);
  const absent = listed.namespaces.has('');
  if (other.namespace === '') return absent ? { kind: 'any' } : other;
  if (namespace && absent) return { kind: 'any' };
  if (namespace) return { kind: 'not', namespace: '' };
  return absent ? undefined : other;
}
