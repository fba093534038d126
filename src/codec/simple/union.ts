import { BigNumeral, type JsonValue } from '../../json/value.ts';
import type { UnionType } from '../../xsd/model/simple-type.ts';
import type { JsonSchema } from '../json-schema.ts';
import { type LookupNamespace, type SimpleEncodeContext, UnreadableText } from '../simple-type-codec.ts';
import { report } from './atomic.ts';
import { enumOf } from './atomic-schema.ts';
import type { CompiledSimpleType, TextOrRefusal } from './compiled-type.ts';
import { collectFacets } from './effective-facets.ts';
import { enumerationDescription } from './enumeration.ts';
import { checkEnumeration, checkPattern, combine, lookupIn } from './facet-checks.ts';
import { refuse } from './json-form.ts';
import { renderDecimal, renderDouble } from './number-text.ts';
import { grouped, literalPattern } from './pattern-text.ts';

/**
 * Compiles a union (XSD 1.0 Part 2 §2.5.1.3). Its JSON is always a string, whatever the member type: the text is kept, and
 * the JSON shape does not depend on the value. The first member that takes a text decides about white space and equality.
 */
export function compileUnion(type: UnionType, members: readonly CompiledSimpleType[]): CompiledSimpleType {
  const facets = collectFacets(type);

  /** Place of the first member that takes the text; -1 when none does. */
  const memberOf = (text: string, lookup: LookupNamespace): number =>
    members.findIndex((member) => member.check(text, lookup) === undefined);
  const key = (text: string, lookup: LookupNamespace): string => {
    const at = memberOf(text, lookup);
    return `${at} ${members[at]?.key(text, lookup) ?? text}`;
  };
  const readable = (facets.enumeration ?? []).filter(
    ({ value, namespaces }) => memberOf(value, lookupIn(namespaces)) >= 0,
  );
  const facetCheck =
    combine([
      ...facets.patterns.map(checkPattern),
      ...(facets.enumeration === undefined ? [] : [checkEnumeration(readable, key)]),
    ]) ?? (() => undefined);

  const encodePlain = (plain: string, context: Pick<SimpleEncodeContext, 'prefixFor'>): TextOrRefusal => {
    const refusals: string[] = [];
    const scope = new Map<string, string>();
    const prefixFor = (namespace: string): string => {
      const prefix = context.prefixFor(namespace);
      scope.set(prefix, namespace);
      return prefix;
    };
    for (const member of members) {
      const text = member.encodePlain(plain, { prefixFor });
      if (typeof text !== 'string') {
        refusals.push(text.refusal);
        continue;
      }
      const refusal = facetCheck(text, (prefix) => scope.get(prefix));
      return refusal === undefined ? text : { refusal };
    }
    return { refusal: [...new Set(refusals)].join(', or ') || 'must be a value of a member type; there is none' };
  };
  const decodePlain = (text: string, lookup: LookupNamespace): TextOrRefusal => {
    const valid = members[memberOf(text, lookup)];
    if (valid !== undefined) return valid.decodePlain(text, lookup);
    let refused: TextOrRefusal = { refusal: 'must be a value of a member type; there is none' };
    for (const member of members) {
      refused = member.decodePlain(text, lookup);
      if (typeof refused === 'string') return refused;
    }
    return refused;
  };
  const write = (value: JsonValue, context: SimpleEncodeContext): TextOrRefusal => {
    let refused = refuse('a string', value);
    for (const plain of plainTexts(value)) {
      refused = encodePlain(plain, context);
      if (typeof refused === 'string') return refused;
    }
    return refused;
  };
  const read = (text: string, lookup: LookupNamespace): string => {
    const plain = decodePlain(text, lookup);
    if (typeof plain !== 'string') throw new UnreadableText(plain.refusal);
    return plain;
  };
  const permitted = (): string[] => [
    ...new Set(
      readable
        .filter(({ value, namespaces }) => facetCheck(value, lookupIn(namespaces)) === undefined)
        .map(({ value, namespaces }) => read(value, lookupIn(namespaces))),
    ),
  ];

  const plainSchema = (): JsonSchema => {
    if (facets.enumeration !== undefined) return { type: 'string', ...enumOf(permitted()) };
    const branches = members.map((member) => member.plainSchema());
    return {
      type: 'string',
      anyOf: branches,
      ...(facets.patterns.length === 0 ? {} : { 'x-xsd-pattern': facets.patterns.map(({ source }) => source) }),
    };
  };

  return {
    encode: (value, context) => report(write(value, context), context),
    decode: read,
    check: (text, lookup) => {
      const member = members[memberOf(text, lookup)];
      if (member === undefined) {
        const reasons = members.map((one) => one.check(text, lookup)).filter((reason) => reason !== undefined);
        return [...new Set(reasons)].join(', or ') || 'must be a value of a member type; there is none';
      }
      return facetCheck(text, lookup);
    },
    encodePlain,
    decodePlain,
    key,
    schema: (registry) => {
      const description = enumerationDescription(type, facets.enumeration ?? []);
      const build = (): JsonSchema => ({ ...plainSchema(), ...(description === undefined ? {} : { description }) });
      const named = type.name !== undefined && facets.enumeration !== undefined;
      return named ? registry.define(type, type.name.local, build) : build();
    },
    plainSchema,
    plainPattern: () => {
      const branches =
        facets.enumeration === undefined
          ? members.map((member) => grouped(member.plainPattern()))
          : permitted().map(literalPattern);
      return `(?:${branches.join('|')})`;
    },
    example: (seed) => {
      const values = permitted();
      const value = values[Math.abs(seed) % Math.max(values.length, 1)];
      if (value !== undefined) return value;
      const unbound: LookupNamespace = () => 'urn:example';
      const sampled = facets.patterns.map((pattern) => pattern.sample(seed)).filter((text) => text !== undefined);
      for (const plain of [...plainExamples(members, seed), ...sampled]) {
        const text = encodePlain(plain, { prefixFor: () => 'p' });
        const again = typeof text === 'string' ? decodePlain(text, unbound) : text;
        if (typeof again === 'string') return again;
      }
      return '';
    },
  };
}

/** Texts that a JSON value may stand for in a union: numbers are taken as they are written, or without an exponent. */
function plainTexts(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'boolean') return [String(value)];
  if (value instanceof BigNumeral) return [value.numeral];
  return typeof value === 'number' && Number.isFinite(value) ? [renderDecimal(value), renderDouble(value)] : [];
}

/** Examples of the members as plain texts, another member first for another seed. */
function plainExamples(members: readonly CompiledSimpleType[], seed: number): readonly string[] {
  return members.map((_, at) => {
    const value = members[(Math.abs(seed) + at) % members.length]?.example(seed) ?? '';
    return Array.isArray(value) ? value.join(' ') : (plainTexts(value)[0] ?? '');
  });
}
