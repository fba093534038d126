import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, test } from 'vitest';
import type { JsonSchema, JsonSchemaRegistry } from '../../../src/codec/json-schema.ts';
import { compileSimpleType } from '../../../src/codec/simple/compile.ts';
import type { Facets } from '../../../src/xsd/model/facet.ts';
import type { SimpleType } from '../../../src/xsd/model/simple-type.ts';
import { builtin, inlineRegistry, listOf, restrict, unionOf } from './types.ts';

const schemaOf = (type: SimpleType) => compileSimpleType(type).schema(inlineRegistry);
const GUID = '[\\da-fA-F]{8}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{12}';

describe('schemas', () => {
  const rows: [name: string, type: SimpleType, schema: JsonSchema][] = [
    ['a string', builtin('string'), { type: 'string' }],
    ['lengths', restrict('string', { minLength: 1, maxLength: 5 }), { type: 'string', minLength: 1, maxLength: 5 }],
    ['octets of hexBinary are two characters', restrict('hexBinary', { length: 2 }), { minLength: 4, maxLength: 4 }],
    ['a pattern', restrict('string', { patterns: ['[A-Z]{3}'] }), { type: 'string', pattern: '^[A-Z]{3}$' }],
    ['alternatives', restrict('string', { patterns: ['a', 'b'] }), { type: 'string', pattern: '^(?:a|b)$' }],
    [
      'patterns of two steps',
      restrict(restrict('string', { patterns: ['[a-m]*'] }), { patterns: ['.*a.*'] }),
      { type: 'string', pattern: '^(?=[a-m]*$)[^\\n\\r]*a[^\\n\\r]*$' },
    ],
    [
      'a pattern without white space says enough of a token',
      restrict('token', { patterns: ['[A-Z]+'] }),
      { pattern: '^[A-Z]+$' },
    ],
    ['int', builtin('int'), { type: 'integer', format: 'int32', minimum: -2147483648, maximum: 2147483647 }],
    ['bounds of int', restrict('int', { minInclusive: '0', maxExclusive: '10' }), { minimum: 0, exclusiveMaximum: 10 }],
    ['digits of int', restrict('int', { totalDigits: 3 }), { minimum: -999, maximum: 999 }],
    [
      'a pattern of a number',
      restrict('int', { patterns: ['[0-9]{2}'] }),
      { type: 'integer', 'x-xsd-pattern': '[0-9]{2}' },
    ],
    [
      'bounds of long',
      restrict('long', { minInclusive: '1', maxInclusive: '12' }),
      { type: 'string', pattern: '^\\+?0*([1-9]|1[0-2])$' },
    ],
    [
      'bounds of double',
      restrict('double', { minInclusive: '0', maxInclusive: '1' }),
      { type: 'number', minimum: 0, maximum: 1 },
    ],
    [
      'a pattern too large for other engines',
      restrict('string', { patterns: ['(a{200}b){200}'] }),
      { 'x-xsd-pattern': '(a{200}b){200}' },
    ],
    [
      'a pattern that cannot be read',
      restrict('string', { patterns: ['a**'] }),
      { type: 'string', 'x-xsd-pattern': 'a**' },
    ],
    ['a GUID', restrict('string', { patterns: [GUID] }), { type: 'string', format: 'uuid' }],
    [
      'an enumeration of numbers',
      restrict('int', { enumeration: [{ value: '01' }, { value: '2' }] }),
      { type: 'integer', enum: [1, 2] },
    ],
    [
      'an enumeration of names',
      restrict('QName', { enumeration: [{ value: 'p:a', namespaces: { p: 'urn:p' } }] }),
      { type: 'string', enum: ['{urn:p}a'] },
    ],
    [
      'documented values',
      restrict('string', { enumeration: [{ value: 'a', documentation: 'The first.' }, { value: 'b' }] }),
      { type: 'string', enum: ['a', 'b'], description: '- `a`: The first.' },
    ],
    [
      'values that a base leaves out',
      restrict(restrict('string', { maxLength: 1 }), { enumeration: [{ value: 'a' }, { value: 'bc' }] }),
      { enum: ['a'] },
    ],
    [
      'a list',
      restrict(listOf(builtin('boolean')), { minLength: 1, maxLength: 3 }),
      { type: 'array', items: { type: 'boolean' }, minItems: 1, maxItems: 3 },
    ],
    [
      'items are not empty and hold no white space',
      listOf(builtin('string')),
      { items: { type: 'string', pattern: '^[^ \\t\\r\\n]+$' } },
    ],
    [
      'a union is a string in each branch',
      unionOf(builtin('boolean'), restrict('string', { enumeration: [{ value: 'x' }] })),
      {
        type: 'string',
        anyOf: [
          { type: 'string', pattern: '^(true|false|1|0)$' },
          { type: 'string', enum: ['x'] },
        ],
      },
    ],
  ];
  it.each(rows)('%s', (_name, type, schema) => {
    expect(schemaOf(type)).toMatchObject(schema);
  });

  test('a named enumeration is defined once, under its name', () => {
    const defined: string[] = [];
    const registry: JsonSchemaRegistry = {
      define: (_, name) => {
        defined.push(name);
        return { $ref: `#/${name}` };
      },
    };
    const flag = restrict('string', { enumeration: [{ value: 'Read' }] }, 'Flag');
    expect(compileSimpleType(flag).schema(registry)).toStrictEqual({ $ref: '#/Flag' });
    expect(compileSimpleType(listOf(flag)).schema(registry)).toStrictEqual({
      type: 'array',
      items: { $ref: '#/Flag' },
    });
    expect(compileSimpleType(restrict('string', {}, 'Plain')).schema(registry)).toStrictEqual({ type: 'string' });
    expect(defined).toStrictEqual(['Flag', 'Flag']);
  });
});

