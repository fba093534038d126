import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileSimpleType } from '../../../src/codec/simple/compile.ts';
import type { JsonValue } from '../../../src/json/value.ts';
import { findBuiltin } from '../../../src/xsd/builtin/table.ts';
import { builtinTypeNames } from '../../../src/xsd/builtin/types.ts';
import type { Facets } from '../../../src/xsd/model/facet.ts';
import type { SimpleType } from '../../../src/xsd/model/simple-type.ts';
import { judge, type Row, renderType } from './judge.ts';
import { builtin, encode, inlineRegistry, listOf, noNamespaces, restrict, unionOf } from './types.ts';

const character = fc.constantFrom(...'abcAZ019 .-+:TZPDe/=é\t\n', '😀');
const anyText = fc.array(character, { maxLength: 12 }).map((characters) => characters.join(''));
const digits = fc.stringMatching(/^[+-]?[0-9]{1,25}(\.[0-9]{0,6})?$/);
const float = fc.double().map((value) => (Number.isNaN(value) ? 'NaN' : String(value).replace('Infinity', 'INF')));
const text = fc.oneof(
  anyText,
  digits,
  float,
  fc.constantFrom('true', '1', '2024-02-29', '12:00:00Z', 'P1D', 'AAEC', 'AA=='),
);

const atomic = fc.constantFrom(
  ...builtinTypeNames.filter((name) => findBuiltin(name) !== undefined && !['QName', 'NOTATION'].includes(name)),
);
const facets: fc.Arbitrary<Facets> = fc
  .record(
    {
      minLength: fc.nat(3),
      maxLength: fc.integer({ min: 3, max: 8 }),
      patterns: fc.constantFrom(['[a-z ]*', '[0-9]+'], ['\\S*'], ['[^a]{2,}'], ['.*1.*|a+']),
      enumeration: fc
        .uniqueArray(text, { minLength: 1, maxLength: 3 })
        .map((values) => values.map((value) => ({ value }))),
    },
    { requiredKeys: [] },
  )
  .filter((chosen) => Object.keys(chosen).length < 4);
const numberFacets: fc.Arbitrary<Facets> = fc.record(
  {
    minInclusive: fc.constantFrom('-100', '0', '5'),
    maxExclusive: fc.constantFrom('10', '1000'),
    totalDigits: fc.integer({ min: 1, max: 5 }),
    patterns: fc.constantFrom(['[0-9]{2,4}'], ['-?[0-9]+(\\.[0-9]+)?']),
  },
  { requiredKeys: [] },
);

const { simpleType } = fc.letrec<{ simpleType: SimpleType; leaf: SimpleType }>((tie) => ({
  leaf: fc.oneof(
    atomic.map(builtin),
    fc
      .tuple(fc.constantFrom('string', 'token', 'normalizedString', 'NMTOKEN'), facets)
      .map(([name, own]) => restrict(name, own)),
    fc
      .tuple(fc.constantFrom('decimal', 'integer', 'long', 'int', 'short'), numberFacets)
      .map(([name, own]) => restrict(name, own)),
    fc.constantFrom(
      restrict('decimal', { fractionDigits: 2 }),
      restrict('decimal', { minExclusive: '-1.05', maxInclusive: '19.9' }),
      restrict('double', { minInclusive: '0' }),
      restrict('hexBinary', { maxLength: 2 }),
      restrict('base64Binary', { minLength: 1, maxLength: 4 }),
      restrict('date', { minInclusive: '2000-01-01' }),
    ),
  ),
  simpleType: fc.oneof(
    { maxDepth: 2 },
    tie('leaf'),
    tie('leaf').map(listOf),
    fc.tuple(tie('leaf'), tie('leaf')).map(([a, b]) => unionOf(a, b)),
    fc.tuple(tie('leaf'), tie('leaf')).map(([a, b]) => listOf(unionOf(a, b))),
    fc.tuple(tie('leaf').map(listOf), tie('leaf')).map(([a, b]) => unionOf(a, b)),
    tie('leaf').map((item) => restrict(listOf(item), { minLength: 1, maxLength: 3 })),
  ),
}));

const json: fc.Arbitrary<JsonValue> = fc.oneof(
  text,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.oneof(text, fc.integer(), fc.boolean()), { maxLength: 4 }),
);

