import type { JsonValue } from '../../json/value.ts';
import { parseFloatText } from '../../xsd/builtin/float.ts';
import type { JsonSchema, JsonSchemaRegistry } from '../json-schema.ts';
import type { LookupNamespace } from '../simple-type-codec.ts';
import type { AtomicParts } from './atomic.ts';
import { enumerationDescription, permittedValues } from './enumeration.ts';
import { literalPattern } from './pattern-text.ts';
import { itemPattern, sourcesOf, textFacets } from './text-schema.ts';
import { tightest } from './tightest-bound.ts';

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
    ...enumOf(values),
    ...(description === undefined ? {} : { description }),
  };
}

/** The values, each once. An enumeration that other facets leave nothing of allows nothing; `enum` may not be empty. */
export function enumOf(values: readonly unknown[]): JsonSchema {
  return values.length === 0 ? { not: {} } : { enum: [...new Set(values)] };
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

/** Largest number that is rounded to one of 32 bits: Java writes its greatest one as 3.4028235E38, which is more than that is. */
const FLOAT_MAX = 3.4028235677973362e38;

/** A pattern says nothing about JSON numbers; it is told all the same. */
function unsaidPattern({ facets }: AtomicParts): JsonSchema {
  return facets.patterns.length === 0 ? {} : { 'x-xsd-pattern': sourcesOf(facets.patterns) };
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

/** JSON Schema of the type as plain text: inside a union. */
export function atomicPlainSchema(parts: AtomicParts): JsonSchema {
  if (parts.facets.enumeration !== undefined) {
    return { type: 'string', ...enumOf(permittedValues(parts).map(({ plain }) => plain)) };
  }
  return textFacets(parts);
}

/** The same as a pattern without anchors, for items of a list. */
export function atomicPlainPattern(parts: AtomicParts): string {
  if (parts.facets.enumeration !== undefined) {
    return permittedValues(parts)
      .map(({ plain }) => literalPattern(plain))
      .join('|');
  }
  return itemPattern(parts);
}
