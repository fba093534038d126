import type { JsonValue } from '../../json/value.ts';
import { compareDecimals } from '../../xsd/builtin/decimal.ts';
import { parseFloatText } from '../../xsd/builtin/float.ts';
import { integerRangePattern } from '../../xsd/builtin/integer-range.ts';
import type { JsonSchema, JsonSchemaRegistry } from '../json-schema.ts';
import type { LookupNamespace } from '../simple-type-codec.ts';
import type { AtomicParts } from './atomic.ts';
import { fractionDigitsPattern, totalDigitsPattern } from './digit-pattern.ts';
import type { Bound } from './effective-facets.ts';
import { enumerationDescription, permittedValues } from './enumeration.ts';
import { base64AtLeast, base64AtMost } from './octet-pattern.ts';
import type { CompiledPattern } from './pattern/pattern.ts';
import { allOfPatterns, literalPattern, withoutAnchors } from './pattern-text.ts';
import { normalisedPattern } from './white-space.ts';

/** JSON Schema of an atomic type's JSON form. A named enumeration is defined in the registry. */
export function atomicSchema(
  parts: AtomicParts,
  read: (text: string, lookup: LookupNamespace) => JsonValue,
  registry: JsonSchemaRegistry,
): JsonSchema {
  const { type, facets } = parts;
  if (facets.enumeration === undefined) return { ...describe(parts), ...formSchema(parts) };
  const build = (): JsonSchema => enumerationSchema(parts, read);
  return type.name === undefined ? build() : registry.define(type, type.name.local, build);
}

function enumerationSchema(parts: AtomicParts, read: (text: string, lookup: LookupNamespace) => JsonValue): JsonSchema {
  const values = permittedValues(parts).map(({ text, lookup }) => read(text, lookup));
  const description = enumerationDescription(parts.type, parts.facets.enumeration ?? []);
  const { type } = formSchema(parts);
  return {
    ...(type === undefined ? {} : { type }),
    enum: [...new Set(values)],
    ...(description === undefined ? {} : { description }),
  };
}

function describe({ type, row }: AtomicParts): JsonSchema {
  const description = type.documentation ?? row.schema.description;
  return description === undefined ? {} : { description };
}

/** Type and facets in the keywords of JSON Schema, without enumeration and description. */
function formSchema(parts: AtomicParts): JsonSchema {
  const { row } = parts;
  switch (row.form) {
    case 'boolean':
      return { type: 'boolean', ...unsaidPattern(parts) };
    case 'integer':
      return { type: 'integer', ...formatOf(row.schema.format), ...numericBounds(parts), ...unsaidPattern(parts) };
    case 'float':
      return floatSchema(parts);
    default:
      return { ...textFacets(parts), ...encodingOf(parts) };
  }
}

function floatSchema(parts: AtomicParts): JsonSchema {
  const { row, check } = parts;
  const range = row.name === 'float' ? { minimum: -FLOAT_MAX, maximum: FLOAT_MAX } : {};
  const number: JsonSchema = { type: 'number', format: row.name, ...range, ...numericBounds(parts) };
  const words = ['INF', '-INF', 'NaN'].filter((word) => check(word, () => undefined) === undefined);
  const pattern = unsaidPattern(parts);
  if (words.length === 0) return { ...number, ...pattern };
  return { anyOf: [number, { type: 'string', enum: words }], ...pattern };
}

/** Largest number of 32 bits. */
const FLOAT_MAX = 3.4028234663852886e38;

/** A pattern says nothing about JSON numbers; it is told all the same. */
function unsaidPattern({ facets }: AtomicParts): JsonSchema {
  return facets.patterns.length === 0 ? {} : { 'x-xsd-pattern': sourcesOf(facets.patterns) };
}

function sourcesOf(patterns: readonly { readonly source: string }[]): unknown {
  return patterns.length === 1 ? patterns[0]?.source : patterns.map(({ source }) => source);
}

