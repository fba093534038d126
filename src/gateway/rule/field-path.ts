import type { JsonSchema } from '../../codec/json-schema.ts';
import { nearMatch } from '../../diagnostics/near-match.ts';
import type { ParameterField } from './http-rule.ts';
import type { SchemaShapes } from './schema-shapes.ts';

/** A field that was found, or which step of its path was not, and what it may have meant. */
export type FieldLookup =
  | { readonly ok: true; readonly schema: JsonSchema; readonly required: boolean }
  | { readonly ok: false; readonly unknown: string; readonly near?: string };

/** Finds the field of a dotted path. `required` when each step of it is. Arrays are not entered. */
export function findField(shapes: SchemaShapes, root: JsonSchema, fieldPath: readonly string[]): FieldLookup {
  let schema = root;
  let required = true;
  for (const step of fieldPath) {
    const member = shapes.member(schema, step);
    if (member === undefined) {
      const near = nearMatch(step, shapes.memberNames(schema));
      return { ok: false, unknown: step, ...(near === undefined ? {} : { near }) };
    }
    required &&= shapes.required(schema).has(step);
    schema = member;
  }
  return { ok: true, schema, required };
}

/** The fields of an input that a query can bind, and the required ones that it cannot. */
export interface QueryableFields {
  readonly fields: readonly ParameterField[];
  /** Dotted paths of required fields of a shape that no query can express. */
  readonly unbindable: readonly string[];
}

/** How far a query reaches: steps of a dotted name, and fields in all. */
const NESTING_MAX = 4;
const FIELDS_MAX = 500;

/**
 * Every scalar, and every array of scalars, that the path, the body and constants leave over.
 * Recursive types end where they would begin again.
 * @param bound - dotted paths that are bound already, with all beneath them
 */
export function queryableFields(shapes: SchemaShapes, root: JsonSchema, bound: ReadonlySet<string>): QueryableFields {
  const fields: ParameterField[] = [];
  const unbindable: string[] = [];

  const visit = (
    schema: JsonSchema,
    path: readonly string[],
    required: boolean,
    open: ReadonlySet<JsonSchema>,
  ): void => {
    const requiredHere = shapes.required(schema);
    for (const step of shapes.memberNames(schema)) {
      const fieldPath = [...path, step];
      const name = fieldPath.join('.');
      const member = shapes.member(schema, step);
      if (member === undefined || bound.has(name) || fields.length >= FIELDS_MAX) continue;
      const memberRequired = required && requiredHere.has(step);
      const field = parameterField(shapes, member, name, fieldPath, memberRequired);
      if (field !== undefined) {
        fields.push(field);
        continue;
      }
      const before = fields.length;
      const inside = shapes.alternatives(member);
      if (
        fieldPath.length < NESTING_MAX &&
        !inside.some((one) => open.has(one)) &&
        shapes.items(member) === undefined
      ) {
        visit(member, fieldPath, memberRequired, new Set([...open, ...inside]));
      }
      const boundBeneath = [...bound].some((one) => one.startsWith(`${name}.`));
      if (memberRequired && fields.length === before && !boundBeneath) unbindable.push(name);
    }
  };
  visit(root, [], true, new Set(shapes.alternatives(root)));
  return { fields, unbindable };
}

/** The field as a parameter; undefined when it is neither a scalar nor an array of scalars. */
export function parameterField(
  shapes: SchemaShapes,
  schema: JsonSchema,
  name: string,
  fieldPath: readonly string[],
  required: boolean,
): ParameterField | undefined {
  const items = shapes.items(schema);
  const scalar = shapes.scalar(items ?? schema);
  if (scalar === undefined) return undefined;
  return { name, fieldPath, scalar, repeated: items !== undefined, required, schema: shapes.inline(schema) };
}
