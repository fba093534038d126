import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/location.ts';
import type { InScopeNamespaces } from '../../xml/in-scope-namespaces.ts';
import type { QName } from '../../xml/qname.ts';
import type { Wildcard } from '../model/wildcard.ts';

/** The symbol spaces of a schema (XSD 1.0 Part 1 §2.5): one name may stand in each of them. */
export type SymbolSpace = 'type' | 'element' | 'attribute' | 'group' | 'attributeGroup';

/** The name of another component as it was written, expanded, not yet followed. */
export interface ParsedReference {
  readonly name: QName;
  readonly location: Location;
  /** In `xs:redefine`: the reference means the component as it was before (§4.2.2). */
  readonly redefined?: true;
}

/** A component of a schema's top level. All below it is plain, ordered data: equal components have equal JSON but for places. */
export interface ParsedComponent {
  readonly space: SymbolSpace;
  readonly name: QName;
  readonly body: ParsedType | ParsedElement | ParsedAttribute | ParsedGroup | ParsedAttributeGroup;
  /** Target namespace of the schema document it stands in. */
  readonly targetNamespace: string;
  readonly location: Location;
  /** The first error found in it; set when it cannot be used. */
  readonly refusal?: Diagnostic;
}

interface Annotated {
  readonly location: Location;
  readonly documentation?: string;
}

/** A type: simple or complex, with or without a name. */
export type ParsedType = ParsedSimpleType | ParsedComplexType;

/** `xs:element` with a name, global or local (§3.3.2). */
export interface ParsedElement extends Annotated {
  readonly kind: 'element';
  readonly name: QName;
  readonly scope: 'global' | 'local';
  /** Absent: the type of the substitution group's head, else `xs:anyType`. */
  readonly type?: ParsedReference | ParsedType;
  readonly nillable: boolean;
  readonly abstract: boolean;
  readonly defaultValue?: string;
  readonly fixedValue?: string;
  readonly substitutionGroup?: ParsedReference;
  readonly block: readonly ('extension' | 'restriction' | 'substitution')[];
}

/** `xs:attribute` with a name (§3.2.2). */
export interface ParsedAttribute extends Annotated {
  readonly kind: 'attribute';
  readonly name: QName;
  /** Absent: `xs:anySimpleType`. */
  readonly type?: ParsedReference | ParsedSimpleType;
  readonly defaultValue?: string;
  readonly fixedValue?: string;
}

/** `xs:attribute` as a type or an attribute group has it: local, or by `ref` (§3.2.2). */
export interface ParsedAttributeUse {
  readonly attribute: ParsedReference | ParsedAttribute;
  readonly use: 'optional' | 'required' | 'prohibited';
  readonly defaultValue?: string;
  readonly fixedValue?: string;
  readonly soapArrayType?: { readonly itemType: QName; readonly dimensions: string };
  readonly location: Location;
}

/** The attributes that a type or an attribute group declares itself. */
export interface ParsedAttributes {
  readonly uses: readonly ParsedAttributeUse[];
  readonly groups: readonly ParsedReference[];
  readonly wildcard?: ParsedWildcard;
}

/** `xs:anyAttribute` or `xs:any`; the constraint's set as a list. */
export interface ParsedWildcard {
  readonly kind: 'wildcard';
  readonly processContents: Wildcard['processContents'];
  readonly namespaces:
    | { readonly kind: 'any' }
    | { readonly kind: 'not'; readonly namespace: string }
    | { readonly kind: 'enumeration'; readonly namespaces: readonly string[] };
}

/** A term of a content model and how often it occurs; those with `maxOccurs="0"` are gone. `-1` for `unbounded`. */
export interface ParsedParticle {
  readonly minOccurs: number;
  readonly maxOccurs: number;
  readonly term: ParsedTerm;
  readonly location: Location;
}

/** What a particle holds: declarations, compositors and wildcards, or a reference to an element or a group. */
export type ParsedTerm =
  | ParsedElement
  | ParsedCompositor
  | ParsedWildcard
  | { readonly kind: 'elementReference' | 'groupReference'; readonly reference: ParsedReference };

/** `xs:sequence`, `xs:choice` or `xs:all`. */
export interface ParsedCompositor {
  readonly kind: 'sequence' | 'choice' | 'all';
  readonly particles: readonly ParsedParticle[];
}

/** `xs:group` with a name (§3.7.2). */
export interface ParsedGroup extends Annotated {
  readonly kind: 'group';
  readonly name: QName;
  readonly compositor: ParsedCompositor;
}

/** `xs:attributeGroup` with a name (§3.6.2). */
export interface ParsedAttributeGroup extends Annotated {
  readonly kind: 'attributeGroup';
  readonly name: QName;
  readonly attributes: ParsedAttributes;
}

/** `xs:complexType` (§3.4.2). */
export interface ParsedComplexType extends Annotated {
  readonly kind: 'complex';
  readonly name?: QName;
  readonly abstract: boolean;
  readonly block: readonly ('extension' | 'restriction')[];
  readonly mixed: boolean;
  readonly derivation: 'extension' | 'restriction';
  /** Absent: `xs:anyType`, of which a type with neither simpleContent nor complexContent is a restriction. */
  readonly base?: ParsedReference;
  readonly content: ParsedContent;
  readonly attributes: ParsedAttributes;
  readonly isDictionary: boolean;
}

/** What a complex type says of its content: a particle, if any, or in simpleContent a type, if any, and facets. */
export type ParsedContent =
  | { readonly kind: 'elements'; readonly particle?: ParsedParticle }
  | { readonly kind: 'simple'; readonly type?: ParsedSimpleType; readonly facets: ParsedFacets };

/** `xs:simpleType` (§3.14.2). */
export interface ParsedSimpleType extends Annotated {
  readonly kind: 'simple';
  readonly name?: QName;
  readonly derivation:
    | {
        readonly kind: 'restriction';
        readonly base: ParsedReference | ParsedSimpleType;
        readonly facets: ParsedFacets;
      }
    | { readonly kind: 'list'; readonly itemType: ParsedReference | ParsedSimpleType }
    | { readonly kind: 'union'; readonly memberTypes: readonly (ParsedReference | ParsedSimpleType)[] };
}

/** The facets of one restriction as they were written; which of them the type can have is decided when its base is known. */
export interface ParsedFacets {
  readonly single: readonly ParsedFacet[];
  readonly patterns: readonly string[];
  readonly enumeration: readonly ParsedEnumeration[];
}

/** A facet of which a type has one. */
export interface ParsedFacet {
  readonly name: SingleFacet;
  readonly value: string;
  readonly location: Location;
}

/** Facets of which a step of derivation has at most one (XSD 1.0 Part 2 §4.3). */
export type SingleFacet =
  | 'length'
  | 'minLength'
  | 'maxLength'
  | 'whiteSpace'
  | 'minInclusive'
  | 'maxInclusive'
  | 'minExclusive'
  | 'maxExclusive'
  | 'totalDigits'
  | 'fractionDigits';

/** `xs:enumeration`: its text, what it is as a QName if it can be one, and the bindings that made it so. */
export interface ParsedEnumeration {
  readonly value: string;
  readonly expanded?: string;
  readonly documentation?: string;
  readonly namespaces: InScopeNamespaces;
  readonly location: Location;
}