function formatOf(format: string | undefined): JsonSchema {
  return format === undefined ? {} : { format };
}

function encodingOf({ row }: AtomicParts): JsonSchema {
  const { contentEncoding } = row.schema;
  return contentEncoding === undefined ? {} : { contentEncoding };
}

function numericBounds({ row, facets }: AtomicParts): JsonSchema {
  const lower = tightest(facets.lower, row.compare, 1);
  const upper = tightest(facets.upper, row.compare, -1);
  const schema: JsonSchema = {};
  const { minimum, maximum } = row.schema;
  if (minimum !== undefined) schema.minimum = minimum;
  if (maximum !== undefined) schema.maximum = maximum;
  const low = lower === undefined ? Number.NaN : parseFloatText(lower.text.trim());
  const high = upper === undefined ? Number.NaN : parseFloatText(upper.text.trim());
  if (lower !== undefined && Number.isFinite(low)) {
    if (lower.inclusive) schema.minimum = Math.max(low, minimum ?? low);
    else schema.exclusiveMinimum = low;
  }
  if (upper !== undefined && Number.isFinite(high)) {
    if (upper.inclusive) schema.maximum = Math.min(high, maximum ?? high);
    else schema.exclusiveMaximum = high;
  }
  const { totalDigits } = facets;
  if (totalDigits !== undefined && totalDigits < 16) {
    const most = 10 ** totalDigits - 1;
    schema.minimum = Math.max(schema.minimum ?? -most, -most);
    schema.maximum = Math.min(schema.maximum ?? most, most);
  }
  return schema;
}

/** `sign` 1 chooses the highest bound, -1 the lowest. */
function tightest(
  bounds: readonly Bound[],
  compare: ((a: string, b: string) => number) | undefined,
  sign: 1 | -1,
): Bound | undefined {
  let chosen: Bound | undefined;
  for (const bound of bounds) {
    const order = chosen === undefined ? 1 : sign * (compare?.(bound.text.trim(), chosen.text.trim()) ?? 0);
    if (order > 0 || (order === 0 && !bound.inclusive)) chosen = bound;
  }
  return chosen;
}

/** A string schema with what the facets say about its text. */
function textFacets(parts: AtomicParts): JsonSchema {
  const { row, facets } = parts;
  const schema: JsonSchema = { type: 'string' };
  const { known, unknown } = textPatterns(parts);
  const pattern = allOfPatterns(known);
  if (pattern !== undefined) schema.pattern = pattern;
  if (unknown.length > 0) schema['x-xsd-pattern'] = sourcesOf(unknown);
  const octets = row.name === 'hexBinary' ? 2 : 1;
  if (row.length !== undefined && row.form !== 'binary') {
    if (facets.minLength !== undefined && facets.minLength > 0) schema.minLength = facets.minLength * octets;
    if (facets.maxLength !== undefined) schema.maxLength = facets.maxLength * octets;
  }
  return schema;
}

/** Patterns of the text without anchors, all of which hold, and those of the type that have no translation. */
function textPatterns(parts: AtomicParts): {
  readonly known: readonly string[];
  readonly unknown: readonly CompiledPattern[];
} {
  const { row, facets } = parts;
  const narrowed = row.form === 'qname' ? row.schema.pattern : narrowedPattern(parts);
  // A pattern looks at prefix:local, which is not the JSON of a name.
  const translate = (pattern: CompiledPattern) => (row.form === 'qname' ? undefined : pattern.ecmaScript(row.ascii));
  const translated = facets.patterns.map((pattern) => ({ pattern, text: translate(pattern) }));
  const own = translated.flatMap(({ text }) => text ?? []);
  const unknown = translated.filter(({ text }) => text === undefined).map(({ pattern }) => pattern);
  if (row.pattern !== undefined && row.pattern !== anchored(normalisedPattern(row.whiteSpace))) {
    return { known: [withoutAnchors(narrowed ?? row.pattern), ...own], unknown };
  }
  // Only white space is left to speak of, and not even that where a pattern has none.
  const spaces = normalisedPattern(facets.whiteSpace);
  const said = translated.some(({ pattern, text }) => text !== undefined && !pattern.admitsSpace);
  return { known: [...(spaces === undefined || said ? [] : [spaces]), ...own], unknown };
}

