import type { AttributeDeclaration, AttributeUse } from '../model/attribute.ts';
import type { Compositor } from '../model/compositor.ts';
import type { ElementDeclaration } from '../model/element.ts';
import type { TypeDefinition } from '../model/type-definition.ts';
import type { Wildcard } from '../model/wildcard.ts';
import type { SymbolSpace } from '../parse/components.ts';

/** Attribute uses and wildcard of an attribute group, those of the groups it refers to included (XSD 1.0 Part 1 §3.6.1). */
export interface AttributeSet {
  readonly uses: readonly AttributeUse[];
  readonly wildcard?: Wildcard;
}

/** What a component of each symbol space becomes. Groups are no components of the model: they end in the types that use them. */
export interface ComponentBySpace {
  readonly type: TypeDefinition;
  readonly element: ElementDeclaration;
  readonly attribute: AttributeDeclaration;
  readonly group: Compositor;
  readonly attributeGroup: AttributeSet;
}

/** A component of any space. */
export type AnyComponent = ComponentBySpace[SymbolSpace];
