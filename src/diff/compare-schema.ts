import type { JsonSchema } from '../codec/json-schema.ts';
import { compareDocumentation } from './compare-documentation.ts';
import { compareMembers } from './compare-members.ts';
import { compareTypes, compareValues } from './compare-values.ts';
import { follow } from './open-api-references.ts';
import { pairForms } from './pair-forms.ts';
import { note, type SchemaScope } from './schema-findings.ts';
import type { Form } from './shape.ts';

/** Compares what two schemas take. Where both refer to a component, the pair is noted, and nobody looks into it here. */
export function compareSchemas(before: JsonSchema, after: JsonSchema, path: string, scope: SchemaScope): void {
  const { documents } = scope;
  if (before.$ref !== undefined && before.$ref === after.$ref && !documents.isAffected(before.$ref)) {
    compareDocumentation(before, after, path, scope);
    return;
  }
  const [old, latest] = [documents.shapeOfOld(before), documents.shapeOfNew(after)];
  const isUnion = old.forms.length > 1 || latest.forms.length > 1;
  if (isUnion) compareDocumentation(whole(before, documents.old), whole(after, documents.new), path, scope);
  if (old.takesNull !== latest.takesNull) {
    const message = latest.takesNull ? 'may now be null' : 'may no longer be null';
    note(latest.takesNull ? 'null-widened' : 'null-narrowed', message, path, scope);
  }
  for (const pair of pairForms(old.forms, latest.forms, path, scope)) {
    const isShared = pair.before.component !== undefined && pair.after.component !== undefined;
    if (isShared) scope.found.pairs.push(pair);
    const isComparable = isShared || compareForms(pair.before, pair.after, pair.path, scope);
    if (isComparable && !isUnion) compareDocumentation(before, after, path, scope);
  }
}

/** Compares two forms that belong together. @returns false when they have no type in common, so that nothing else counts */
export function compareForms(before: Form, after: Form, path: string, scope: SchemaScope): boolean {
  if (!compareTypes(before, after, path, scope)) return false;
  compareValues(before.schema, after.schema, path, scope);
  compareMembers(before.schema, after.schema, path, scope, compareSchemas);
  const [oldItems, newItems] = [before.schema.items, after.schema.items];
  if (oldItems !== undefined && newItems !== undefined) compareSchemas(oldItems, newItems, `${path}[]`, scope);
  return true;
}

/** A reference together with what it leads to; what stands beside the reference counts first. */
function whole(schema: JsonSchema, document: Parameters<typeof follow>[1]): JsonSchema {
  return schema.$ref === undefined ? schema : { ...follow<JsonSchema>(schema, document), ...schema };
}
