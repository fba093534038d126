import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { QName } from '../../xml/qname.ts';
import type { AttributeDeclaration } from './attribute.ts';
import type { ComplexType } from './complex-type.ts';
import type { ElementDeclaration } from './element.ts';
import type { TypeDefinition } from './type-definition.ts';

/**
 * The resolved schemas of one WSDL: all global components by {@link clarkName}, built-in types included
 * (XSD 1.0 Part 1 §3.15). Components that could not be resolved are not in it; a diagnostic says why.
 *
 * Sets resolved with one pool share components: one object has one content, and one choice of derived types and substitution
 * members wherever its content or its element declarations leave one. So what is made of a type's content, or of an element, may
 * be kept by identity for all sets; what is derived from a type that no element declares is for each set to say.
 */
export interface SchemaSet {
  readonly elements: ReadonlyMap<string, ElementDeclaration>;
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly attributes: ReadonlyMap<string, AttributeDeclaration>;
  /** Elements that are declared but cannot be used, by Clark name: the finding at the root of it. */
  readonly refusedElements: ReadonlyMap<string, Diagnostic>;
  /** Types that are defined but cannot be used, by Clark name: the finding at the root of it. */
  readonly refusedTypes: ReadonlyMap<string, Diagnostic>;
  /** Target namespaces of the schemas, in the order they were met. */
  readonly targetNamespaces: readonly string[];
  findElement(name: QName): ElementDeclaration | undefined;
  findType(name: QName): TypeDefinition | undefined;
  /**
   * Named types derived from `type` at any depth, itself not among them, abstract ones included, in document order.
   * Only those of these schemas; never for built-in simple types and never for `xs:anyType`.
   */
  derivedTypes(type: TypeDefinition): readonly TypeDefinition[];
  /** Elements that may stand in for `head` (§3.3.6), any depth, `head` not among them, abstract ones left out. */
  substitutionMembers(head: ElementDeclaration): readonly ElementDeclaration[];
  /** `xs:anyType`: every untyped element has this very object. */
  readonly anyType: ComplexType;
}
