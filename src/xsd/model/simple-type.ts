import type { QName } from '../../xml/qname.ts';
import type { SchemaComponent } from './component.ts';
import type { Facets } from './facet.ts';

/** Simple type definition (XSD 1.0 Part 1 §3.14, Part 2 §4.1). */
export type SimpleType = AtomicType | ListType | UnionType;

interface SimpleTypeBase extends SchemaComponent {
  readonly kind: 'simple';
  /** Absent for an anonymous type. */
  readonly name?: QName;
  /** The type it restricts; undefined only for `xs:anySimpleType`. */
  readonly base?: SimpleType;
  /** Facets of this step of derivation alone; walk `base` for the inherited ones. */
  readonly facets: Facets;
}

/** An atomic type: its values are those of one built-in type, narrowed by facets. */
export interface AtomicType extends SimpleTypeBase {
  readonly variety: 'atomic';
  /** Local name of the nearest built-in type, primitive or derived, such as `int` or `NCName`; `anySimpleType` for the root. */
  readonly builtin: string;
}

/** A list: items separated by white space. */
export interface ListType extends SimpleTypeBase {
  readonly variety: 'list';
  readonly itemType: SimpleType;
}

/** A union: the first member type that accepts the text. */
export interface UnionType extends SimpleTypeBase {
  readonly variety: 'union';
  readonly memberTypes: readonly SimpleType[];
}
