import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { JsonSchema } from '../../src/codec/json-schema.ts';
import { diffDocuments } from '../../src/diff/diff-documents.ts';
import { renderRulesPage } from '../../src/diff/rules/render-rules-page.ts';
import { diffRules, impactOf } from '../../src/diff/rules/rules.ts';
import type { OpenApiDocument, OperationObject, ResponseObject } from '../../src/openapi/model.ts';
import { atOnce } from '../../src/openapi/steps.ts';
import { answering, documentOf, operationOf, taking, told, toldOfSchemas } from './documents.ts';

const text: JsonSchema = { type: 'string' };
const query = { name: 'fresh', in: 'query', schema: text } as const;
const done: ResponseObject = { description: 'Done.' };
const json = (schema: JsonSchema) => ({ 'application/json': { schema } });
const xml = { 'application/xml': { schema: text } };

/** Pairs of operations, and what is told of them. */
const operations: [before: Partial<OperationObject>, after: Partial<OperationObject>, told: string[]][] = [
  [{}, { deprecated: true }, ['route-deprecated: the route is now deprecated']],
  [{ parameters: [query] }, {}, ['parameter-removed: the query parameter `fresh` is gone']],
  [{}, { parameters: [query] }, ['parameter-added: the query parameter `fresh` is new and optional']],
  [
    {},
    { parameters: [{ ...query, required: true }] },
    ['parameter-required-added: the query parameter `fresh` is new and required'],
  ],
  [
    { parameters: [query] },
    { parameters: [{ ...query, required: true }] },
    ['parameter-now-required: the query parameter `fresh` is now required'],
  ],
  [
    { parameters: [{ ...query, required: true }] },
    { parameters: [query] },
    ['parameter-now-optional: the query parameter `fresh` is now optional'],
  ],
  [
    { parameters: [query] },
    { parameters: [{ ...query, schema: { type: 'integer' } }] },
    ['request-type-narrowed: `fresh` is now an integer, before a string'],
  ],
  [taking(text), {}, ['request-body-removed: there is no body any more']],
  [{}, taking(text, false), ['request-body-added: there may now be a body']],
  [{}, taking(text), ['request-body-now-required: a body is now required']],
  [taking(text, false), taking(text), ['request-body-now-required: a body is now required']],
  [taking(text), taking(text, false), ['request-body-now-optional: the body may now be left out']],
  [
    taking(text),
    { requestBody: { required: true, content: xml } },
    ['request-media-type-removed: `application/json` is gone', 'request-media-type-added: `application/xml` is new'],
  ],
  [
    { responses: { '200': { ...done, content: json(text) } } },
    { responses: { '200': { ...done, content: xml } } },
    ['response-media-type-removed: `application/json` is gone', 'response-media-type-added: `application/xml` is new'],
  ],
  [
    { responses: { '200': done } },
    { responses: { '202': done } },
    ['response-status-removed: 200 is no longer answered', 'response-status-added: 202 may now be answered'],
  ],
  [
    { responses: { '404': done } },
    { responses: { '409': done } },
    ['problem-status-removed: 404 is no longer answered', 'problem-status-added: 409 may now be answered'],
  ],
  [answering(text), { responses: { '200': done } }, ['response-body-removed: 200 has no body any more']],
  [{ responses: { '200': done } }, answering(text), ['response-body-added: 200 now has a body']],
  [
    { responses: { '204': { ...done, headers: { ETag: { description: '', schema: text } } } } },
    { responses: { '204': { ...done, headers: { Link: { description: '', schema: text } } } } },
    ['response-header-removed: the header `ETag` is gone', 'response-header-added: the header `Link` is new'],
  ],
  [{ security: [] }, { security: [{ basic: [] }] }, ['sign-in-now-required: callers must now sign in']],
  [
    { security: [{}, { basic: [] }] },
    { security: [{ basic: [] }] },
    ['sign-in-now-required: callers must now sign in'],
  ],
  [{ security: [{ basic: [] }] }, { security: [] }, ['sign-in-no-longer-required: callers need no longer sign in']],
  [
    { security: [{ basic: [] }] },
    { security: [{ ticket: [] }] },
    [
      'sign-in-way-removed: callers can no longer sign in by `basic`',
      'sign-in-way-added: callers may now sign in by `ticket`',
    ],
  ],
  [{}, { summary: 'Saves' }, ['documentation-changed: the route is described otherwise']],
  [{}, { operationId: 'Save' }, ['operation-renamed: the operation is now called `Save`, before `User.SaveUser`']],
  [
    { 'x-soap': { service: 'User', port: 'P', operation: 'SaveUser', soapAction: 'a', soapVersion: '1.1' } },
    { 'x-soap': { service: 'User', port: 'P', operation: 'SaveUser', soapAction: 'b', soapVersion: '1.1' } },
    ['soap-changed: the SOAP operation behind it is called otherwise'],
  ],
];

