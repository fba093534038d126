import { clarkName } from '../../../xml/qname.ts';
import { anyType, isAnyType } from '../../model/any-type.ts';
import type { ComplexType, ContentType } from '../../model/complex-type.ts';
import type { Particle } from '../../model/particle.ts';
import type { SimpleType } from '../../model/simple-type.ts';
import type { TypeDefinition } from '../../model/type-definition.ts';
import type { ParsedComplexType, ParsedFacets, ParsedSimpleType } from '../../parse/components.ts';
import type { AttributeSet } from '../component-spaces.ts';
import { buildAttributes, checkCount, extendAttributes, restrictAttributes } from './attributes.ts';
import { blockOf } from './block.ts';
import { type BuildContext, componentOf, refuse, warn } from './context.ts';
import { buildFacets } from './facets.ts';
import { measureParticle } from './measure.ts';
import { buildParticle, isEmpty } from './particle.ts';
import { buildSimpleType, derivationDepth, restrict } from './simple-type.ts';

/** Makes a complex type with all that it inherits in place (XSD 1.0 Part 1 §3.4.2). */
export function buildComplexType(parsed: ParsedComplexType, context: BuildContext): ComplexType {
  const { location, documentation, name, derivation } = parsed;
  const base = parsed.base === undefined ? anyType : componentOf('type', parsed.base, context);
  const content =
    parsed.content.kind === 'simple'
      ? simpleContent(parsed, parsed.content, base, context)
      : complexContent(parsed, base, context);
  checkSize(parsed, base, content, context);
  const { uses, wildcard } = attributesOf(parsed, base, context);
  return Object.freeze({
    kind: 'complex',
    base,
    derivation,
    abstract: parsed.abstract,
    block: blockOf(parsed.block),
    content,
    attributes: uses,
    isDictionary: parsed.isDictionary,
    location,
    ...(name === undefined ? {} : { name }),
    ...(documentation === undefined ? {} : { documentation }),
    ...(wildcard === undefined ? {} : { attributeWildcard: wildcard }),
  });
}

function attributesOf(parsed: ParsedComplexType, base: TypeDefinition, context: BuildContext): AttributeSet {
  const { location } = parsed;
  const own = buildAttributes(parsed.attributes, location, context);
  if (base.kind === 'simple') return own;
  const { attributes: uses, attributeWildcard } = base;
  const inherited = { uses, ...(attributeWildcard === undefined ? {} : { wildcard: attributeWildcard }) };
  if (uses.length > 0) checkCount(uses.length, location, context);
  return parsed.derivation === 'extension'
    ? extendAttributes(inherited, own, location, context)
    : restrictAttributes(inherited, own);
}

/** The type of simple content: that of the base, or a restriction of it. A simple type as base has itself for content. */
function simpleContent(
  { derivation, location }: ParsedComplexType,
  content: { readonly type?: ParsedSimpleType; readonly facets: ParsedFacets },
  base: TypeDefinition,
  context: BuildContext,
): ContentType {
  if (derivation === 'restriction' && base.kind === 'simple') {
    warn(context, 'src-ct', 'simpleContent restricts a simple type; it is taken as an extension of that', location);
  }
  const inside = content.type === undefined ? undefined : buildSimpleType(content.type, context);
  const inherited = inside ?? simpleContentOf(base);
  if (inherited === undefined) {
    const name = base.name === undefined ? 'its base' : clarkName(base.name);
    return refuse(context, 'src-ct', `simpleContent needs a base with simple content, ${name} has none`, location);
  }
  if (derivation === 'extension') return { kind: 'simple', type: inherited };
  const facets = buildFacets(content.facets, inherited, context);
  const narrowed = Object.keys(facets).length > 0;
  return { kind: 'simple', type: narrowed ? restrict({ kind: 'simple', location }, inherited, facets) : inherited };
}

function simpleContentOf(base: TypeDefinition): SimpleType | undefined {
  if (base.kind === 'simple') return base;
  return base.content.kind === 'simple' ? base.content.type : undefined;
}

