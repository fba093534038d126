import type { JsonSchema } from '../codec/json-schema.ts';
import type { ServedOperation } from '../gateway/operation.ts';
import { createSchemaShapes, type SchemaShapes } from '../gateway/rule/schema-shapes.ts';
import { renderPointer } from '../json/pointer.ts';

/** How deep a field is looked for below the input. */
const DEPTH_MAX = 4;

/**
 * The place in the operation's input that a field of NetServer's own naming means (`Comment`, `credentials.Comment`,
 * `UntrustedCredentials.Comment`): the nearest to the top, letter case aside. `''`, the whole input, when there is none.
 */
export function pointerToField(operation: ServedOperation, field: string): string {
  const shapes = createSchemaShapes();
  const input = operation.codec.input.schema(shapes);
  if (input === undefined) return '';
  const steps = field.split(/[./]/).filter((step) => step !== '');
  // The first steps may be the carrier's type and not a member: leave them out one by one.
  for (let from = 0; from < steps.length; from += 1) {
    const found = search(shapes, input, steps.slice(from));
    if (found !== undefined) return renderPointer(found);
  }
  return '';
}

function search(shapes: SchemaShapes, root: JsonSchema, wanted: readonly string[]): readonly string[] | undefined {
  let level: readonly { readonly schema: JsonSchema; readonly path: readonly string[] }[] = [
    { schema: root, path: [] },
  ];
  for (let depth = 0; depth < DEPTH_MAX && level.length > 0; depth += 1) {
    for (const { schema, path } of level) {
      const found = follow(shapes, schema, wanted);
      if (found !== undefined) return [...path, ...found];
    }
    level = level.flatMap(({ schema, path }) =>
      shapes.memberNames(schema).flatMap((name) => {
        const inner = shapes.member(schema, name);
        return inner === undefined || shapes.scalar(inner) !== undefined
          ? []
          : [{ schema: inner, path: [...path, name] }];
      }),
    );
  }
  return undefined;
}

function follow(shapes: SchemaShapes, root: JsonSchema, wanted: readonly string[]): readonly string[] | undefined {
  const path: string[] = [];
  let schema = root;
  for (const step of wanted) {
    const name = shapes.memberNames(schema).find((one) => one.toLowerCase() === step.toLowerCase());
    const inner = name === undefined ? undefined : shapes.member(schema, name);
    if (name === undefined || inner === undefined) return undefined;
    path.push(name);
    schema = inner;
  }
  return path;
}