describe('what JSON Schema can say about digits as text is exact', () => {
  const rows: [base: string, facets: Facets, good: string[], bad: string[]][] = [
    ['decimal', { minInclusive: '0' }, ['0', '-0', '.5', '+7.25', '100', '-0.00'], ['-1', '-.01']],
    ['decimal', { minExclusive: '0' }, ['0.001', '1', '00.10'], ['0', '-0', '0.00', '-1']],
    ['decimal', { maxInclusive: '0' }, ['0', '-5', '-0.1', '+0'], ['0.1', '1']],
    ['decimal', { maxExclusive: '0' }, ['-5', '-.1'], ['0', '-0.0', '1']],
    [
      'decimal',
      { minInclusive: '12.5' },
      ['12.5', '12.50', '12.51', '13', '100', '012.6', '12.6'],
      ['12.49', '12', '1.5', '-13', '12.4999'],
    ],
    ['decimal', { minExclusive: '12.5' }, ['12.51', '12.6', '12.501', '13'], ['12.5', '12.500', '12']],
    [
      'decimal',
      { maxInclusive: '12.05' },
      ['12.05', '12.050', '12.04', '12', '11.9', '-100', '.5', '12.0'],
      ['12.051', '12.1', '13', '100'],
    ],
    ['decimal', { maxExclusive: '12.05' }, ['12.049', '12', '-5'], ['12.05', '12.0500', '12.06']],
    [
      'decimal',
      { minInclusive: '-1.5', maxExclusive: '100' },
      ['-1.5', '-1', '0', '99.999', '-.5'],
      ['-1.51', '100', '-2', '1000'],
    ],
    ['decimal', { minExclusive: '-1' }, ['-0.999', '0', '5'], ['-1', '-1.0', '-1.5', '-10']],
    ['decimal', { totalDigits: 3 }, ['123', '00123', '1.23000', '.123', '-12.3', '0'], ['1234', '12.34', '.1234']],
    ['decimal', { totalDigits: 4, fractionDigits: 2 }, ['12.34', '1234', '1.20000'], ['12345', '1.234', '123.45']],
    ['decimal', { fractionDigits: 0 }, ['1', '1.', '1.00', '.0'], ['1.5', '.1']],
    ['integer', { totalDigits: 2 }, ['12', '-99', '007'], ['123']],
    ['unsignedLong', { maxInclusive: '20' }, ['20', '0', '+5', '007'], ['21', '-1']],
    ['integer', { minExclusive: '-3', maxExclusive: '3' }, ['-2', '0', '2'], ['-3', '3', '10']],
    ['base64Binary', { minLength: 2, maxLength: 4 }, ['AAA=', 'AAAA', 'AAAAAA=='], ['AA==', 'AAAAAAA=', '']],
    ['base64Binary', { maxLength: 2 }, ['', 'AA==', 'AAA='], ['AAAA']],
    ['base64Binary', { minLength: 3 }, ['AAAA', 'AAAAAA=='], ['AAA=', '']],
  ];
  it.each(rows)('xs:%s %j', (base, facets, good, bad) => {
    const type = restrict(base, facets);
    const codec = compileSimpleType(type);
    const validate = new Ajv2020({ strict: false }).compile(schemaOf(type));
    const noNamespaces = () => undefined;
    expect(good.filter((text) => !validate(text) || codec.check(text, noNamespaces) !== undefined)).toStrictEqual([]);
    expect(bad.filter((text) => validate(text) || codec.check(text, noNamespaces) === undefined)).toStrictEqual([]);
  });
});