const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const person = (kind: string) => object({ $type: { const: kind } });
const eitherOr: JsonSchema = {
  type: 'object',
  oneOf: [
    { properties: { a: text }, required: ['a'] },
    { properties: { b: text }, required: ['b'] },
  ],
};

/** Pairs of schemas, and what is told of them as the body of a request and of an answer. */
const schemas: [before: JsonSchema, after: JsonSchema, told: string[]][] = [
  [
    object({ rank: text }),
    object({}),
    ['request-member-removed: `rank` is gone', 'response-member-removed: `rank` is gone'],
  ],
  [
    object({}),
    object({ rank: text }),
    ['request-member-added: `rank` is new and optional', 'response-member-added: `rank` is new'],
  ],
  [
    object({}),
    object({ rank: text }, ['rank']),
    ['request-required-member-added: `rank` is new and required', 'response-member-added: `rank` is new'],
  ],
  [
    object({ rank: text }),
    object({ rank: text }, ['rank']),
    ['request-member-now-required: `rank` is now required', 'response-member-now-required: `rank` is now always there'],
  ],
  [
    object({ rank: text }, ['rank']),
    object({ rank: text }),
    ['response-member-now-optional: `rank` may now be absent', 'request-member-now-optional: `rank` is now optional'],
  ],
  [
    { type: ['integer', 'string'] },
    { type: 'string' },
    [
      'request-type-narrowed: the body is now a string, before an integer or a string',
      'response-type-narrowed: the answer is now a string, before an integer or a string',
    ],
  ],
  [
    { type: 'integer' },
    { type: 'number' },
    [
      'response-type-widened: the answer is now a number, before an integer',
      'request-type-widened: the body is now a number, before an integer',
    ],
  ],
  [
    object({ rank: { type: ['string', 'null'] } }),
    object({ rank: text }),
    ['request-null-narrowed: `rank` may no longer be null', 'response-null-narrowed: `rank` may no longer be null'],
  ],
  [
    object({ rank: text }),
    object({ rank: { anyOf: [text, { type: 'null' }] } }),
    ['response-null-widened: `rank` may now be null', 'request-null-widened: `rank` may now be null'],
  ],
  [
    { type: 'string', enum: ['a', 'b'] },
    { type: 'string', enum: ['a', 'c'] },
    [
      'request-value-narrowed: the body can no longer be "b"',
      'response-value-widened: the answer may now be "c"',
      'request-value-widened: the body may now be "c"',
      'response-value-narrowed: the answer can no longer be "b"',
    ],
  ],
  [
    { oneOf: [person('Person'), person('Employee')] },
    { oneOf: [person('Person'), person('Robot')] },
    [
      'request-alternative-narrowed: the body can no longer be of the type `Employee`',
      'response-alternative-widened: the answer may now be of the type `Robot`',
      'request-alternative-widened: the body may now be of the type `Robot`',
      'response-alternative-narrowed: the answer can no longer be of the type `Employee`',
    ],
  ],
  [
    object({ a: text, b: text }),
    eitherOr,
    [
      'request-choice-narrowed: the body takes one of these at once: `a`, `b`',
      'response-choice-narrowed: the answer takes one of these at once: `a`, `b`',
    ],
  ],
  [
    eitherOr,
    object({ a: text, b: text }),
    [
      'response-choice-widened: the answer no longer takes its members one at once',
      'request-choice-widened: the body no longer takes its members one at once',
    ],
  ],
  [
    { type: 'string', maxLength: 20, minLength: 1 },
    { type: 'string', maxLength: 10 },
    [
      'request-limit-narrowed: the body must now be at most 10 characters long, before at most 20 characters long',
      'response-limit-widened: the answer need no longer be at least 1 character long',
      'request-limit-widened: the body need no longer be at least 1 character long',
      'response-limit-narrowed: the answer must now be at most 10 characters long, before at most 20 characters long',
    ],
  ],
  [
    text,
    { type: 'string', pattern: '^a' },
    [
      'request-pattern-narrowed: the body must now match `^a`',
      'response-pattern-narrowed: the answer must now match `^a`',
    ],
  ],
  [
    { type: 'string', pattern: '^a' },
    text,
    [
      'response-pattern-widened: the answer need no longer match a pattern',
      'request-pattern-widened: the body need no longer match a pattern',
    ],
  ],
  [
    { type: 'string', pattern: '^a' },
    { type: 'string', pattern: '^b' },
    [
      'request-pattern-narrowed: the body must match `^b`, before `^a`',
      'response-pattern-widened: the answer must match `^b`, before `^a`',
    ],
  ],
  [
    object({ rank: { ...text, description: 'old' } }),
    object({ rank: { ...text, description: 'new' } }),
    ['documentation-changed: `rank` is described otherwise', 'documentation-changed: `rank` is described otherwise'],
  ],
  [
    object({ rank: { ...text, xml: { name: 'Rank' } } }),
    object({ rank: { ...text, xml: { name: 'RANK' } } }),
    ['soap-changed: `rank` is written otherwise in SOAP', 'soap-changed: `rank` is written otherwise in SOAP'],
  ],
];

