import type { QName } from '../../xml/qname.ts';
import type { AttributeUse } from './attribute.ts';
import type { SchemaComponent } from './component.ts';
import type { Particle } from './particle.ts';
import type { SimpleType } from './simple-type.ts';
import type { TypeDefinition } from './type-definition.ts';
import type { Wildcard } from './wildcard.ts';

/** Complex type definition (XSD 1.0 Part 1 §3.4), with everything inherited already in place. */
export interface ComplexType extends SchemaComponent {
  readonly kind: 'complex';
  /** Absent for an anonymous type. */
  readonly name?: QName;
  /** `xs:anyType` when nothing else is said; `xs:anyType` itself is its own base. */
  readonly base: TypeDefinition;
  readonly derivation: 'extension' | 'restriction';
  readonly abstract: boolean;
  readonly block: ReadonlySet<'extension' | 'restriction'>;
  /** Effective content: of an extension, a sequence of the base's particle and its own (§3.4.2). */
  readonly content: ContentType;
  /** Effective attribute uses, the base's first; prohibited ones are gone. */
  readonly attributes: readonly AttributeUse[];
  readonly attributeWildcard?: Wildcard;
  /** `IsDictionary` = true in WCF's appinfo. */
  readonly isDictionary: boolean;
}

/** Content type of a complex type (§3.4.1). */
export type ContentType =
  | { readonly kind: 'empty' }
  | { readonly kind: 'simple'; readonly type: SimpleType }
  | { readonly kind: 'elements'; readonly mixed: boolean; readonly particle: Particle };
