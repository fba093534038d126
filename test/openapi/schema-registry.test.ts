import { describe, expect, it } from 'vitest';
import type { JsonSchema, JsonSchemaRegistry } from '../../src/codec/json-schema.ts';
import { referencesIn } from '../../src/openapi/references.ts';
import { createSchemaRegistry, type FinishedSchemas, type SchemaRegistry } from '../../src/openapi/schema-registry.ts';
import { atOnce } from '../../src/openapi/steps.ts';

/** A component as the schema model has them: told apart by identity, named. */
function component(local: string, namespace = 'urn:a'): { name: { namespace: string; local: string } } {
  return { name: { namespace, local } };
}

function finish(registry: SchemaRegistry, roots: unknown): FinishedSchemas {
  return atOnce(registry.finish(referencesIn(roots)));
}

function define(registry: JsonSchemaRegistry, identity: object, name: string, schema: JsonSchema): JsonSchema {
  return registry.define(identity, name, () => schema);
}

describe('the schema registry', () => {
  it('builds a definition once and names it as suggested', () => {
    const registry = createSchemaRegistry();
    const identity = component('User');
    let builds = 0;
    const make = () =>
      registry.define(identity, 'User', () => {
        builds += 1;
        return { type: 'string' };
      });
    const used = { properties: { a: make(), b: make() } };
    const { schemas, resolve } = finish(registry, used);
    expect(schemas).toEqual({ User: { type: 'string' } });
    expect(resolve(used)).toEqual({
      properties: { a: { $ref: '#/components/schemas/User' }, b: { $ref: '#/components/schemas/User' } },
    });
    expect(builds).toBe(1);
  });

  it('ends where types are recursive, also through each other', () => {
    const registry = createSchemaRegistry();
    const folder = component('Folder');
    const file = component('File');
    const folderSchema = (): JsonSchema => registry.define(folder, 'Folder', () => ({ items: fileSchema() }));
    const fileSchema = (): JsonSchema => registry.define(file, 'File', () => ({ items: folderSchema() }));
    expect(finish(registry, folderSchema()).schemas).toEqual({
      File: { items: { $ref: '#/components/schemas/Folder' } },
      Folder: { items: { $ref: '#/components/schemas/File' } },
    });
  });

  it('renames the targets of a discriminator with the references', () => {
    const registry = createSchemaRegistry();
    const dog = define(registry, component('Dog'), 'Dog', { type: 'object' });
    const animal: JsonSchema = {
      oneOf: [dog],
      discriminator: { propertyName: '$type', mapping: { Dog: dog.$ref ?? '' } },
    };
    const use = define(registry, component('Animal'), 'Animal', animal);
    expect(finish(registry, use).schemas.Animal?.discriminator?.mapping).toEqual({ Dog: '#/components/schemas/Dog' });
  });

  it('merges types of one name that are equal, recursive ones too, and keeps those that differ deep inside apart', () => {
    const registry = createSchemaRegistry();
    const pair = (leaf: JsonSchema): JsonSchema => {
      const inner = component('Inner');
      const outer = component('Outer');
      const innerSchema = (): JsonSchema =>
        registry.define(inner, 'Inner', () => ({ properties: { leaf, outer: outerSchema() } }));
      const outerSchema = (): JsonSchema => registry.define(outer, 'Outer', () => ({ items: innerSchema() }));
      return outerSchema();
    };
    const uses = [pair({ type: 'string' }), pair({ type: 'string' }), pair({ type: 'integer' })];
    const { schemas, resolve } = finish(registry, uses);
    expect(Object.keys(schemas)).toEqual(['Inner', 'Inner_2', 'Outer', 'Outer_2']);
    expect(resolve(uses).map(({ $ref }) => $ref)).toEqual([
      '#/components/schemas/Outer',
      '#/components/schemas/Outer',
      '#/components/schemas/Outer_2',
    ]);
    expect(schemas.Outer_2).toEqual({ items: { $ref: '#/components/schemas/Inner_2' } });
  });

  it.each([
    [
      'a word of the namespace',
      component('User', 'http://example.com/2004/07/Crm.Contracts'),
      'Sales',
      'User_Contracts',
    ],
    ['the service where the namespace is the same', component('User'), 'Sales', 'User_Sales'],
  ])('tells types of one name apart by %s', (_by, identity, service, name) => {
    const registry = createSchemaRegistry();
    const uses = [
      define(registry.scope('First'), component('User'), 'User', { type: 'string' }),
      define(registry.scope(service), identity, 'User', { type: 'integer' }),
    ];
    expect(Object.keys(finish(registry, uses).schemas)).toEqual(['User', name]);
  });

  it('uses only the characters that OpenAPI allows in names', () => {
    const registry = createSchemaRegistry();
    const uses = [
      define(registry, component('a'), 'Größe/m²', { type: 'string' }),
      define(registry, component('b'), '型', { type: 'integer' }),
    ];
    expect(Object.keys(finish(registry, uses).schemas)).toEqual(['Gr_e_m_', 'Type']);
  });

  it('gives a type with members left out a name of its own, but only where that makes a difference', () => {
    const registry = createSchemaRegistry();
    const secret = component('Secret');
    const plain = component('Plain');
    const schemaIn = (scope: JsonSchemaRegistry): JsonSchema => ({
      properties: {
        secret: define(scope, secret, 'Secret', { properties: { value: { type: 'string' } }, required: ['value'] }),
        plain: define(scope, plain, 'Plain', { type: 'string' }),
      },
    });
    const answer = schemaIn(registry.scope('S', new Set(['value'])));
    const request = schemaIn(registry.scope('S'));
    const { schemas, resolve } = finish(registry, [answer, request]);
    expect(schemas).toEqual({
      Plain: { type: 'string' },
      Secret: { properties: { value: { type: 'string' } }, required: ['value'] },
      SecretVisible: { properties: {} },
    });
    expect(resolve([answer, request]).map(({ properties }) => properties?.secret?.$ref)).toEqual([
      '#/components/schemas/SecretVisible',
      '#/components/schemas/Secret',
    ]);
  });

  it('leaves out what nothing refers to, and gives its name to others', () => {
    const registry = createSchemaRegistry();
    define(registry, component('User'), 'User', { type: 'string' });
    const use = define(registry, component('User'), 'User', { type: 'integer' });
    expect(finish(registry, use).schemas).toEqual({ User: { type: 'integer' } });
  });

  it('keeps a member called __proto__', () => {
    const registry = createSchemaRegistry();
    const schema: JsonSchema = JSON.parse('{ "properties": { "__proto__": { "type": "string" } } }');
    const use = define(registry, component('Odd'), 'Odd', schema);
    expect(Object.keys(finish(registry, use).schemas.Odd?.properties ?? {})).toEqual(['__proto__']);
  });
});
