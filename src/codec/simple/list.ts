import type { JsonValue } from '../../json/value.ts';
import type { EnumerationValue } from '../../xsd/model/facet.ts';
import type { ListType } from '../../xsd/model/simple-type.ts';
import type { JsonSchema, JsonSchemaRegistry } from '../json-schema.ts';
import type { LookupNamespace, SimpleEncodeContext } from '../simple-type-codec.ts';
import { enumOf } from './atomic-schema.ts';
import type { CompiledSimpleType, TextOrRefusal } from './compiled-type.ts';
import { collectFacets } from './effective-facets.ts';
import { enumerationDescription } from './enumeration.ts';
import { checkEnumeration, checkLengths, checkPattern, combine, type FacetCheck, lookupIn } from './facet-checks.ts';
import { refuse } from './json-form.ts';
import { grouped, ITEM_END, literalPattern } from './pattern-text.ts';
import { splitItems } from './white-space.ts';

/** Compiles a list (XSD 1.0 Part 2 §2.5.1.2): a JSON array of what its items are in JSON. */
export function compileList(type: ListType, item: CompiledSimpleType): CompiledSimpleType {
  const facets = collectFacets(type);
  const key = (text: string, lookup: LookupNamespace): string =>
    JSON.stringify(splitItems(text).map((part) => item.key(part, lookup)));
  const readable = (facets.enumeration ?? []).filter(({ value, namespaces }) =>
    splitItems(value).every((part) => item.check(part, lookupIn(namespaces)) === undefined),
  );
  const facetCheck: FacetCheck =
    combine([
      ...checkLengths(facets, (text) => (text === '' ? 0 : text.split(' ').length), 'item'),
      ...facets.patterns.map(checkPattern),
      ...(facets.enumeration === undefined ? [] : [checkEnumeration(readable, key)]),
    ]) ?? (() => undefined);

  const encodeItems = (values: readonly JsonValue[], context: SimpleEncodeContext): string | undefined => {
    const before = context.issues.length;
    const texts = values.map((value, at) => encodeItem(item, value, at, context));
    return context.issues.length > before ? undefined : texts.join(' ');
  };

  return {
    encode: (value, context) => {
      if (!Array.isArray(value)) {
        const { refusal } = asRefusal(refuse('an array', value));
        context.issues.push({ pointer: '', detail: refusal });
        return undefined;
      }
      const scope: string[][] = [];
      const text = encodeItems(value, { issues: context.issues, prefixFor: rememberPrefixes(context, scope) });
      if (text === undefined) return undefined;
      const reason = facetCheck(text, lookupAmong(scope));
      if (reason === undefined) return text;
      context.issues.push({ pointer: '', detail: reason });
      return undefined;
    },
    decode: (text, lookup) => splitItems(text).map((part) => item.decode(part, lookup)),
    check: (text, lookup) => {
      const parts = splitItems(text);
      for (const part of parts) {
        const reason = item.check(part, lookup);
        if (reason !== undefined) return `${reason}, in each item`;
      }
      return facetCheck(parts.join(' '), lookup);
    },
    encodePlain: (plain, context) => {
      const scope: string[][] = [];
      const prefixFor = rememberPrefixes(context, scope);
      const texts: string[] = [];
      for (const part of splitItems(plain)) {
        const text = item.encodePlain(part, { prefixFor });
        if (typeof text !== 'string') return text;
        texts.push(text);
      }
      const refusal = facetCheck(texts.join(' '), lookupAmong(scope));
      return refusal === undefined ? texts.join(' ') : { refusal };
    },
    decodePlain: (text, lookup) => {
      const plains: string[] = [];
      for (const part of splitItems(text)) {
        const plain = item.decodePlain(part, lookup);
        if (typeof plain !== 'string') return plain;
        plains.push(plain);
      }
      return plains.join(' ');
    },
    key,
    schema: (registry) => listSchema(type, item, registry),
    plainSchema: () => ({ type: 'string', pattern: `^${listPattern(type, item)}$` }),
    plainPattern: () => listPattern(type, item),
    example: (seed) => listExample(type, item, facetCheck, seed),
  };
}

/** One item; its issues get its place in front. */
function encodeItem(
  item: CompiledSimpleType,
  value: JsonValue,
  at: number,
  context: SimpleEncodeContext,
): string | undefined {
  const { issues } = context;
  const before = issues.length;
  const text = item.encode(value, context);
  if (text === '') issues.push({ pointer: '', detail: 'must not be empty: it is an item of a list' });
  else if (text !== undefined && /[ \t\n\r]/.test(text)) {
    issues.push({ pointer: '', detail: 'must not hold white space: it is an item of a list' });
  }
  for (let index = before; index < issues.length; index++) {
    const issue = issues[index];
    if (issue !== undefined) issues[index] = { ...issue, pointer: `/${at}${issue.pointer}` };
  }
  return text;
}

