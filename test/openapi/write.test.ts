import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderYaml } from '../../src/openapi/yaml.ts';

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
