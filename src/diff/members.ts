import type { JsonSchema } from '../codec/json-schema.ts';

/** A member of an object, choices included. */
export interface Member {
  readonly schema: JsonSchema;
  /** Whether it stands in every valid object. */
  readonly required: boolean;
}

/** The members of an object by name, in the order written. */
export function membersOf(schema: JsonSchema): ReadonlyMap<string, Member> {
  const members = new Map<string, JsonSchema>();
  const visit = ({ properties = {}, oneOf = [], allOf = [] }: JsonSchema): void => {
    for (const [name, member] of Object.entries(properties)) if (!members.has(name)) members.set(name, member);
    for (const part of [...oneOf, ...allOf]) visit(part);
  };
  visit(schema);
  const required = requiredOf(schema);
  return new Map([...members].map(([name, member]) => [name, { schema: member, required: required.has(name) }]));
}

function requiredOf({ required = [], oneOf, allOf = [] }: JsonSchema): ReadonlySet<string> {
  const names = new Set(required);
  for (const part of allOf) for (const name of requiredOf(part)) names.add(name);
  const [first, ...others] = (oneOf ?? []).map(requiredOf);
  for (const name of first ?? []) if (others.every((other) => other.has(name))) names.add(name);
  return names;
}

/** The choices of an object: for each the branches, each as the members that it requires, in a fixed order. */
export function choicesOf({ oneOf, allOf = [] }: JsonSchema): readonly (readonly string[])[] {
  const own = oneOf === undefined ? [] : [oneOf.map(branchKey).sort()];
  return [...own, ...allOf.flatMap(choicesOf)];
}

/** Names that a branch has, joined; '' for the branch without any. */
function branchKey({ properties = {}, required = [] }: JsonSchema): string {
  const names = new Set([...Object.keys(properties), ...required]);
  return [...names].sort().join(', ');
}
