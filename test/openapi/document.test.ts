import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { httpSamples } from '../../src/openapi/code-samples.ts';
import { createOpenApiDocument, type OpenApiOptions } from '../../src/openapi/document.ts';
import type { OperationObject } from '../../src/openapi/model.ts';
import { atOnce } from '../../src/openapi/steps.ts';
import { writeOpenApiJson } from '../../src/openapi/write.ts';
import { notesProfile, notesRules } from './notes-gateway.ts';

const options: OpenApiOptions = {
  title: 'Notes',
  version: '1.0.0',
  rules: notesRules(),
  profiles: new Map([['crm', notesProfile]]),
};
const document = atOnce(createOpenApiDocument(options));

function operation(method: 'get' | 'post' | 'put', path: string): OperationObject {
  const found = document.paths[path]?.[method];
  if (found === undefined) throw new Error(`no ${method} ${path}`);
  return found;
}

describe('the OpenAPI document', () => {
  it('is the same byte for byte, whatever the order of the rules', () => {
    const again = atOnce(createOpenApiDocument({ ...options, rules: [...notesRules()].reverse() }));
    expect(writeOpenApiJson(again)).toBe(writeOpenApiJson(document));
  });

  it('holds every route under its own operationId', () => {
    const ids = Object.values(document.paths).flatMap((item) => Object.values(item).map((each) => each.operationId));
    expect(ids).toEqual([
      'getFoldersByFolderNotes',
      'postFoldersByFolderNotes',
      'putFoldersByFolderNotesById',
      'postFoldersByFolderWanted',
      'postNotes',
      'Notes_List',
      'Notes_Ping',
      'Notes_Purge',
      'Notes_Save',
    ]);
  });

  it('has a path once whose variables two routes name differently, under the names of the first (OpenAPI 3.1 §4.8.8)', () => {
    const rules = notesRules([
      { selector: 'Notes.Save', method: 'PATCH', path: '/folders/{note.id}/notes', body: 'note' },
    ]);
    const made = atOnce(createOpenApiDocument({ ...options, rules, codeSamples: httpSamples }));
    expect(Object.keys(made.paths)).toEqual(Object.keys(document.paths));
    const { get, patch, ...others } = made.paths['/folders/{folder}/notes'] ?? {};
    expect(Object.keys(others)).toEqual(['post']);
    expect(get?.operationId).toBe('getFoldersByFolderNotes');
    expect(patch).toMatchObject({
      operationId: 'patchFoldersByIdNotes',
      parameters: [
        { name: 'folder', in: 'path', example: '7' },
        { name: 'folder', in: 'query' },
        { $ref: '#/components/parameters/Idempotency-Key' },
      ],
    });
    expect(patch?.['x-codeSamples']?.[0]?.source).toContain('/folders/7/notes');
  });

  it('says which SOAP operation a generic route calls, and which rule a declared one follows', () => {
    expect(operation('post', '/services/Notes/Save')['x-soap']).toEqual({
      service: 'Notes',
      port: 'Notes',
      operation: 'Save',
      soapAction: '',
      soapVersion: '1.1',
    });
    const declared = operation('put', '/folders/{folder}/notes/{id}');
    expect(declared['x-soap']).toBeUndefined();
    expect(declared['x-http-rule']).toEqual({ selector: 'Notes.Save', body: 'note' });
  });

  it('says which SOAP operation a declared route calls when that has no generic one', () => {
    const rules = notesRules().filter(({ path }) => path === '/notes');
    const only = atOnce(createOpenApiDocument({ ...options, rules }));
    expect(only.paths['/notes']?.post?.['x-soap']).toMatchObject({ operation: 'Save' });
  });

  it('gives parameters the schema of their field, which text is never null for', () => {
    expect(operation('get', '/folders/{folder}/notes').parameters).toEqual([
      {
        name: 'folder',
        in: 'path',
        required: true,
        description: 'Name of the folder.',
        schema: { type: 'string', minLength: 1 },
        example: 'home',
      },
      { name: 'limit', in: 'query', schema: { type: 'integer' } },
      { $ref: '#/components/parameters/X-Time-Zone' },
    ]);
    expect(document.components.parameters).toMatchObject({
      'X-Time-Zone': {
        name: 'X-Time-Zone',
        in: 'header',
        description: 'Time zone of dates without one.',
        schema: { type: 'string' },
        example: 'Europe/Oslo',
      },
    });
    const { parameters } = operation('post', '/services/Notes/Save');
    expect(parameters, 'an operation without the header block').toEqual([
      { $ref: '#/components/parameters/Idempotency-Key' },
    ]);
  });

  it('takes what the path binds out of the body, of its schema and of its example', () => {
    const body = operation('put', '/folders/{folder}/notes/{id}').requestBody;
    expect(body?.required).toBe(true);
    const json = body?.content['application/json'];
    expect(json?.schema.anyOf?.map(({ properties }) => Object.keys(properties ?? {}))).toEqual([
      ['text', 'secretValue', 'replies'],
      [],
    ]);
    expect(json?.schema.anyOf?.[0]?.required).toBeUndefined();
    expect(json?.example).toEqual({ text: 'Milk', secretValue: 'not-a-secret', replies: [] });
  });

  it('takes what constants bind out of the body, and keeps what is shared shared', () => {
    const json = operation('post', '/notes').requestBody?.content['application/json'];
    expect(json?.schema).toMatchObject({
      required: ['note'],
      properties: { note: { anyOf: [{ $ref: '#/components/schemas/Note' }, { type: 'null' }] } },
    });
    expect(Object.keys(json?.schema.properties ?? {})).toEqual(['note']);
  });

  it('requires what the route requires, and not as null', () => {
    const schema = operation('post', '/folders/{folder}/wanted').requestBody?.content['application/json']?.schema;
    expect(schema).toMatchObject({
      type: 'object',
      required: ['id', 'text'],
      properties: { text: { type: 'string' } },
    });
    expect(schema?.anyOf).toBeUndefined();
  });

  it('requires a body only where there is something that must be said', () => {
    expect(operation('post', '/services/Notes/Save').requestBody?.required).toBe(true);
    expect(operation('post', '/services/Notes/List').requestBody?.required).toBe(false);
    expect(operation('post', '/services/Notes/Ping').requestBody).toBeUndefined();
  });

  it.each([
    ['something in the output', '/services/Notes/List', ['200']],
    ['nothing in the output', '/services/Notes/Ping', ['204']],
    ['a one-way operation', '/services/Notes/Purge', ['202']],
  ])('answers %s as the gateway does', (_name, path, statuses) => {
    const successes = Object.keys(operation('post', path).responses).filter((status) => status.startsWith('2'));
    expect(successes).toEqual(statuses);
  });

  it('answers a field of the output that may be absent with 200 or 204', () => {
    const { responses } = operation('get', '/folders/{folder}/notes');
    expect(Object.keys(responses).filter((status) => status.startsWith('2'))).toEqual(['200', '204']);
    expect(responses['200']).toMatchObject({
      headers: { 'Cache-Control': { $ref: '#/components/headers/No-Store' } },
      content: { 'application/json': { schema: { type: 'array' } } },
    });
  });

  it('leaves hidden members out of answers at any depth, in schema, words and example, and keeps them in requests', () => {
    const response = operation('get', '/folders/{folder}/notes').responses['200'];
    expect(response).toMatchObject({
      description: 'Done. Left out of the answer: `secretValue`.',
      content: {
        'application/json': {
          schema: { items: { $ref: '#/components/schemas/NoteVisible' } },
          example: [{ id: '7', text: 'Milk', replies: [] }],
        },
      },
    });
    const { Note, NoteVisible } = document.components.schemas;
    expect(Object.keys(NoteVisible?.properties ?? {})).toEqual(['id', 'text', 'replies']);
    expect(NoteVisible?.properties?.replies?.items).toEqual({ $ref: '#/components/schemas/NoteVisible' });
    expect(Object.keys(Note?.properties ?? {})).toContain('secretValue');
  });

  it('asks for a sign-in where the profile does', () => {
    expect(operation('post', '/services/Notes/List').security).toEqual([{ bearer: [] }, { basic: [] }]);
    expect(operation('post', '/services/Notes/Ping').security).toEqual([]);
    expect(Object.keys(document.components.securitySchemes ?? {})).toEqual(['bearer', 'basic']);
  });

  it('lists the problems that can occur, shared by status', () => {
    const { responses } = operation('post', '/services/Notes/List');
    expect(Object.keys(responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '406',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '502',
      '503',
      '504',
      'default',
    ]);
    expect(responses['422']).toEqual({ $ref: '#/components/responses/UnprocessableContentWithKey' });
    const read = operation('get', '/folders/{folder}/notes').responses;
    expect(read['422']).toEqual({ $ref: '#/components/responses/UnprocessableContent' });
    expect(read['409'], 'a route that takes no key').toBeUndefined();
    const shared = document.components.responses.UnprocessableContent;
    expect(shared?.content?.['application/problem+json']?.schema).toEqual({ $ref: '#/components/schemas/Problem' });
  });

  it('gives no example where nothing is valid', () => {
    const [rule] = notesRules().filter(({ path }) => path === '/services/Notes/Save');
    if (rule === undefined) throw new Error('no rule');
    const { operation: saved } = rule;
    const input = { ...saved.codec.input, encode: () => ({ ok: false as const, issues: [] }) };
    const impossible = { ...rule, operation: { ...saved, codec: { ...saved.codec, input } } };
    const made = atOnce(createOpenApiDocument({ ...options, rules: [impossible] })).paths['/services/Notes/Save']?.post;
    expect(made?.requestBody?.content['application/json']).not.toHaveProperty('example');
  });

  it('tells of entity tags where answers may be kept, and of routes that are on their way out', () => {
    const [list] = notesRules().filter(({ method }) => method === 'GET');
    if (list === undefined) throw new Error('no rule');
    const deprecation = { since: '2026-01-01', sunset: '2026-12-31' };
    const rule = { ...list, safe: true, cacheControl: 'private', deprecation };
    const get = atOnce(createOpenApiDocument({ ...options, rules: [rule] })).paths['/folders/{folder}/notes']?.get;
    expect(get?.deprecated).toBe(true);
    expect(Object.keys(get?.responses ?? {}).slice(0, 3)).toEqual(['200', '204', '304']);
    expect(get?.responses['200']).toMatchObject({
      headers: { ETag: expect.anything(), Deprecation: expect.anything(), Sunset: expect.anything() },
    });
    expect(get?.parameters).toContainEqual(expect.objectContaining({ name: 'If-None-Match' }));
  });

  it('gives every problem an example that its schema takes', () => {
    const ajv = new Ajv2020({ strict: false });
    const validate = ajv.compile(document.components.schemas.Problem ?? false);
    const examples = Object.values(document.components.responses).flatMap(({ content }) =>
      Object.values(content?.['application/problem+json']?.examples ?? {}),
    );
    expect(examples.length).toBeGreaterThan(10);
    for (const { value } of examples) expect([value, validate(value) ? [] : validate.errors]).toEqual([value, []]);
  });

  it('types the faults that the WSDL declares', () => {
    const [rule] = notesRules().filter(({ path }) => path === '/services/Notes/Ping');
    if (rule === undefined) throw new Error('no rule');
    const { operation: ping } = rule;
    const fault = { name: 'Busy', schema: () => ({ type: 'string' as const }) };
    const faults = new Map([['{urn:notes}Busy', { ...ping.codec.input, ...fault }]]);
    const withFault = { ...rule, operation: { ...ping, codec: { ...ping.codec, faults } } };
    const made = atOnce(createOpenApiDocument({ ...options, rules: [withFault as typeof rule] }));
    const response = made.paths['/services/Notes/Ping']?.post?.responses['502'];
    expect(response).toMatchObject({
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/PingProblem' } } },
    });
    expect(made.components.schemas.PingProblem?.properties?.fault?.properties?.detail).toEqual({
      type: 'object',
      properties: { Busy: { type: 'string' } },
      additionalProperties: false,
    });
  });
});
