import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../src/codec/json-schema.ts';
import { diffDocuments, hasBreakingChange } from '../../src/diff/diff-documents.ts';
import { readOpenApiDocument } from '../../src/diff/open-api-references.ts';
import { renderChangesJson, renderChangesMarkdown, renderChangesText } from '../../src/diff/render-changes.ts';
import type { PathItemObject } from '../../src/openapi/model.ts';
import { atOnce } from '../../src/openapi/steps.ts';
import { answering, documentOf, operationOf, taking, told } from './documents.ts';

const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const text: JsonSchema = { type: 'string' };
const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
});
const user = (more: Record<string, JsonSchema> = {}, required: string[] = []) =>
  object({ name: text, manager: { anyOf: [reference('User'), { type: 'null' }] }, ...more }, required);
const routes = (...paths: string[]): Record<string, PathItemObject> =>
  Object.fromEntries(paths.map((path) => [path, { post: operationOf(taking(object({ user: reference('User') }))) }]));

describe('shared types', () => {
  test('a change of a type is told once, with the other routes it shows on', () => {
    const paths = routes('/a', '/b', '/c');
    const changes = atOnce(
      diffDocuments(
        documentOf({}, { User: user() }, { paths }),
        documentOf({}, { User: user({ rank: text }, ['rank']) }, { paths }),
      ),
    );
    expect(changes).toStrictEqual([
      {
        rule: 'request-required-member-added',
        impact: 'breaking',
        place: 'POST /a request',
        message: '`user.rank` is new and required',
        alsoIn: ['POST /b request', 'POST /c request'],
      },
    ]);
  });

  test('a type that refers to itself ends, behind null, arrays and maps too', () => {
    const recursive = (leaf: JsonSchema) => ({
      Tree: object({
        leaf,
        parent: { anyOf: [reference('Tree'), { type: 'null' }] },
        children: { type: 'array', items: reference('Tree') },
        named: { type: 'object', additionalProperties: reference('Tree') },
      }),
    });
    const changes = atOnce(
      diffDocuments(
        documentOf(answering(reference('Tree')), recursive(text)),
        documentOf(answering(reference('Tree')), recursive({ type: 'boolean' })),
      ),
    );
    expect(told(changes)).toStrictEqual(['response-type-widened: `leaf` is now a boolean, before a string']);
  });

  test('the name of a component is nothing to callers', () => {
    const old = documentOf(taking(reference('User')), { User: object({ name: text }) });
    const latest = documentOf(taking(reference('User_2')), { User_2: object({ name: text }) });
    expect(atOnce(diffDocuments(old, latest))).toStrictEqual([]);
    const inPlace = documentOf(taking(object({ name: text })));
    expect(atOnce(diffDocuments(old, inPlace))).toStrictEqual([]);
  });

  test('a derived type is told apart by its discriminator', () => {
    const shapes = (side: JsonSchema) => ({
      Circle: object({ $type: { const: 'Circle' }, radius: text }),
      Square: object({ $type: { const: 'Square' }, side }),
    });
    const either: JsonSchema = {
      oneOf: [reference('Circle'), reference('Square')],
      discriminator: {
        propertyName: '$type',
        mapping: { Circle: '#/components/schemas/Circle', Square: '#/components/schemas/Square' },
      },
    };
    const document = (side: JsonSchema) => documentOf(taking(object({ shape: either })), shapes(side));
    expect(told(atOnce(diffDocuments(document(text), document({ type: 'string', maxLength: 3 }))))).toStrictEqual([
      'request-limit-narrowed: `shape (Square).side` must now be at most 3 characters long',
    ]);
    const circleAlone = documentOf(taking(object({ shape: reference('Circle') })), shapes(text));
    expect(told(atOnce(diffDocuments(circleAlone, document(text))))).toStrictEqual([
      'request-alternative-widened: `shape` may now be of the type `Square`',
    ]);
  });

  test('members of a branch of a choice are members', () => {
    const choice = (a: JsonSchema): JsonSchema => ({
      type: 'object',
      oneOf: [
        { properties: { a }, required: ['a'] },
        { properties: { b: text }, required: ['b'] },
      ],
    });
    const pair = (a: JsonSchema) => documentOf(taking(choice(a)));
    expect(told(atOnce(diffDocuments(pair(text), pair({ type: ['string', 'null'] }))))).toStrictEqual([
      'request-null-widened: `a` may now be null',
    ]);
  });
});

test('a document does not differ from itself, whatever the order of its members', () => {
  const paths = routes('/a', '/b');
  const document = documentOf({}, { User: user() }, { paths });
  const turned = documentOf({}, { User: { required: [], ...user() } }, { paths });
  expect(atOnce(diffDocuments(document, structuredClone(document)))).toStrictEqual([]);
  expect(atOnce(diffDocuments(document, turned))).toStrictEqual([]);
});

describe('output', () => {
  const paths = routes('/a', '/b', '/c', '/d', '/e');
  const before = documentOf({}, { User: user({ age: text }) }, { paths });
  const after = documentOf({}, { User: user({ rank: text }, ['rank', 'name']) }, { paths });
  const changes = atOnce(diffDocuments(before, after));

  test('text: breaking changes first, a summary last', () => {
    expect(renderChangesText(changes)).toBe(`Breaking
  POST /a request: \`user.name\` is now required  [request-member-now-required]
    also POST /b request, POST /c request, POST /d request and 1 more
  POST /a request: \`user.age\` is gone  [request-member-removed]
    also POST /b request, POST /c request, POST /d request and 1 more
  POST /a request: \`user.rank\` is new and required  [request-required-member-added]
    also POST /b request, POST /c request, POST /d request and 1 more

3 breaking, 0 compatible, 0 cosmetic.
`);
  });

  test('Markdown: a heading for each kind', () => {
    expect(renderChangesMarkdown(changes.slice(0, 1))).toBe(`# Changes for callers

1 breaking, 0 compatible, 0 cosmetic.

## Breaking

- \`POST /a\` request: \`user.name\` is now required (\`request-member-now-required\`)
  also POST /b request, POST /c request, POST /d request and 1 more
`);
  });

  test('JSON: the counts and the changes with all their places', () => {
    expect(JSON.parse(renderChangesJson(changes))).toMatchObject({ breaking: 3, compatible: 0, cosmetic: 0, changes });
  });

  test('nothing to tell', () => {
    expect(renderChangesText([])).toBe('No changes for callers.\n');
    expect(hasBreakingChange([])).toBe(false);
    expect(hasBreakingChange(changes)).toBe(true);
  });
});

test.each([[undefined], [null], ['text'], [{}], [{ openapi: '3.0.1', paths: {} }], [{ swagger: '2.0', paths: {} }]])(
  '%j is no document of this program',
  (value) => {
    expect(readOpenApiDocument(value)).toBeUndefined();
  },
);