function anchored(pattern: string | undefined): string | undefined {
  return pattern === undefined ? undefined : `^${pattern}$`;
}

/** The row's own pattern, narrowed by bounds and digits where that can be said exactly. */
function narrowedPattern(parts: AtomicParts): string | undefined {
  const { row, facets } = parts;
  if (row.form === 'binary') {
    const { minLength, maxLength } = facets;
    return allOfPatterns([
      withoutAnchors(row.pattern ?? ''),
      ...(minLength === undefined || minLength === 0 ? [] : [base64AtLeast(minLength)]),
      ...(maxLength === undefined ? [] : [base64AtMost(maxLength)]),
    ]);
  }
  if (row.form !== 'digits' && row.form !== 'wholeDigits') return row.pattern;
  const { totalDigits, fractionDigits } = facets;
  return allOfPatterns([
    withoutAnchors(row.form === 'wholeDigits' ? wholePattern(parts) : (row.pattern ?? '')),
    ...(totalDigits === undefined ? [] : [totalDigitsPattern(totalDigits)]),
    ...(fractionDigits === undefined || row.form === 'wholeDigits' ? [] : [fractionDigitsPattern(fractionDigits)]),
  ]);
}

function wholePattern({ row, facets }: AtomicParts): string {
  const lower = tightest(facets.lower, compareDecimals, 1);
  const upper = tightest(facets.upper, compareDecimals, -1);
  if (lower === undefined && upper === undefined) return row.pattern ?? '';
  const whole = (bound: Bound | undefined, beyond: bigint): bigint | undefined => {
    if (bound === undefined || !/^\s*[+-]?[0-9]{1,1000}\s*$/.test(bound.text)) return undefined;
    return BigInt(bound.text.trim().replace(/^\+/, '')) + (bound.inclusive ? 0n : beyond);
  };
  const [own, ownUpper] = builtinRange(row.name);
  const low = greater(whole(lower, 1n), own);
  const high = lesser(whole(upper, -1n), ownUpper);
  return low !== undefined && high !== undefined && low > high ? (row.pattern ?? '') : integerRangePattern(low, high);
}

function builtinRange(name: string): readonly [bigint | undefined, bigint | undefined] {
  switch (name) {
    case 'long':
      return [-(2n ** 63n), 2n ** 63n - 1n];
    case 'unsignedLong':
      return [0n, 2n ** 64n - 1n];
    case 'nonNegativeInteger':
      return [0n, undefined];
    case 'positiveInteger':
      return [1n, undefined];
    case 'nonPositiveInteger':
      return [undefined, 0n];
    case 'negativeInteger':
      return [undefined, -1n];
    default:
      return [undefined, undefined];
  }
}

function greater(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined ? b : b === undefined || a > b ? a : b;
}

function lesser(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined ? b : b === undefined || a < b ? a : b;
}

/** JSON Schema of the type as plain text: inside a union. */
export function atomicPlainSchema(parts: AtomicParts): JsonSchema {
  if (parts.facets.enumeration !== undefined) {
    return { type: 'string', enum: [...new Set(permittedValues(parts).map(({ plain }) => plain))] };
  }
  return textFacets(parts);
}

/** The same as a pattern without anchors: for items of a list. */
export function atomicPlainPattern(parts: AtomicParts): string {
  if (parts.facets.enumeration !== undefined) {
    return permittedValues(parts)
      .map(({ plain }) => literalPattern(plain))
      .join('|');
  }
  const pattern = allOfPatterns(textPatterns(parts).known);
  return pattern === undefined ? '[\\s\\S]*' : withoutAnchors(pattern);
}
