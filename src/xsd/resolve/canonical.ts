import type { ParsedComponent } from '../parse/components.ts';

/**
 * What a component says, as text: equal for equal components wherever they stand. References count by their names, prefixes
 * as what they are bound to; places do not count, documentation does.
 */
export function canonicalText({ space, name, body }: ParsedComponent): string {
  return `${space} ${JSON.stringify(name)} ${JSON.stringify(body, withoutPlaces)}`;
}

function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'location' || (key === 'namespaces' && typeof value === 'object' && isScope(value))
    ? undefined
    : value;
}

/** Bindings in scope have no members of their own that JSON would show; what they make of a name is in `expanded`. */
function isScope(value: object | null): boolean {
  return value !== null && 'toRecord' in value;
}
