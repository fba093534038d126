import type { JsonSchema } from '../codec/json-schema.ts';
import type { BuiltDefinition } from './merge-schemas.ts';
import { visitReferences } from './references.ts';
import { hasMembers } from './schema-members.ts';

/** A definition with members left out, and what it was before. */
export interface ReducedDefinition extends BuiltDefinition {
  readonly hidden: ReadonlySet<string>;
  readonly whole: JsonSchema;
}

/**
 * The definitions that differ from the whole type: those that lost a member, and those that refer to one that did, over
 * whatever way.
 */
export function visibleParts(definitions: readonly ReducedDefinition[]): ReadonlySet<string> {
  const usedBy = new Map<string, string[]>();
  for (const { reference, schema } of definitions) {
    visitReferences(schema, (value) => {
      usedBy.set(value, [...(usedBy.get(value) ?? []), reference]);
    });
  }
  const open = definitions.filter(({ whole, hidden }) => hasMembers(whole, hidden)).map(({ reference }) => reference);
  const found = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const user of usedBy.get(at) ?? []) {
      if (found.has(user)) continue;
      found.add(user);
      open.push(user);
    }
  }
  return found;
}
