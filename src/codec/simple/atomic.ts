import type { JsonValue } from '../../json/value.ts';
import { withoutSpaces } from '../../xsd/builtin/binary.ts';
import type { BuiltinType } from '../../xsd/builtin/builtin-type.ts';
import { findBuiltin } from '../../xsd/builtin/table.ts';
import type { AtomicType } from '../../xsd/model/simple-type.ts';
import type { LookupNamespace, SimpleEncodeContext } from '../simple-type-codec.ts';
import { UnreadableText } from '../simple-type-codec.ts';
import { atomicExample } from './atomic-example.ts';
import { atomicPlainPattern, atomicPlainSchema, atomicSchema } from './atomic-schema.ts';
import { byteFormOf } from './byte-form.ts';
import type { CompiledSimpleType, TextOrRefusal } from './compiled-type.ts';
import { collectFacets, type EffectiveFacets } from './effective-facets.ts';
import { compileAtomicChecks, type FacetCheck, keyOfName } from './facet-checks.ts';
import { jsonFormOf, writeString } from './json-form.ts';
import { readName, writeName } from './name-form.ts';
import { normaliseSpace } from './white-space.ts';

/** An atomic type taken apart for those who describe it: its built-in row, its facets, and both checks in one. */
export interface AtomicParts {
  readonly type: AtomicType;
  readonly row: BuiltinType;
  readonly facets: EffectiveFacets;
  /** Lexical rule and facets; the text is normalised. */
  readonly check: FacetCheck;
}

const notBound: LookupNamespace = () => undefined;

/** Compiles an atomic type: the row of its built-in type, narrowed by its facets. */
export function compileAtomic(type: AtomicType): CompiledSimpleType {
  const row = findBuiltin(type.builtin) ?? findBuiltin('anySimpleType');
  if (row === undefined) throw new Error('the table of built-in types has no anySimpleType');
  const facets = collectFacets(type);
  const facetCheck = compileAtomicChecks(row, facets);
  const check: FacetCheck =
    facetCheck === undefined
      ? (text) => row.check(text)
      : (text, lookup) => row.check(text) ?? facetCheck(text, lookup);
  const parts: AtomicParts = { type, row, facets, check };
  const normalise = (text: string): string => normaliseSpace(text, facets.whiteSpace);
  return row.form === 'qname' ? compileNames(parts, normalise) : compileValues(parts, normalise);
}

/** All forms but names: the text means the same wherever it stands. */
function compileValues(parts: AtomicParts, normalise: (text: string) => string): CompiledSimpleType {
  const { row, facets, check } = parts;
  const form = jsonFormOf(row);
  const { otherTexts } = form;
  const byteForm = byteFormOf(row, facets.whiteSpace);

  const write = (value: JsonValue): TextOrRefusal => {
    const written = form.write(value);
    if (typeof written !== 'string') return written;
    const text = normalise(written);
    const refusal = check(text, notBound);
    if (refusal === undefined) return text;
    if (otherTexts !== undefined && typeof value !== 'string' && facets.patterns.length > 0) {
      for (const other of otherTexts(text)) if (check(other, notBound) === undefined) return other;
    }
    return { refusal };
  };
  const read = (text: string): JsonValue => {
    const normalised = normalise(text);
    const reason = row.check(normalised);
    if (reason !== undefined) throw new UnreadableText(reason);
    return form.read(normalised);
  };

  return {
    ...(byteForm === undefined ? {} : { byteForm }),
    encode: (value, context) => report(write(value), context),
    decode: quickRead(row, read),
    check: (text) => check(normalise(text), notBound),
    encodePlain: (plain) => {
      const written = writeString(plain, 'a string');
      if (typeof written !== 'string') return written;
      const text = normalise(written);
      const refusal = check(text, notBound);
      return refusal === undefined ? text : { refusal };
    },
    decodePlain: (text) => {
      const normalised = normalise(text);
      const refusal = row.check(normalised);
      if (refusal !== undefined) return { refusal };
      return row.form === 'binary' ? withoutSpaces(normalised) : normalised;
    },
    key: (text) => row.key(normalise(text)),
    schema: (registry) => atomicSchema(parts, read, registry),
    plainSchema: () => atomicPlainSchema(parts),
    plainPattern: () => atomicPlainPattern(parts),
    example: (seed) => {
      const text = atomicExample(parts, seed);
      return row.check(text) === undefined ? form.read(text) : text;
    },
  };
}

/** Reads the usual texts of the usual types without a look at their grammar, and leaves the others to the general way. */
function quickRead(row: BuiltinType, read: (text: string) => JsonValue): (text: string) => JsonValue {
  if (row.form === 'boolean') return (text) => (text === 'true' ? true : text === 'false' ? false : read(text));
  const most = safeDigits(row);
  return most === 0 ? read : (text) => readDigits(text, most) ?? read(text);
}

/** `QName` and `NOTATION`: the text is a prefix and a name, the JSON Clark notation. */
function compileNames(parts: AtomicParts, normalise: (text: string) => string): CompiledSimpleType {
  const { row, check } = parts;
  const write = (value: JsonValue, context: Pick<SimpleEncodeContext, 'prefixFor'>): TextOrRefusal => {
    const written = writeString(value, 'a string');
    return typeof written === 'string' ? writeName(normalise(written), row, context, check) : written;
  };
  const read = (text: string, lookup: LookupNamespace): TextOrRefusal => readName(normalise(text), row, lookup);
  const readOrThrow = (text: string, lookup: LookupNamespace): string => {
    const name = read(text, lookup);
    if (typeof name !== 'string') throw new UnreadableText(name.refusal);
    return name;
  };
  return {
    encode: (value, context) => report(write(value, context), context),
    decode: readOrThrow,
    check: (text, lookup) => {
      const name = read(text, lookup);
      return typeof name === 'string' ? check(normalise(text), lookup) : name.refusal;
    },
    encodePlain: write,
    decodePlain: read,
    key: (text, lookup) => keyOfName(normalise(text), lookup),
    schema: (registry) => atomicSchema(parts, readOrThrow, registry),
    plainSchema: () => atomicPlainSchema(parts),
    plainPattern: () => atomicPlainPattern(parts),
    example: (seed) => atomicExample(parts, seed).replace(/^[^{}:]+:/, '{urn:example}'),
  };
}

/** Hands out a text, or puts the refusal among the issues. */
export function report(written: TextOrRefusal, context: SimpleEncodeContext): string | undefined {
  if (typeof written === 'string') return written;
  context.issues.push({ pointer: '', detail: written.refusal });
  return undefined;
}

/** Digits that any number of the type may have: as many as its greatest one has, less one. */
function safeDigits({ form, maximum }: BuiltinType): number {
  return form === 'integer' && maximum !== undefined ? String(maximum).length - 1 : 0;
}

/** A few digits without a sign, the usual text of an `xs:int`, at once; undefined leaves all other text to the general way. */
function readDigits(text: string, most: number): number | undefined {
  if (text.length === 0 || text.length > most) return undefined;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    value = value * 10 + digit;
  }
  return value;
}
