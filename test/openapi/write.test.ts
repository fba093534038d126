import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createOpenApiDocument } from '../../src/openapi/document.ts';
import { atOnce } from '../../src/openapi/steps.ts';
import { writeOpenApiJson, writeOpenApiYaml } from '../../src/openapi/write.ts';
import { yamlPieces } from '../../src/openapi/yaml.ts';
import { notesRules } from './notes-gateway.ts';

const renderYaml = (value: unknown) => [...yamlPieces(value, 0)].join('');

describe('YAML', () => {
  it('reads well: block style, quotes only where they are needed', () => {
    const value = {
      openapi: '3.1.1',
      paths: { '/a/{b}': { get: { tags: ['x', 'no'], list: [{ a: 1, b: [] }, {}] } } },
    };
    expect(renderYaml(value)).toBe(`openapi: "3.1.1"
paths:
  "/a/{b}":
    get:
      tags:
        - x
        - "no"
      list:
        - a: 1
          b: []
        - {}
`);
  });

  it.each(['1.1', '1.2'] as const)('is read by the yaml package as the same value, version %s', (version) => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        // version 1.1 merges on this key, whatever its quotes
        fc.pre(version === '1.2' || !JSON.stringify(value).includes('<<'));
        expect(parse(renderYaml(value), { version })).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('a document written in steps', () => {
  const document = atOnce(createOpenApiDocument({ title: 'Notes\nof "all"', version: '1', rules: notesRules() }));

  it('is the JSON that JSON.stringify writes, byte for byte', () => {
    const empty = { ...document, tags: [], paths: {}, components: { ...document.components, parameters: undefined } };
    for (const each of [document, empty as unknown as typeof document]) {
      expect(writeOpenApiJson(each)).toBe(`${JSON.stringify(each, undefined, 2)}\n`);
    }
  });

  it('is the YAML of the whole value', () => {
    expect(writeOpenApiYaml(document)).toBe(renderYaml(document));
  });
});
