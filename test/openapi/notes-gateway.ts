import type { JsonSchema, JsonSchemaRegistry } from '../../src/codec/json-schema.ts';
import type { MessageCodec } from '../../src/codec/message-codec.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { genericRule } from '../../src/gateway/expose.ts';
import type { ServedOperation } from '../../src/gateway/operation.ts';
import type { ConnectedProfile } from '../../src/gateway/profile.ts';
import { checkRules } from '../../src/gateway/rule/check.ts';
import type { HttpRule, HttpRuleSource } from '../../src/gateway/rule/http-rule.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { schemaHeader, schemaMessage, schemaOperation } from '../gateway/schema-operation.ts';

const location = { file: 'routes.yaml', line: 1, column: 1 };

/** A recursive named type, as a codec defines it. */
export const noteType = { name: { namespace: 'urn:notes', local: 'Note' } };

/** The schema of a note: its replies are notes. */
export function noteSchema(registry: JsonSchemaRegistry): JsonSchema {
  return registry.define(noteType, 'Note', () => ({
    type: 'object',
    description: 'A note.',
    required: ['id'],
    properties: {
      id: { type: 'string', xml: { name: 'Id', namespace: 'urn:notes' } },
      text: { type: ['string', 'null'] },
      secretValue: { type: ['string', 'null'] },
      replies: { type: 'array', items: noteSchema(registry) },
    },
    additionalProperties: false,
  }));
}

/** A message whose schema is made with a registry, as those of codecs are. */
export function registryMessage(
  schema: (registry: JsonSchemaRegistry) => JsonSchema,
  example: JsonValue,
): MessageCodec {
  return { ...schemaMessage({ type: 'object' }), schema, example: () => example };
}

const folderMember: JsonSchema = { type: ['string', 'null'], description: 'Name of the folder.' };
const note: JsonValue = { id: '7', text: 'Milk', secretValue: 'not-a-secret', replies: [] };

function notesOperation(name: string, input: MessageCodec, output: MessageCodec | undefined): ServedOperation {
  const base = schemaOperation({ selector: `Notes.${name}` });
  const { output: _output, ...codec } = base.codec;
  const inputHeaders = name === 'List' ? [schemaHeader('TimeZone', { type: 'string' })] : [];
  return {
    ...base,
    operation: { ...base.operation, documentation: `${name} does what it says. And more.` },
    codec: { ...codec, inputHeaders, input, ...(output === undefined ? {} : { output }) },
  };
}

/** Operations of one service: list, save, purge (one-way), and ping, which takes nothing and gives nothing. */
export const notesOperations: readonly ServedOperation[] = [
  notesOperation(
    'List',
    registryMessage(() => ({ type: 'object', properties: { folder: folderMember, limit: { type: 'integer' } } }), {
      folder: 'home',
      limit: 10,
    }),
    registryMessage(
      (registry) => ({ type: 'object', properties: { response: { type: 'array', items: noteSchema(registry) } } }),
      { response: [note] },
    ),
  ),
  notesOperation(
    'Save',
    registryMessage(
      (registry) => ({
        type: 'object',
        required: ['note'],
        properties: { folder: folderMember, note: { anyOf: [noteSchema(registry), { type: 'null' }] } },
        additionalProperties: false,
      }),
      { folder: 'home', note },
    ),
    schemaMessage(undefined),
  ),
  notesOperation(
    'Purge',
    registryMessage(() => ({ type: 'object', properties: { folder: folderMember } }), { folder: 'old' }),
    undefined,
  ),
  schemaOperation({ selector: 'Notes.Ping' }),
];

const sources: readonly HttpRuleSource[] = [
  { selector: 'Notes.List', method: 'GET', path: '/folders/{folder}/notes', responseBody: 'response', location },
  { selector: 'Notes.Save', method: 'POST', path: '/folders/{folder}/notes', body: 'note', location },
  { selector: 'Notes.Save', method: 'PUT', path: '/folders/{folder}/notes/{note.id}', body: 'note', location },
  {
    selector: 'Notes.Save',
    method: 'POST',
    path: '/folders/{folder}/wanted',
    body: 'note',
    required: ['note.text'],
    location,
  },
  { selector: 'Notes.Save', method: 'POST', path: '/notes', body: '*', constants: { folder: 'home' }, location },
];

/** Declared routes and generic ones. @param more - further declared ones */
export function notesRules(more: readonly Omit<HttpRuleSource, 'location'>[] = []): readonly HttpRule[] {
  const sink = collectDiagnostics();
  const further = more.map((source) => ({ ...source, location }));
  const declared = checkRules([...sources, ...further], notesOperations, sink);
  if (sink.hasErrors) throw new Error(sink.diagnostics.map(({ message }) => message).join('\n'));
  return [...declared, ...notesOperations.map(genericRule)];
}

/** A profile that hides `secretValue`, and signs callers in for all but Ping. */
export const notesProfile: ConnectedProfile = {
  identify: async () => ({ headers: {} }),
  judge: () => undefined,
  hiddenMembers: ({ operation }) => new Set(operation.name === 'List' ? ['secretValue'] : []),
  handlers: new Map(),
  signIn: ({ operation }) => (operation.name === 'Ping' ? 'none' : 'required'),
  contract: {
    signInSchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'A ticket.' },
      basic: { type: 'http', scheme: 'basic' },
    },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
    requestHeaders: [
      {
        name: 'X-Time-Zone',
        description: 'Time zone of dates without one.',
        example: 'Europe/Oslo',
        headerBlock: 'TimeZone',
      },
    ],
  },
};
