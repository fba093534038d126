import type { JsonSchema } from '../codec/json-schema.ts';
import { choicesOf, membersOf } from './members.ts';
import { note, noteRule, type SchemaScope } from './schema-findings.ts';

/** Compares the schemas of two members of one name. */
type CompareMember = (before: JsonSchema, after: JsonSchema, path: string, scope: SchemaScope) => void;

/** Compares the members of two objects, the keys of maps and the choices between members. */
export function compareMembers(
  before: JsonSchema,
  after: JsonSchema,
  path: string,
  scope: SchemaScope,
  compare: CompareMember,
): void {
  const [old, latest] = [membersOf(before), membersOf(after)];
  for (const [name, member] of old) {
    const now = latest.get(name);
    const at = `${path}.${name}`;
    if (now === undefined) {
      noteRule(`${scope.side}-member-removed`, 'is gone', at, scope);
      continue;
    }
    if (member.required !== now.required) {
      const always = scope.side === 'request' ? 'is now required' : 'is now always there';
      const sometimes = scope.side === 'request' ? 'is now optional' : 'may now be absent';
      const rule = now.required ? 'now-required' : 'now-optional';
      noteRule(`${scope.side}-member-${rule}`, now.required ? always : sometimes, at, scope);
    }
    compare(member.schema, now.schema, at, scope);
  }
  for (const [name, { required }] of latest) {
    if (old.has(name)) continue;
    const at = `${path}.${name}`;
    if (scope.side === 'request' && required) {
      noteRule('request-required-member-added', 'is new and required', at, scope);
    } else
      noteRule(`${scope.side}-member-added`, scope.side === 'request' ? 'is new and optional' : 'is new', at, scope);
  }
  compareMaps(before, after, path, scope, compare);
  compareChoices(before, after, path, scope);
}

function compareMaps(
  before: JsonSchema,
  after: JsonSchema,
  path: string,
  scope: SchemaScope,
  compare: CompareMember,
): void {
  const [old, latest] = [before.additionalProperties, after.additionalProperties];
  const at = `${path}.*`;
  if (typeof old === 'object' && typeof latest === 'object') compare(old, latest, at, scope);
  else if (typeof old === 'object') noteRule(`${scope.side}-member-removed`, 'is gone', at, scope);
  else if (typeof latest === 'object') noteRule(`${scope.side}-member-added`, 'is new', at, scope);
}

/** Only where both sides have the members in question: one that is gone or new is told already. */
function compareChoices(before: JsonSchema, after: JsonSchema, path: string, scope: SchemaScope): void {
  const [old, latest] = [choicesOf(before), choicesOf(after)];
  if (JSON.stringify(old) === JSON.stringify(latest)) return;
  const [oldBranches, newBranches] = [new Set(old.flat()), new Set(latest.flat())];
  const gone = [...oldBranches].filter((branch) => !newBranches.has(branch));
  const fresh = [...newBranches].filter((branch) => !oldBranches.has(branch));
  const words = (branch: string) =>
    branch === '' ? 'none of the choice' : `\`${branch.replaceAll(', ', '` with `')}\``;
  if (old.length === 0)
    note('choice-narrowed', `takes one of these at once: ${fresh.map(words).join(', ')}`, path, scope);
  else if (latest.length === 0) note('choice-widened', 'no longer takes its members one at once', path, scope);
  else {
    for (const branch of gone)
      note('choice-narrowed', `can no longer have ${words(branch)} as its choice`, path, scope);
    for (const branch of fresh) note('choice-widened', `may now have ${words(branch)} as its choice`, path, scope);
  }
}