/** Element content: a restriction's is its own particle alone, an extension's follows that of the base. */
function complexContent(parsed: ParsedComplexType, base: TypeDefinition, context: BuildContext): ContentType {
  const { location, derivation, mixed } = parsed;
  const own = ownContent(parsed, context);
  if (base.kind === 'simple') {
    if (own.kind !== 'empty') {
      return refuse(context, 'src-ct', 'complexContent with elements cannot have a simple type as its base', location);
    }
    warn(context, 'src-ct', 'complexContent has a simple type as its base; it is taken as simpleContent', location);
    return { kind: 'simple', type: base };
  }
  if (derivation === 'restriction') return own;
  if (own.kind === 'empty') return base.content;
  if (base.content.kind === 'empty') return own;
  if (base.content.kind === 'simple' || own.kind === 'simple') {
    return refuse(context, 'src-ct', 'an extension of simple content cannot have elements', location);
  }
  if (base.content.mixed !== mixed) {
    if (!isAnyType(base))
      warn(context, 'cos-ct-extends', 'mixed differs from that of the base; both are taken', location);
  }
  const particles = [base.content.particle, own.particle].filter((particle) => !isEmpty(particle));
  if (particles.length === 2 && particles.some(({ term }) => term.kind === 'all')) {
    warn(context, 'cos-all-limited', 'all is extended, or extends; the parts are taken one after the other', location);
  }
  const [only] = particles;
  const particle: Particle =
    only !== undefined && particles.length === 1
      ? only
      : Object.freeze({
          minOccurs: 1,
          maxOccurs: 1,
          term: Object.freeze({ kind: 'sequence', particles }),
          location,
        });
  return { kind: 'elements', mixed: mixed || base.content.mixed, particle };
}

/** The content that a type writes itself (§3.4.2, effective content). */
function ownContent({ content, mixed, location }: ParsedComplexType, context: BuildContext): ContentType {
  const parsed = content.kind === 'elements' ? content.particle : undefined;
  const built = parsed === undefined ? undefined : buildParticle(parsed, context);
  if (built === undefined || isEmpty(built)) {
    if (!mixed) return { kind: 'empty' };
    const term = Object.freeze({ kind: 'sequence', particles: [] } as const);
    return { kind: 'elements', mixed, particle: Object.freeze({ minOccurs: 1, maxOccurs: 1, term, location }) };
  }
  if (built.term.kind !== 'element' && built.term.kind !== 'wildcard')
    return { kind: 'elements', mixed, particle: built };
  return refuse(context, 's4s-elt-invalid', 'its content is no group', location);
}

function checkSize(
  { location }: ParsedComplexType,
  base: TypeDefinition,
  content: ContentType,
  context: BuildContext,
): void {
  const { derivationDepthMax, nestingDepthMax, particlesMax, totalParticlesMax } = context.limits;
  if (derivationDepth(base) + 1 > derivationDepthMax) {
    const message = `it is derived over more than ${derivationDepthMax} steps (derivationDepthMax)`;
    refuse(context, 'xsd/derivation-depth', message, location);
  }
  if (content.kind !== 'elements') return;
  const { depth, particles } = measureParticle(content.particle, context.measures);
  if (depth > nestingDepthMax) {
    const message = `its groups are nested deeper than ${nestingDepthMax} (nestingDepthMax)`;
    refuse(context, 'xsd/nesting-depth', message, location);
  }
  if (particles > particlesMax) {
    const message = `its content, groups written out, has more than ${particlesMax} particles (particlesMax)`;
    refuse(context, 'xsd/expansion-size', message, location);
  }
  context.particles += particles;
  if (context.particles > totalParticlesMax) {
    const message = `all types together have more than ${totalParticlesMax} particles and attributes (totalParticlesMax)`;
    refuse(context, 'xsd/expansion-size', message, location);
  }
}
