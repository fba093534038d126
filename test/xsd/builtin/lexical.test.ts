import { describe, expect, it, test } from 'vitest';
import { findBuiltin } from '../../../src/xsd/builtin/table.ts';
import { builtinType, builtinTypeNames } from '../../../src/xsd/builtin/types.ts';
import { lexicalTables } from './lexical.ts';

const row = (name: string) => {
  const found = findBuiltin(name);
  if (found === undefined) throw new Error(`there is no row for ${name}`);
  return found;
};

describe.each(lexicalTables)('xs:%s', (name, good, bad) => {
  const { check, pattern, example } = row(name);

  test('takes what is in its lexical space', () => {
    expect(good.map((text) => [text, check(text)])).toStrictEqual(good.map((text) => [text, undefined]));
  });

  test('refuses the rest with the predicate of a sentence', () => {
    const reasons = bad.map((text) => [text, check(text)]);
    expect(reasons).toStrictEqual(bad.map((text) => [text, expect.stringMatching(/^must be /)]));
  });

  test('has a pattern that means the same', () => {
    const matches = new RegExp(pattern ?? '', 'u');
    const normalised = good.filter((text) => name !== 'base64Binary' || !text.includes(' '));
    expect(normalised.filter((text) => !matches.test(text))).toStrictEqual([]);
    expect(bad.filter((text) => matches.test(text))).toStrictEqual([]);
  });

  test('gives valid examples', () => {
    const seeds = [0, 1, 7, -3, 123_456];
    expect(seeds.map((seed) => check(example(seed)))).toStrictEqual(seeds.map(() => undefined));
  });
});

describe('values', () => {
  it.each([
    ['decimal', '1.50', '+01.5'],
    ['decimal', '-0', '0.0'],
    ['integer', '007', '+7'],
    ['boolean', '1', 'true'],
    ['double', '1e2', '100.0'],
    ['float', '0.1', '0.100000001'],
    ['dateTime', '2024-01-01T00:00:00Z', '2023-12-31T23:00:00-01:00'],
    ['dateTime', '2024-01-01T24:00:00', '2024-01-02T00:00:00.000'],
    ['dateTime', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00+00:00'],
    ['time', '24:00:00', '00:00:00'],
    ['duration', 'P1Y', 'P12M'],
    ['duration', 'PT1H', 'PT60M'],
    ['hexBinary', '0aff', '0AFF'],
    ['base64Binary', 'AA EC', 'AAEC'],
  ])('xs:%s: %s and %s are one value', (name, a, b) => {
    expect(row(name).key(a)).toBe(row(name).key(b));
  });

  it.each([
    ['decimal', '1', '1.01'],
    ['dateTime', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00'],
    ['duration', 'P1M', 'P30D'],
    ['string', 'a', 'a '],
  ])('xs:%s: %s and %s are two values', (name, a, b) => {
    expect(row(name).key(a)).not.toBe(row(name).key(b));
  });

  it.each([
    ['decimal', '-1.5', '-1.4'],
    ['decimal', '9', '10'],
    ['decimal', '1.05', '1.5'],
    ['integer', '-10', '-9'],
    ['integer', '99999999999999999998', '99999999999999999999'],
    ['double', '-INF', '-1e300'],
    ['double', '1e300', 'INF'],
    ['dateTime', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00.001Z'],
    ['dateTime', '-0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['dateTime', '2024-01-01T00:00:00', '2024-01-03T00:00:00Z'],
    ['date', '2024-02-29', '2024-03-01'],
    ['duration', 'P27D', 'P1M'],
    ['duration', '-P1M', 'P1D'],
    ['gYear', '1999', '2000'],
  ])('xs:%s: %s comes before %s', (name, a, b) => {
    expect(row(name).compare?.(a, b)).toBeLessThan(0);
    expect(row(name).compare?.(b, a)).toBeGreaterThan(0);
    expect((row(name).compare?.(a, a) ?? 1) + 0).toBe(0);
  });

  it.each([
    ['duration', 'P1M', 'P30D'],
    ['dateTime', '2024-01-01T00:00:00', '2024-01-01T12:00:00Z'],
    ['double', 'NaN', '0'],
  ])('xs:%s: %s and %s are not comparable', (name, a, b) => {
    expect(row(name).compare?.(a, b)).toBeNaN();
  });

  it.each([
    ['string', 'a😀b', 3],
    ['string', '\ud800', 1],
    ['anyURI', 'é', 1],
    ['hexBinary', '0aFF', 2],
    ['base64Binary', 'AA==', 1],
    ['base64Binary', 'AA E=', 2],
    ['base64Binary', '', 0],
  ])('xs:%s: %j has the length %d', (name, text, length) => {
    expect(row(name).length?.(text)).toBe(length);
  });
});

test('every built-in type is derived from a type before it, and every atomic one has a row', () => {
  const types = builtinTypeNames.map((name) => builtinType(name));
  const before = (at: number) => types.slice(0, at);
  expect(types.every((type, at) => at === 0 || before(at).includes(type?.base))).toBe(true);
  const atomic = types.filter((type) => type?.variety === 'atomic').map((type) => type?.name?.local ?? '');
  expect(atomic.filter((name) => findBuiltin(name) === undefined)).toStrictEqual([]);
  expect(types.filter((type) => type?.variety === 'list').map((type) => type?.name?.local)).toStrictEqual([
    'NMTOKENS',
    'IDREFS',
    'ENTITIES',
  ]);
});