describe('any simple type', () => {
  test('text that is valid comes back with the same value: encode(decode(text))', () => {
    fc.assert(
      fc.property(simpleType, text, (type, given) => {
        const codec = compileSimpleType(type);
        fc.pre(codec.check(given, noNamespaces) === undefined);
        const value = codec.decode(given, noNamespaces);
        const written = encode(codec, value);
        expect(written).toBeTypeOf('string');
        expect(codec.check(String(written), noNamespaces)).toBeUndefined();
        expect(codec.decode(String(written), noNamespaces)).toStrictEqual(value);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test('JSON that is taken is valid text and comes back: decode(encode(value))', () => {
    fc.assert(
      fc.property(simpleType, json, (type, value) => {
        const codec = compileSimpleType(type);
        const written = encode(codec, value);
        fc.pre(typeof written === 'string');
        expect(codec.check(String(written), noNamespaces)).toBeUndefined();
        const again = codec.decode(String(written), noNamespaces);
        expect(encode(codec, again)).toBe(written);
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  test('examples are taken, read back and allowed by the schema', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
    fc.assert(
      fc.property(simpleType, fc.nat(50), (type, seed) => {
        const codec = compileSimpleType(type);
        const example = codec.example(seed);
        const written = encode(codec, example);
        fc.pre(typeof written === 'string'); // facets of a random type may leave no value at all
        expect(codec.decode(String(written), noNamespaces), renderType(type)).toStrictEqual(example);
        expect(ajv.validate(codec.schema(inlineRegistry), example), renderType(type)).toBe(true);
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  test('what the schema allows is taken, and what is read the schema allows', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
    fc.assert(
      fc.property(simpleType, fc.array(json, { minLength: 5, maxLength: 5 }), text, (type, values, given) => {
        const codec = compileSimpleType(type);
        const schema = codec.schema(inlineRegistry);
        const validate = ajv.compile(schema);
        const said = !JSON.stringify(schema).includes('x-xsd-pattern') && !hasUnsaidBounds(type);
        const refused = said
          ? values.filter((value) => validate(value) && typeof encode(codec, value) !== 'string')
          : [];
        expect(refused, renderType(type)).toStrictEqual([]);
        const read = codec.check(given, noNamespaces) === undefined ? [codec.decode(given, noNamespaces)] : [];
        expect(
          read.filter((value) => !validate(value)),
          renderType(type),
        ).toStrictEqual([]);
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  test('is judged as libxml2 judges it', async () => {
    const cases = fc.sample(fc.tuple(simpleType, fc.array(text, { minLength: 6, maxLength: 6 })), {
      numRuns: 200,
      seed: 5,
    });
    const unfit = ['ID', 'IDREF', 'ENTITY', 'IDREFS', 'ENTITIES', 'anySimpleType', 'anyURI', 'base64Binary'];
    const rows: Row[] = cases
      // It knows names by the fourth edition of XML 1.0, without the characters beyond U+FFFF.
      .filter((one) => !JSON.stringify(one).includes('😀'))
      .filter(([type]) => isWellFormed(type) && !unfit.some((name) => mentions(type, name)))
      .flatMap(([type, texts]) => texts.map((given) => ({ type, text: given })));
    const verdicts = await judge(rows);
    const different = rows.filter(
      ({ type, text: given }, at) =>
        (compileSimpleType(type).check(given, noNamespaces) === undefined) !== verdicts[at],
    );
    expect(different.map(({ type, text: given }) => [renderType(type), given])).toStrictEqual([]);
  });
});

/** Bounds of dates, and bounds of doubles within unions, are beyond JSON Schema. */
function hasUnsaidBounds(type: SimpleType, inUnion = false): boolean {
  if (type.variety === 'list') return hasUnsaidBounds(type.itemType, inUnion);
  if (type.variety === 'union') return type.memberTypes.some((one) => hasUnsaidBounds(one, true));
  return type.facets.minInclusive !== undefined && (type.builtin === 'date' || (inUnion && type.builtin === 'double'));
}

function mentions(type: SimpleType, name: string): boolean {
  if (type.variety === 'list') return mentions(type.itemType, name);
  if (type.variety === 'union') return type.memberTypes.some((one) => mentions(one, name));
  return type.builtin === name;
}

/** Whether a judge takes the schema: values of an enumeration are of the base type, bounds in order. */
function isWellFormed(type: SimpleType): boolean {
  if (type.variety === 'list') return isWellFormed(type.itemType);
  if (type.variety === 'union') return type.memberTypes.every(isWellFormed);
  const { base, facets: own } = type;
  if (base === undefined) return true;
  const of = compileSimpleType(base);
  const values = [...(own.enumeration ?? []).map(({ value }) => value), own.minInclusive, own.maxExclusive];
  return values.every((value) => value === undefined || of.check(value, noNamespaces) === undefined);
}
