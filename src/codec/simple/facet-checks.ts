import type { BuiltinType } from '../../xsd/builtin/builtin-type.ts';
import { countDigits } from '../../xsd/builtin/decimal.ts';
import type { EnumerationValue } from '../../xsd/model/facet.ts';
import type { CompiledPattern } from '../../xsd/pattern/pattern.ts';
import type { LookupNamespace } from '../simple-type-codec.ts';
import type { Bound, EffectiveFacets } from './effective-facets.ts';
import { normaliseSpace } from './white-space.ts';

/** Why a normalised text of the base's lexical space breaks a facet, as a predicate; undefined when it does not. */
export type FacetCheck = (text: string, lookup: LookupNamespace) => string | undefined;

/** Values named in the message of an enumeration; beyond them only their number is told. */
const VALUES_NAMED_MAX = 20;

/** All checks of an atomic type; undefined when the type has no facet to check. */
export function compileAtomicChecks(row: BuiltinType, facets: EffectiveFacets): FacetCheck | undefined {
  const checks: FacetCheck[] = facets.patterns.map(checkPattern);
  const { length, compare } = row;
  if (length !== undefined) checks.push(...checkLengths(facets, length, unitOf(row)));
  if (compare !== undefined) {
    for (const bound of facets.lower) checks.push(checkBound(bound, 'at least', 'greater than', compare));
    for (const bound of facets.upper) checks.push(checkBound(bound, 'at most', 'less than', (a, b) => compare(b, a)));
  }
  const { totalDigits, fractionDigits, enumeration } = facets;
  if (totalDigits !== undefined) {
    const reason = `must have at most ${counted(totalDigits, 'digit')} (totalDigits)`;
    checks.push((text) => (countDigits(text).total > totalDigits ? reason : undefined));
  }
  if (fractionDigits !== undefined) {
    const reason = `must have at most ${counted(fractionDigits, 'digit')} after the point (fractionDigits)`;
    checks.push((text) => (countDigits(text).fraction > fractionDigits ? reason : undefined));
  }
  if (enumeration !== undefined) {
    const key: Key = row.form === 'qname' ? keyOfName : (text) => row.key(text);
    const readable = enumeration.map((entry) => ({ ...entry, value: normaliseSpace(entry.value, facets.whiteSpace) }));
    checks.push(
      checkEnumeration(
        readable.filter(({ value }) => row.check(value) === undefined),
        key,
      ),
    );
  }
  return combine(checks);
}

/** Gives the first reason of several checks. */
export function combine(checks: readonly FacetCheck[]): FacetCheck | undefined {
  const [only] = checks;
  if (checks.length < 2) return only;
  return (text, lookup) => {
    for (const check of checks) {
      const reason = check(text, lookup);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
}

/** One step's patterns (§4.3.4). A pattern that cannot be read, or is too large, is left to the backend. */
export function checkPattern(pattern: CompiledPattern): FacetCheck {
  const reason = `must match the pattern ${pattern.source}`;
  return (text) => {
    switch (pattern.match(text)) {
      case 'mismatch':
        return reason;
      case 'too-long':
        return 'must be shorter: comparing it with its pattern would take too long';
      default:
        return undefined;
    }
  };
}

/** `length`, `minLength` and `maxLength` (§4.3.1–§4.3.3) by a way of counting. */
export function checkLengths(
  { minLength, maxLength }: EffectiveFacets,
  length: (text: string) => number,
  unit: string,
): FacetCheck[] {
  if (minLength !== undefined && minLength === maxLength) {
    const reason = `must have exactly ${counted(minLength, unit)}`;
    return [(text) => (length(text) === minLength ? undefined : reason)];
  }
  const checks: FacetCheck[] = [];
  if (minLength !== undefined && minLength > 0) {
    const reason = `must have at least ${counted(minLength, unit)}`;
    checks.push((text) => (length(text) < minLength ? reason : undefined));
  }
  if (maxLength !== undefined) {
    const reason = `must have at most ${counted(maxLength, unit)}`;
    checks.push((text) => (length(text) > maxLength ? reason : undefined));
  }
  return checks;
}

/** What makes texts of one value equal. */
export type Key = (text: string, lookup: LookupNamespace) => string;

/** `enumeration` (§4.3.5): by value, not by text. */
export function checkEnumeration(values: readonly EnumerationValue[], key: Key): FacetCheck {
  const keys = new Set(values.map(({ value, namespaces }) => key(value, lookupIn(namespaces))));
  const named = [...new Set(values.map(({ value }) => JSON.stringify(value)))];
  const reason =
    named.length > VALUES_NAMED_MAX
      ? `must be one of the ${named.length} values of the type: ${named.slice(0, VALUES_NAMED_MAX).join(', ')}, …`
      : `must be ${named.length === 1 ? '' : 'one of '}${named.join(', ')}`;
  return (text, lookup) => (keys.has(key(text, lookup)) ? undefined : reason);
}

/** Namespaces in scope where an enumeration was written. */
export function lookupIn(namespaces: EnumerationValue['namespaces']): LookupNamespace {
  return (prefix) => (namespaces !== undefined && Object.hasOwn(namespaces, prefix) ? namespaces[prefix] : undefined);
}

/** Clark notation of a name as it stands in a document; the text itself when its prefix is bound to nothing. */
export function keyOfName(text: string, lookup: LookupNamespace): string {
  const colon = text.indexOf(':');
  const namespace = lookup(colon < 0 ? '' : text.slice(0, colon));
  if (colon < 0) return namespace ? `{${namespace}}${text}` : text;
  return namespace === undefined ? text : `{${namespace}}${text.slice(colon + 1)}`;
}

/** §4.3.7–§4.3.10: values that are not comparable with the bound break it. `compare` has the bound on its right. */
function checkBound(
  { text: bound, inclusive }: Bound,
  atLeast: string,
  beyond: string,
  compare: (text: string, bound: string) => number,
): FacetCheck {
  const limit = normaliseSpace(bound, 'collapse');
  const reason = `must be ${inclusive ? atLeast : beyond} ${limit}`;
  return (text) => {
    const order = compare(text, limit);
    return order > 0 || (inclusive && order === 0) ? undefined : reason;
  };
}

function unitOf({ form, name }: BuiltinType): string {
  return form === 'binary' || name === 'hexBinary' ? 'octet' : 'character';
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
