import type { EnumerationValue, Facets } from '../../xsd/model/facet.ts';
import type { SimpleType } from '../../xsd/model/simple-type.ts';
import { type CompiledPattern, compilePattern } from '../../xsd/pattern/pattern.ts';
import type { WhiteSpace } from './white-space.ts';

/** A bound on the order of values. */
export interface Bound {
  readonly text: string;
  readonly inclusive: boolean;
}

/** The facets of a type and of all that it restricts, together (XSD 1.0 Part 2 §4.1.3): every one of them must hold. */
export interface EffectiveFacets {
  readonly whiteSpace: WhiteSpace;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** One for each step of derivation that has patterns (§4.3.4.3), the base's first. */
  readonly patterns: readonly CompiledPattern[];
  /** Of the nearest step that has one: a restriction can only leave values out. */
  readonly enumeration?: readonly EnumerationValue[];
  readonly lower: readonly Bound[];
  readonly upper: readonly Bound[];
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
}

/**
 * Collects the facets of a type over its steps of derivation. Steps of another variety do not count: a list of tokens does
 * not inherit what `xs:anySimpleType` says.
 */
export function collectFacets(type: SimpleType): EffectiveFacets {
  const steps: Facets[] = [];
  for (let step: SimpleType | undefined = type; step?.variety === type.variety; step = step.base) {
    steps.unshift(step.facets);
  }
  const least = (facet: keyof Facets) => extreme(steps, facet, Math.min);
  const most = (facet: keyof Facets) => extreme(steps, facet, Math.max);
  const minLength = largest(most('minLength'), most('length'));
  const maxLength = smallest(least('maxLength'), least('length'));
  const totalDigits = least('totalDigits');
  const fractionDigits = least('fractionDigits');
  const enumeration = steps.findLast((step) => step.enumeration !== undefined)?.enumeration;
  return {
    whiteSpace: steps.findLast((step) => step.whiteSpace !== undefined)?.whiteSpace ?? 'collapse',
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    patterns: steps.flatMap(({ patterns }) => (patterns === undefined ? [] : [compilePattern(patterns)])),
    ...(enumeration === undefined ? {} : { enumeration }),
    lower: steps.flatMap(({ minInclusive, minExclusive }) => bounds(minInclusive, minExclusive)),
    upper: steps.flatMap(({ maxInclusive, maxExclusive }) => bounds(maxInclusive, maxExclusive)),
    ...(totalDigits === undefined ? {} : { totalDigits }),
    ...(fractionDigits === undefined ? {} : { fractionDigits }),
  };
}

function bounds(inclusive: string | undefined, exclusive: string | undefined): Bound[] {
  return [
    ...(inclusive === undefined ? [] : [{ text: inclusive, inclusive: true }]),
    ...(exclusive === undefined ? [] : [{ text: exclusive, inclusive: false }]),
  ];
}

function extreme(
  steps: readonly Facets[],
  facet: keyof Facets,
  choose: (...numbers: number[]) => number,
): number | undefined {
  const numbers = steps.map((step) => step[facet]).filter((value) => typeof value === 'number');
  return numbers.length === 0 ? undefined : choose(...numbers);
}

function largest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

function smallest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}
