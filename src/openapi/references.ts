/** Calls back for every text in a value that begins with `#/components/`, in document order: references, and targets of discriminators. */
export function visitReferences(value: unknown, visit: (reference: string) => void): void {
  if (typeof value === 'string') {
    if (value.startsWith('#/components/')) visit(value);
  } else if (Array.isArray(value)) {
    for (const each of value) visitReferences(each, visit);
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) visitReferences(each, visit);
  }
}

/** What a value refers to: texts that begin with `#/components/`, each once. */
export function referencesIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  visitReferences(value, (reference) => void found.add(reference));
  return found;
}

/** A deep copy with texts replaced where there is something to replace them by; undefined members are left out. */
export function replaceReferences<T>(value: T, renamed: ReadonlyMap<string, string>): T {
  return replaced(value, renamed) as T;
}

function replaced(value: unknown, renamed: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.startsWith('#') ? (renamed.get(value) ?? value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, renamed));
  // fromEntries defines: a member called __proto__ stays one
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (each === undefined ? [] : [[name, replaced(each, renamed)]])),
  );
}
