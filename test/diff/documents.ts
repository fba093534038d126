import type { JsonSchema } from '../../src/codec/json-schema.ts';
import type { Change } from '../../src/diff/change.ts';
import { diffDocuments } from '../../src/diff/diff-documents.ts';
import type { OpenApiDocument, OperationObject } from '../../src/openapi/model.ts';
import { atOnce } from '../../src/openapi/steps.ts';

/** A document with one operation, or with these paths, and with components. */
export function documentOf(
  operation: Partial<OperationObject>,
  schemas: Record<string, JsonSchema> = {},
  more: Partial<OpenApiDocument> = {},
): OpenApiDocument {
  return {
    openapi: '3.1.1',
    info: { title: 'Test', version: '1', license: { name: 'None' } },
    servers: [{ url: '/' }],
    tags: [],
    paths: { '/services/User/SaveUser': { post: operationOf(operation) } },
    components: { schemas, responses: {}, headers: {} },
    ...more,
  };
}

/** An operation that answers 204 unless it is said to do more. */
export function operationOf(operation: Partial<OperationObject> = {}): OperationObject {
  return {
    operationId: 'User.SaveUser',
    summary: 'SaveUser',
    tags: ['User'],
    responses: { '204': { description: 'Done.' } },
    security: [],
    ...operation,
  };
}

/** An operation that takes a schema. */
export function taking(schema: JsonSchema, required = true): Partial<OperationObject> {
  return { requestBody: { required, content: { 'application/json': { schema } } } };
}

/** An operation that answers a schema. */
export function answering(schema: JsonSchema): Partial<OperationObject> {
  return { responses: { '200': { description: 'Done.', content: { 'application/json': { schema } } } } };
}

/** Rules and messages of the changes, each as `rule: message`. */
export function told(changes: readonly Change[]): readonly string[] {
  return changes.map(({ rule, message }) => `${rule}: ${message}`);
}

/** What is told of two schemas, taken and answered. */
export function toldOfSchemas(before: JsonSchema, after: JsonSchema): readonly string[] {
  const pair = (schema: JsonSchema) => documentOf({ ...taking(schema), ...answering(schema) });
  return told(atOnce(diffDocuments(pair(before), pair(after))));
}
