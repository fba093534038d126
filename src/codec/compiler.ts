import type { ElementDeclaration } from '../xsd/model/element.ts';
import type { SchemaSet } from '../xsd/model/schema-set.ts';
import type { SimpleType } from '../xsd/model/simple-type.ts';
import type { TypeDefinition } from '../xsd/model/type-definition.ts';
import type { ElementTerm } from './element-term.ts';
import type { JsonNaming } from './json-names.ts';
import type { SimpleTypeCodec } from './simple-type-codec.ts';
import type { ValueCodec } from './value-codec.ts';

/**
 * Compiles components of one set of schemas, each once and only when it is asked for. What it gives for a complex type may
 * still be empty inside: content is compiled when it is first used, so recursive types end.
 */
export interface Compiler {
  readonly schemas: SchemaSet;
  readonly jsonName: JsonNaming;
  simple(type: SimpleType): SimpleTypeCodec;
  /** What an element of exactly this type holds. @param enclosing - namespace of the element around an anonymous type */
  exactValue(type: TypeDefinition, enclosing?: string): ValueCodec;
  /** What an element declared with this type holds, `xsi:type` taken into account. */
  declaredValue(type: TypeDefinition, block: ElementDeclaration['block'], enclosing?: string): ValueCodec;
  /** What an element of this declaration holds: nil, default and fixed value taken into account. */
  elementValue(declaration: ElementDeclaration): ValueCodec;
  /** A declaration as the term of a particle: those that may substitute it taken into account. */
  elementTerm(declaration: ElementDeclaration): ElementTerm;
}

/** What another way of putting types on the wire changes. */
export interface Adaptation {
  /** @param standard - compiles the type as literal use has it */
  exact(type: TypeDefinition, compiler: Compiler, standard: () => ValueCodec): ValueCodec;
  /** Around what an element holds, nil included. */
  element(codec: ValueCodec): ValueCodec;
}
