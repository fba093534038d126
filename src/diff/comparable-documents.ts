import type { JsonSchema } from '../codec/json-schema.ts';
import type { OpenApiDocument } from '../openapi/model.ts';
import { visitReferences } from '../openapi/references.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Two documents with what is the same in both already known, so that it is not walked again for each route. */
export interface ComparableDocuments {
  readonly old: OpenApiDocument;
  readonly new: OpenApiDocument;
  /** Whether a component, or one that it refers to, differs between the documents. */
  isAffected(reference: string): boolean;
  /** Whether two values are equal and refer to nothing that is affected. */
  isSame(before: unknown, after: unknown): boolean;
  /** The shapes of schemas of the old and of the new document, remembered. */
  shapeOfOld(schema: JsonSchema): Shape;
  shapeOfNew(schema: JsonSchema): Shape;
}

/** Finds the components that differ, and those that lead to them. */
export function comparable(old: OpenApiDocument, latest: OpenApiDocument): ComparableDocuments {
  const affected = findAffected(flatten(old), flatten(latest));
  const isAffected = (reference: string): boolean => affected.has(reference);
  return {
    old,
    new: latest,
    isAffected,
    isSame: (before, after) => {
      if (JSON.stringify(before) !== JSON.stringify(after)) return false;
      let same = true;
      visitReferences(affected.size === 0 ? undefined : after, (reference) => {
        if (isAffected(reference)) same = false;
      });
      return same;
    },
    shapeOfOld: rememberShapes(old),
    shapeOfNew: rememberShapes(latest),
  };
}

function rememberShapes(document: OpenApiDocument): (schema: JsonSchema) => Shape {
  const shapes = new Map<JsonSchema, Shape>();
  return (schema) => {
    const known = shapes.get(schema);
    if (known !== undefined) return known;
    const shape = shapeOf(schema, document);
    shapes.set(schema, shape);
    return shape;
  };
}

/** References to the components that differ, or lead to one that does. */
function findAffected(old: ReadonlyMap<string, unknown>, latest: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const references = new Set([...old.keys(), ...latest.keys()]);
  const affected = new Set(
    [...references].filter((reference) => JSON.stringify(old.get(reference)) !== JSON.stringify(latest.get(reference))),
  );
  if (affected.size === 0) return affected;
  const referrers = new Map<string, Set<string>>();
  for (const reference of references) {
    for (const component of [old.get(reference), latest.get(reference)]) {
      visitReferences(component, (to) => {
        const known = referrers.get(to);
        if (known === undefined) referrers.set(to, new Set([reference]));
        else known.add(reference);
      });
    }
  }
  const open = [...affected];
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    for (const referrer of referrers.get(reference) ?? []) {
      if (!affected.has(referrer)) open.push(referrer);
      affected.add(referrer);
    }
  }
  return affected;
}

/** All components by their references. */
function flatten({ components }: OpenApiDocument): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(components ?? {}).flatMap(([kind, members]) =>
      Object.entries(members ?? {}).map(([name, value]): [string, unknown] => [`#/components/${kind}/${name}`, value]),
    ),
  );
}