function asRefusal(refused: TextOrRefusal): { readonly refusal: string } {
  return typeof refused === 'string' ? { refusal: refused } : refused;
}

/** Notes which prefix was given to which namespace, so that an enumeration of names can be compared by value. */
function rememberPrefixes(context: Pick<SimpleEncodeContext, 'prefixFor'>, scope: string[][]) {
  return (namespace: string): string => {
    const prefix = context.prefixFor(namespace);
    scope.push([prefix, namespace]);
    return prefix;
  };
}

function lookupAmong(scope: readonly string[][]): LookupNamespace {
  return (prefix) => scope.find(([known]) => known === prefix)?.[1];
}

function listSchema(type: ListType, item: CompiledSimpleType, registry: JsonSchemaRegistry): JsonSchema {
  const { minLength, maxLength, patterns, enumeration } = collectFacets(type);
  const description = enumerationDescription(type, enumeration ?? []);
  const schema: JsonSchema = { type: 'array', items: withoutSpace(item.schema(registry)) };
  if (description !== undefined) schema.description = description;
  if (minLength !== undefined && minLength > 0) schema.minItems = minLength;
  if (maxLength !== undefined) schema.maxItems = maxLength;
  if (patterns.length > 0) schema['x-xsd-pattern'] = patterns.map(({ source }) => source);
  if (enumeration !== undefined) Object.assign(schema, enumOf(enumeration.flatMap((entry) => itemsOf(entry, item))));
  return schema;
}

/** The JSON of one value of an enumeration; none when an item cannot be read. */
function itemsOf({ value, namespaces }: EnumerationValue, item: CompiledSimpleType): JsonValue[][] {
  const lookup = lookupIn(namespaces);
  const parts = splitItems(value);
  const valid = parts.every((part) => item.check(part, lookup) === undefined);
  return valid ? [parts.map((part) => item.decode(part, lookup))] : [];
}

/** Whether a list can hold the value: text with white space in it would be several items, or none. */
function isItem(value: unknown): boolean {
  return typeof value !== 'string' || /^[^ \t\r\n]+$/.test(value);
}

/** Says of items that are text that they hold no white space. */
function withoutSpace(schema: JsonSchema): JsonSchema {
  if (schema.enum !== undefined) return { ...schema, ...enumOf(schema.enum.filter(isItem)) };
  if (schema.type !== 'string') return schema;
  if (schema.pattern === undefined && schema.anyOf === undefined) return { ...schema, pattern: '^[^ \\t\\r\\n]+$' };
  return schema.pattern === undefined
    ? { ...schema, pattern: '^[^ \\t\\r\\n]+$' }
    : { ...schema, pattern: `^(?=[^ \\t\\r\\n]+$)${schema.pattern.replace(/^\^/, '')}` };
}

function listPattern(type: ListType, item: CompiledSimpleType): string {
  const { minLength = 0, maxLength, enumeration } = collectFacets(type);
  if (enumeration?.every(({ namespaces }) => namespaces === undefined)) {
    return enumeration.map(({ value }) => literalPattern(splitItems(value).join(' '))).join('|');
  }
  const one = `(?=${grouped(item.plainPattern())}${ITEM_END})[^ ]+`;
  const more = `{${Math.max(minLength - 1, 0)},${maxLength === undefined ? '' : Math.max(maxLength - 1, 0)}}`;
  const some = `${one}(?: ${one})${more}`;
  return minLength > 0 ? some : `(?:${some})?`;
}

function listExample(type: ListType, item: CompiledSimpleType, check: FacetCheck, seed: number): JsonValue {
  const { minLength = 0, maxLength = 2, enumeration, patterns } = collectFacets(type);
  const chosen = enumeration?.[Math.abs(seed) % Math.max(enumeration.length, 1)];
  const [value] = chosen === undefined ? [] : itemsOf(chosen, item);
  if (value !== undefined) return value;
  for (let attempt = 0; attempt < 20; attempt++) {
    const text = patterns.at(-1)?.sample(seed + attempt);
    if (text === undefined) break;
    const parts = splitItems(text);
    const valid = parts.every((part) => item.check(part, () => undefined) === undefined);
    if (valid && check(parts.join(' '), () => undefined) === undefined) {
      return parts.map((part) => item.decode(part, () => undefined));
    }
  }
  const length = Math.min(Math.max(minLength, Math.min(2, maxLength)), 1000);
  return Array.from({ length }, (_, at) => item.example(seed + at)).filter(isItem);
}