/** Pairs of whole documents. */
const documents: [before: OpenApiDocument, after: OpenApiDocument, told: string[]][] = [
  [documentOf({}), documentOf({}, {}, { paths: {} }), ['route-removed: the route is gone']],
  [documentOf({}, {}, { paths: {} }), documentOf({}), ['route-added: the route is new']],
  [
    documentOf({}),
    documentOf({}, {}, { servers: [{ url: 'https://example.org' }] }),
    ['document-changed: title, version, servers or tags are different'],
  ],
  [
    documentOf(
      {},
      {},
      {
        paths: {
          '/a/{id}': { get: operationOf({ parameters: [{ name: 'id', in: 'path', required: true, schema: text }] }) },
        },
      },
    ),
    documentOf(
      {},
      {},
      {
        paths: {
          '/a/{key}': { get: operationOf({ parameters: [{ name: 'key', in: 'path', required: true, schema: text }] }) },
        },
      },
    ),
    ['path-variable-renamed: the path variable `id` is now called `key`'],
  ],
];

describe('rules', () => {
  it.each(operations)('of routes: %j to %j', (before, after, expected) => {
    expect(told(atOnce(diffDocuments(documentOf(before), documentOf(after))))).toStrictEqual(expected);
  });

  it.each(schemas)('of bodies: %j to %j', (before, after, expected) => {
    expect(toldOfSchemas(before, after)).toStrictEqual(expected);
  });

  it.each(documents)('of documents, row %#', (before, after, expected) => {
    expect(told(atOnce(diffDocuments(before, after)))).toStrictEqual(expected);
  });

  test('each is provoked by a test', () => {
    const provoked = new Set(
      [...operations, ...schemas, ...documents].flatMap(([, , rows]) => rows.map((row) => row.split(':')[0])),
    );
    expect(diffRules.map(({ id }) => id).filter((id) => !provoked.has(id))).toStrictEqual([]);
  });

  test('each stands in docs/diff-rules.md with its impact', () => {
    expect(readFileSync('docs/diff-rules.md', 'utf8')).toBe(renderRulesPage());
  });

  test('what is narrowed breaks a request and what is widened breaks an answer', () => {
    const sided = diffRules.map(({ id }) => id).filter((id) => /-(narrowed|widened)$/.test(id));
    const breaking = sided.filter((id) => impactOf(id) === 'breaking');
    expect(breaking).toStrictEqual(sided.filter((id) => /^request.*narrowed$|^response.*widened$/.test(id)));
  });
});
