import { anyType } from '../../model/any-type.ts';
import type { Compositor } from '../../model/compositor.ts';
import type { Particle } from '../../model/particle.ts';
import type { ParsedCompositor, ParsedElement, ParsedParticle } from '../../parse/components.ts';
import { blockOf } from './block.ts';
import { type BuildContext, componentOf, type UnlinkedElement } from './context.ts';
import { measureCompositor } from './measure.ts';
import { buildWildcard } from './wildcard.ts';

/** Makes a particle with all in it (XSD 1.0 Part 1 §3.9.2). A group's compositor is one object for all references to it. */
export function buildParticle(parsed: ParsedParticle, context: BuildContext): Particle {
  return Object.freeze({
    minOccurs: parsed.minOccurs,
    maxOccurs: parsed.maxOccurs < 0 ? Number.POSITIVE_INFINITY : parsed.maxOccurs,
    term: buildTerm(parsed, context),
    location: parsed.location,
  });
}

function buildTerm({ term }: ParsedParticle, context: BuildContext): Particle['term'] {
  switch (term.kind) {
    case 'element':
      return buildElement(term, context);
    case 'elementReference':
      return componentOf('element', term.reference, context);
    case 'groupReference':
      return componentOf('group', term.reference, context);
    case 'wildcard':
      return buildWildcard(term);
    default:
      return buildCompositor(term, context);
  }
}

/** Makes a compositor. Empty ones in it are left out, except in a choice, where nothing is a choice too. */
export function buildCompositor({ kind, particles }: ParsedCompositor, context: BuildContext): Compositor {
  const all = particles.map((particle) => buildParticle(particle, context));
  const compositor = Object.freeze({ kind, particles: kind === 'choice' ? all : all.filter((each) => !isEmpty(each)) });
  measureCompositor(compositor, context.measures);
  return compositor;
}

/** True for a particle that holds nothing: an empty sequence or all, or an empty choice that need not be made (§3.4.2). */
export function isEmpty({ term, minOccurs }: Particle): boolean {
  if (term.kind === 'element' || term.kind === 'wildcard' || term.particles.length > 0) return false;
  return term.kind !== 'choice' || minOccurs === 0;
}

/** Makes an element declaration (§3.3.2) whose type is put in place later: types may be recursive through their elements. */
export function buildElement(parsed: ParsedElement, context: BuildContext): UnlinkedElement {
  const { type: _type, substitutionGroup: _head, block, ...rest } = parsed;
  const element: UnlinkedElement = { ...rest, type: anyType, block: blockOf(block) };
  context.links.push({ element, parsed, owner: context.owner });
  return element;
}
