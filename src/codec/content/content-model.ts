import { clarkName, type QName } from '../../xml/qname.ts';
import type { Compositor } from '../../xsd/model/compositor.ts';
import type { ElementDeclaration } from '../../xsd/model/element.ts';
import type { Particle } from '../../xsd/model/particle.ts';
import type { Compiler } from '../compiler.ts';
import { createMemberNames, type MemberNames } from '../json-names.ts';
import { compileAll } from './all.ts';
import { needsAllotment } from './allotment.ts';
import { compileChoice } from './choice.ts';
import { compileRepeatedElement, compileSingleElement } from './element-step.ts';
import { compileGroup } from './group.ts';
import { compileSequence } from './sequence.ts';
import { canShareNames, shareNames } from './shared-names.ts';
import type { ContentStep } from './step.ts';
import { compileWildcard } from './wildcard-step.ts';

/** Gives the member of an element its name. */
export type NameElement = (declaration: ElementDeclaration) => string;

/** A content model with the names of the object it lies in; attributes take theirs from what is left. */
export interface ContentModel {
  readonly step: ContentStep;
  /** True when children are to be shared out before they are read; see allotment.ts. */
  readonly needsAllotment: boolean;
  readonly names: MemberNames;
}

/**
 * Compiles a content model. Compositors that do not repeat lie flat in one object, whatever their nesting.
 * @param parentNamespace - namespace of elements that needs no word in the schema
 */
export function compileContentModel(particle: Particle, parentNamespace: string, compiler: Compiler): ContentModel {
  const names = createMemberNames(new Set(elementNames(particle, compiler)));
  const nameElement: NameElement = (declaration) => names.take(compiler.jsonName(declaration.name.local));
  const step = compileParticle(particle, { nameElement, later: new Set() });
  return { step, needsAllotment: needsAllotment(particle), names };

  function compileParticle(
    { term, minOccurs, maxOccurs }: Particle,
    place: { readonly nameElement: NameElement; readonly later: ReadonlySet<string> },
  ): ContentStep {
    if (term.kind === 'wildcard') {
      return compileWildcard(
        { wildcard: term, name: names.take('$any'), minOccurs, maxOccurs, later: place.later },
        compiler,
      );
    }
    if (term.kind === 'element') {
      const name = place.nameElement(term);
      const element = {
        declaration: term,
        term: compiler.elementTerm(term),
        name,
        minOccurs,
        maxOccurs,
        parentNamespace,
      };
      return maxOccurs > 1 ? compileRepeatedElement(element) : compileSingleElement(element);
    }
    if (maxOccurs <= 1) return compileCompositor(term, minOccurs === 0, place);
    const once = { term, minOccurs: 1, maxOccurs: 1, location: particle.location };
    const inside = compileContentModel(once, parentNamespace, compiler).step;
    return compileGroup({ inside, name: names.take('$group'), minOccurs, maxOccurs });
  }

  function compileCompositor(
    { kind, particles }: Compositor,
    isOptional: boolean,
    { nameElement, later }: { readonly nameElement: NameElement; readonly later: ReadonlySet<string> },
  ): ContentStep {
    if (kind === 'choice') {
      const nameIn = canShareNames(particles) ? shareNames(nameElement) : () => nameElement;
      return compileChoice(
        particles.map((branch) => compileParticle(branch, { nameElement: nameIn(), later })),
        isOptional,
      );
    }
    const steps = particles.map((one, index) =>
      compileParticle(one, { nameElement, later: hasWildcard(one) ? laterNames(particles, index, later) : later }),
    );
    return kind === 'all' ? compileAll(steps, isOptional) : compileSequence(steps, isOptional);
  }
}

/** JSON names that the elements of one object have by themselves; what repeats as a group has an object of its own. */
function elementNames({ term }: Particle, compiler: Compiler): string[] {
  if (term.kind === 'element') return [compiler.jsonName(term.name.local)];
  if (term.kind === 'wildcard') return [];
  return term.particles
    .filter((particle) => particle.term.kind === 'element' || particle.maxOccurs <= 1)
    .flatMap((particle) => elementNames(particle, compiler));
}

function hasWildcard({ term }: Particle): boolean {
  return term.kind === 'wildcard' || (term.kind !== 'element' && term.particles.some(hasWildcard));
}

function laterNames(particles: readonly Particle[], index: number, later: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set(later);
  const add = (name: QName): unknown => names.add(clarkName(name));
  const visit = ({ term }: Particle): void => {
    if (term.kind === 'element') add(term.name);
    else if (term.kind !== 'wildcard') term.particles.forEach(visit);
  };
  particles.slice(index + 1).forEach(visit);
  return names;
}
