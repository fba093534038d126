import type { ComplexType } from './complex-type.ts';
import type { SimpleType } from './simple-type.ts';

/** Type definition: simple or complex; `xs:anyType` is the complex type that {@link isAnyType} knows. */
export type TypeDefinition = SimpleType | ComplexType;
