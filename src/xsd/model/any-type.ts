import { XS } from '../../xml/namespaces.ts';
import type { ComplexType } from './complex-type.ts';
import type { Particle } from './particle.ts';
import type { TypeDefinition } from './type-definition.ts';
import type { Wildcard } from './wildcard.ts';

const location = Object.freeze({ file: XS, line: 1, column: 1 });
const anything: Wildcard = { kind: 'wildcard', processContents: 'lax', namespaces: { kind: 'any' } };
const anyElements: Particle = {
  minOccurs: 0,
  maxOccurs: Number.POSITIVE_INFINITY,
  term: anything,
  location,
};

/** `xs:anyType`, the ur-type (XSD 1.0 Part 1 §3.4.7): any elements, any text, any attributes. One object for all schemas. */
export const anyType: ComplexType = Object.freeze({
  kind: 'complex',
  name: { namespace: XS, local: 'anyType' },
  get base(): ComplexType {
    return anyType;
  },
  derivation: 'restriction',
  abstract: false,
  block: new Set<never>(),
  content: {
    kind: 'elements',
    mixed: true,
    particle: {
      minOccurs: 1,
      maxOccurs: 1,
      term: { kind: 'sequence', particles: [anyElements] },
      location,
    },
  },
  attributes: [],
  attributeWildcard: anything,
  isDictionary: false,
  location,
} satisfies ComplexType);

/** True for `xs:anyType` itself. */
export function isAnyType(type: TypeDefinition): boolean {
  return type === anyType;
}
