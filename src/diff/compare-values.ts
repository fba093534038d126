import type { JsonSchema, JsonType } from '../codec/json-schema.ts';
import { note, type SchemaScope } from './schema-findings.ts';
import { describeTypes, type Form } from './shape.ts';

/** Values named in a message; beyond them their number is told. */
const VALUES_NAMED_MAX = 5;

/** Compares JSON types. @returns false when they have nothing in common, so that there is nothing more to compare */
export function compareTypes(before: Form, after: Form, path: string, scope: SchemaScope): boolean {
  const [old, latest] = [before.types, after.types];
  const gone = [...(old ?? [])].filter((type) => !takes(latest, type));
  const fresh = [...(latest ?? [])].filter((type) => !takes(old, type));
  const change = `is now ${describeTypes(latest)}, before ${describeTypes(old)}`;
  const isNarrowed = gone.length > 0 || (old === undefined && latest !== undefined);
  const isWidened = fresh.length > 0 || (old !== undefined && latest === undefined);
  // Other types are narrower and wider at once: what breaks is told, once.
  if (isNarrowed && !(isWidened && scope.side === 'response')) note('type-narrowed', change, path, scope);
  if (isWidened && !(isNarrowed && scope.side === 'request')) note('type-widened', change, path, scope);
  return old === undefined || latest === undefined || gone.length < old.size;
}

function takes(types: ReadonlySet<JsonType> | undefined, type: JsonType): boolean {
  return types === undefined || types.has(type) || (type === 'integer' && types.has('number'));
}

/** Compares enumerations, bounds and patterns. */
export function compareValues(before: JsonSchema, after: JsonSchema, path: string, scope: SchemaScope): void {
  compareEnumerations(valuesOf(before), valuesOf(after), path, scope);
  for (const [keyword, sign, words] of BOUNDS) {
    const [old, latest] = [before[keyword], after[keyword]];
    if (old === latest) continue;
    const isTighter = old === undefined || (latest !== undefined && sign * latest > sign * old);
    const now = latest === undefined ? `need no longer be ${words(old ?? 0)}` : `must now be ${words(latest)}`;
    const earlier = old === undefined || latest === undefined ? '' : `, before ${words(old)}`;
    note(isTighter ? 'limit-narrowed' : 'limit-widened', `${now}${earlier}`, path, scope);
  }
  for (const keyword of ['pattern', 'x-xsd-pattern', 'contentEncoding'] as const) {
    comparePatterns(textOf(before[keyword]), textOf(after[keyword]), path, scope);
  }
}

/** Keyword, 1 where more is tighter and -1 where less is, and the bound in words. */
const BOUNDS = [
  ['minLength', 1, (bound: number) => `at least ${counted(bound, 'character')} long`],
  ['maxLength', -1, (bound: number) => `at most ${counted(bound, 'character')} long`],
  ['minimum', 1, (bound: number) => `at least ${bound}`],
  ['maximum', -1, (bound: number) => `at most ${bound}`],
  ['exclusiveMinimum', 1, (bound: number) => `greater than ${bound}`],
  ['exclusiveMaximum', -1, (bound: number) => `less than ${bound}`],
  ['minItems', 1, (bound: number) => `at least ${counted(bound, 'entry', 'entries')}`],
  ['maxItems', -1, (bound: number) => `at most ${counted(bound, 'entry', 'entries')}`],
  ['minProperties', 1, (bound: number) => `at least ${counted(bound, 'member')}`],
  ['maxProperties', -1, (bound: number) => `at most ${counted(bound, 'member')}`],
] as const;

function compareEnumerations(
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
  path: string,
  scope: SchemaScope,
): void {
  if (before === undefined && after === undefined) return;
  const gone =
    before === undefined ? undefined : before.filter((value) => after !== undefined && !after.includes(value));
  const fresh =
    after === undefined ? undefined : after.filter((value) => before !== undefined && !before.includes(value));
  if (before === undefined) note('value-narrowed', `is now limited to ${listed(after ?? [])}`, path, scope);
  else if (after === undefined) note('value-widened', `is no longer limited to ${listed(before)}`, path, scope);
  if (gone !== undefined && gone.length > 0) note('value-narrowed', `can no longer be ${listed(gone)}`, path, scope);
  if (fresh !== undefined && fresh.length > 0) note('value-widened', `may now be ${listed(fresh)}`, path, scope);
}

/** A pattern against another is breaking from both sides: which of them allows more is not worked out. */
function comparePatterns(
  before: string | undefined,
  after: string | undefined,
  path: string,
  scope: SchemaScope,
): void {
  if (before === after) return;
  if (after === undefined) note('pattern-widened', 'need no longer match a pattern', path, scope);
  else if (before === undefined) note('pattern-narrowed', `must now match ${shortened(after)}`, path, scope);
  else {
    const message = `must match ${shortened(after)}, before ${shortened(before)}`;
    note(scope.side === 'request' ? 'pattern-narrowed' : 'pattern-widened', message, path, scope);
  }
}

function valuesOf({ enum: values, const: only }: JsonSchema): readonly string[] | undefined {
  const list = values ?? (only === undefined ? undefined : [only]);
  return list?.filter((value) => value !== null).map((value) => JSON.stringify(value));
}

function textOf(value: unknown): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

function listed(values: readonly string[]): string {
  const shown = values.slice(0, VALUES_NAMED_MAX).join(', ');
  return values.length > VALUES_NAMED_MAX ? `${shown} and ${values.length - VALUES_NAMED_MAX} more` : shown;
}

function shortened(pattern: string): string {
  return `\`${pattern.length > 60 ? `${pattern.slice(0, 57)}…` : pattern}\``;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
