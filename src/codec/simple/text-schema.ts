import { compareDecimals } from '../../xsd/builtin/decimal.ts';
import { integerRangePattern } from '../../xsd/builtin/integer-range.ts';
import type { CompiledPattern } from '../../xsd/pattern/pattern.ts';
import type { JsonSchema } from '../json-schema.ts';
import type { AtomicParts } from './atomic.ts';
import { decimalAtLeast, decimalAtMost } from './decimal-range-pattern.ts';
import { fractionDigitsPattern, totalDigitsPattern } from './digit-pattern.ts';
import type { Bound, EffectiveFacets } from './effective-facets.ts';
import { base64AtLeast, base64AtMost } from './octet-pattern.ts';
import { allOfPatterns, ITEM_END, TEXT_END, withoutAnchors } from './pattern-text.ts';
import { tightest } from './tightest-bound.ts';
import { normalisedPattern } from './white-space.ts';

/** A string schema with what the facets say about its text. */
export function textFacets(parts: AtomicParts): JsonSchema {
  const schema: JsonSchema = { type: 'string' };
  const { known, unknown } = textPatterns(parts, TEXT_END);
  const pattern = allOfPatterns(known, TEXT_END);
  if (pattern !== undefined) schema.pattern = `^${pattern}$`;
  if (unknown.length > 0) schema['x-xsd-pattern'] = sourcesOf(unknown);
  if (parts.facets.patterns.some(({ source }) => source === GUID)) schema.format = 'uuid';
  return { ...schema, ...lengthsOf(parts) };
}

/** The pattern of `guid` in WCF's schema of serialised types; programs know it by its format. */
const GUID = '[\\da-fA-F]{8}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{12}';

/** Patterns of the text without anchors, all of which hold, and those of the type that have no translation. */
function textPatterns(
  parts: AtomicParts,
  end: string,
): {
  readonly known: readonly string[];
  readonly unknown: readonly CompiledPattern[];
} {
  const { row, facets } = parts;
  const narrowed = row.form === 'qname' ? withoutAnchors(row.schema.pattern ?? '') : narrowedPattern(parts, end);
  // A pattern looks at prefix:local, which is not the JSON of a name.
  const translate = (pattern: CompiledPattern) => (row.form === 'qname' ? undefined : pattern.ecmaScript(row.ascii));
  const translated = facets.patterns.map((pattern) => ({ pattern, text: translate(pattern) }));
  const own = translated.flatMap(({ text }) => text ?? []);
  const unknown = translated.filter(({ text }) => text === undefined).map(({ pattern }) => pattern);
  if (row.pattern !== undefined && row.pattern !== anchored(normalisedPattern(row.whiteSpace))) {
    return { known: [narrowed ?? withoutAnchors(row.pattern), ...own], unknown };
  }
  // Only white space is left to speak of, and not even that where a pattern has none.
  const spaces = normalisedPattern(facets.whiteSpace);
  const said = translated.some(({ pattern, text }) => text !== undefined && !pattern.admitsSpace);
  return { known: [...(spaces === undefined || said ? [] : [spaces]), ...own], unknown };
}

function anchored(pattern: string | undefined): string | undefined {
  return pattern === undefined ? undefined : `^${pattern}$`;
}

/** The row's own pattern, narrowed by bounds, lengths and digits where that can be said exactly. */
function narrowedPattern(parts: AtomicParts, end: string): string | undefined {
  const { row, facets } = parts;
  const own = withoutAnchors(row.pattern ?? '');
  const { minLength, maxLength, totalDigits, fractionDigits } = facets;
  switch (row.form) {
    case 'binary':
      return allOfPatterns(
        [
          own,
          ...(minLength === undefined || minLength === 0 ? [] : [base64AtLeast(minLength)]),
          ...(maxLength === undefined ? [] : [base64AtMost(maxLength)]),
        ],
        end,
      );
    case 'integer':
    case 'wholeDigits':
      return allOfPatterns(
        [wholePattern(parts), ...(totalDigits === undefined ? [] : [totalDigitsPattern(totalDigits, end)])],
        end,
      );
    case 'digits':
      return allOfPatterns(
        [
          own,
          ...boundPatterns(facets),
          ...(totalDigits === undefined ? [] : [totalDigitsPattern(totalDigits, end)]),
          ...(fractionDigits === undefined ? [] : [fractionDigitsPattern(fractionDigits)]),
        ],
        end,
      );
    default:
      return row.pattern === undefined ? undefined : own;
  }
}

/** Bounds of more digits than these are not written as patterns. */
const BOUND_LENGTH_MAX = 100;

function boundPatterns({ lower, upper }: EffectiveFacets): string[] {
  const low = tightest(lower, compareDecimals, 1);
  const high = tightest(upper, compareDecimals, -1);
  return [
    ...(low === undefined || low.text.length > BOUND_LENGTH_MAX ? [] : [decimalAtLeast(low)]),
    ...(high === undefined || high.text.length > BOUND_LENGTH_MAX ? [] : [decimalAtMost(high)]),
  ];
}

function wholePattern({ row, facets }: AtomicParts): string {
  const lower = tightest(facets.lower, compareDecimals, 1);
  const upper = tightest(facets.upper, compareDecimals, -1);
  const own = withoutAnchors(row.pattern ?? '');
  if (lower === undefined && upper === undefined) return own;
  const whole = (bound: Bound | undefined, beyond: bigint): bigint | undefined => {
    if (bound === undefined || !/^\s*[+-]?[0-9]{1,100}\s*$/.test(bound.text)) return undefined;
    return BigInt(bound.text.trim().replace(/^\+/, '')) + (bound.inclusive ? 0n : beyond);
  };
  const low = greater(whole(lower, 1n), row.minimum);
  const high = lesser(whole(upper, -1n), row.maximum);
  return low !== undefined && high !== undefined && low > high ? own : withoutAnchors(integerRangePattern(low, high));
}

function greater(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined ? b : b === undefined || a > b ? a : b;
}

function lesser(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined ? b : b === undefined || a < b ? a : b;
}

/** Patterns as XSD writes them, for `x-xsd-pattern`: one, or one for each step of derivation. */
export function sourcesOf(patterns: readonly { readonly source: string }[]): unknown {
  return patterns.length === 1 ? patterns[0]?.source : patterns.map(({ source }) => source);
}

/** What the text of an item of a list looks like, as a pattern without anchors. */
export function itemPattern(parts: AtomicParts): string {
  const { minLength, maxLength } = lengthsOf(parts);
  const length =
    minLength === undefined && maxLength === undefined ? [] : [`[^ ]{${minLength ?? 0},${maxLength ?? ''}}`];
  return allOfPatterns([...textPatterns(parts, ITEM_END).known, ...length], ITEM_END) ?? '[\\s\\S]*';
}

/** Bounds on the number of characters, where the facets are about characters or two of them are an octet. */
function lengthsOf({ row, facets }: AtomicParts): Pick<JsonSchema, 'minLength' | 'maxLength'> {
  if (row.length === undefined || row.form === 'binary') return {};
  const characters = row.name === 'hexBinary' ? 2 : 1;
  const { minLength, maxLength } = facets;
  return {
    ...(minLength === undefined || minLength === 0 ? {} : { minLength: minLength * characters }),
    ...(maxLength === undefined ? {} : { maxLength: maxLength * characters }),
  };
}
