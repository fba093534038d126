import type { JsonSchema } from '../codec/json-schema.ts';
import type { SchemaDefinition } from './schema-registry.ts';
import type { Steps } from './steps.ts';

/** A definition whose schema has been built. */
export interface BuiltDefinition extends SchemaDefinition {
  readonly schema: JsonSchema;
}

/**
 * Finds schemas of one name that are equal, references compared by what they refer to, so that recursive types can be equal
 * too: WSDLs of one family repeat their types. Partition refinement: from the coarsest grouping by text, groups are split by
 * the groups that their references lie in, until nothing changes.
 * @returns for each reference the one that stands for its group, the first of it
 */
export function* mergeEqualSchemas(definitions: readonly BuiltDefinition[]): Steps<ReadonlyMap<string, string>> {
  const uses = new Map<string, number>();
  for (const { suggestedName } of definitions) uses.set(suggestedName, (uses.get(suggestedName) ?? 0) + 1);
  const references = new Map(definitions.map(({ reference }, index) => [reference, index]));
  const shapes: SchemaShape[] = [];
  for (const { suggestedName: name, schema } of definitions) {
    shapes.push(uses.get(name) === 1 ? { text: name, targets: [] } : shapeOf(name, schema, references));
    yield;
  }

  let groups = groupBy(shapes.map(({ text }) => text));
  for (;;) {
    const current = groups.of;
    const refined = groupBy(
      shapes.map(({ targets }, index) => `${current[index]}:${targets.map((target) => current[target]).join()}`),
    );
    const isStable = refined.count === groups.count;
    groups = refined;
    if (isStable) break;
    yield;
  }

  const first = new Map<number, string>();
  return new Map(
    definitions.map(({ reference }, index) => {
      const group = groups.of[index] ?? -1;
      const representative = first.get(group) ?? reference;
      first.set(group, representative);
      return [reference, representative];
    }),
  );
}

/** The text of a schema without its references, and what they refer to in their order. */
interface SchemaShape {
  readonly text: string;
  readonly targets: readonly number[];
}

function shapeOf(name: string, schema: JsonSchema, references: ReadonlyMap<string, number>): SchemaShape {
  const targets: number[] = [];
  const text = JSON.stringify(schema, (_key, value: unknown) => {
    const target = typeof value === 'string' ? references.get(value) : undefined;
    if (target === undefined) return value;
    targets.push(target);
    return '?';
  });
  return { text: `${name}\n${text}`, targets };
}

function groupBy(keys: readonly string[]): { readonly of: readonly number[]; readonly count: number } {
  const numbers = new Map<string, number>();
  const of = keys.map((key) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  return { of, count: numbers.size };
}
