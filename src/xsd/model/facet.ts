/**
 * Constraining facets (XSD 1.0 Part 2 §4.3) of one step of derivation. Bounds and enumerations are kept as lexical text:
 * their values depend on the base type. Patterns of one step are alternatives; steps are all required (§4.3.4.3).
 */
export interface Facets {
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Alternatives, in XSD's regular expression language. */
  readonly patterns?: readonly string[];
  readonly enumeration?: readonly EnumerationValue[];
  readonly whiteSpace?: 'preserve' | 'replace' | 'collapse';
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly minExclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
}

/** One permitted value, with its documentation and, for QName and NOTATION, the namespaces in scope. */
export interface EnumerationValue {
  readonly value: string;
  readonly documentation?: string;
  /** Prefix to namespace where the enumeration was written (`''` is the default namespace). */
  readonly namespaces?: Readonly<Record<string, string>>;
}
