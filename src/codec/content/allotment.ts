import type { QName } from '../../xml/qname.ts';
import { clarkName } from '../../xml/qname.ts';
import type { Particle } from '../../xsd/model/particle.ts';
import { allowsNamespace, type Wildcard } from '../../xsd/model/wildcard.ts';
import type { ContentStep } from './step.ts';

/**
 * Which child belongs to which particle, decided before the children are read: for each particle met on the way how often it
 * occurs, or which of its branches it is. Needed where taking as much as fits can take too much.
 */
export interface Allotment {
  readonly decisions: readonly number[];
  /** How many have been followed. */
  at: number;
}

/** The decisions of a search so far, and how many more steps it may take. */
export interface Trail {
  readonly decisions: number[];
  budget: number;
}

/** Where a particle ends, and whether the rest of the content fits from there. */
export type Continue = (at: number) => boolean;

/** With more children than this, or after more steps, there is no allotment, and children are taken as they fit. */
const CHILDREN_MAX = 1000;
const STEPS_MAX = 100_000;

/** Finds the allotment by which a content model takes all the children; undefined when there is none, or none in reasonable time. */
export function findAllotment(content: ContentStep, children: readonly QName[]): Allotment | undefined {
  if (children.length > CHILDREN_MAX) return undefined;
  const trail: Trail = { decisions: [], budget: STEPS_MAX };
  const fits = content.match(children, 0, (at) => at === children.length, trail);
  return fits ? { decisions: trail.decisions, at: 0 } : undefined;
}

/** Notes a decision and goes on; takes it back when that leads nowhere. */
export function tryDecision(trail: Trail, decision: number, go: () => boolean): boolean {
  if (trail.budget-- <= 0) return false;
  const mark = trail.decisions.length;
  trail.decisions.push(decision);
  if (go()) return true;
  trail.decisions.length = mark;
  return false;
}

/** The next decision of an allotment. */
export function follow(allotment: Allotment): number {
  return allotment.decisions[allotment.at++] ?? 0;
}

/** An element or a wildcard as a search sees it. */
export function matchOccurrences(
  matches: (name: QName) => boolean,
  { minOccurs, maxOccurs }: { readonly minOccurs: number; readonly maxOccurs: number },
): ContentStep['match'] {
  return (names, at, then, trail) => {
    let count = 0;
    for (let name = names[at]; count < maxOccurs && name !== undefined && matches(name); name = names[at + count])
      count++;
    for (; count >= minOccurs; count--) {
      const taken = count;
      if (tryDecision(trail, taken, () => then(at + taken))) return true;
    }
    return false;
  };
}

/**
 * True when children may have to be shared out between particles with foresight: an element that occurs twice in the model, a
 * wildcard that admits an element of it (unless it comes last), bounds inside of what repeats. Models that are
 * deterministic (XSD 1.0 Part 1 §3.8.6, Unique Particle Attribution) hardly ever need it, but many are not.
 */
export function needsAllotment(particle: Particle): boolean {
  const names: QName[] = [];
  const wildcards: Wildcard[] = [];
  let isBounded = false;
  const visit = ({ term, minOccurs, maxOccurs }: Particle, repeats: boolean): void => {
    const hasBounds = minOccurs > 1 || (maxOccurs > 1 && maxOccurs !== Number.POSITIVE_INFINITY);
    if (hasBounds && (repeats || (term.kind !== 'element' && term.kind !== 'wildcard'))) isBounded = true;
    if (term.kind === 'element') names.push(term.name);
    else if (term.kind === 'wildcard') wildcards.push(term);
    else for (const inner of term.particles) visit(inner, repeats || maxOccurs > 1);
  };
  visit(particle, false);
  if (isBounded || wildcards.length > 1 || new Set(names.map(clarkName)).size < names.length) return true;
  const overlaps = wildcards.some((wildcard) =>
    names.some((name) => allowsNamespace(wildcard.namespaces, name.namespace)),
  );
  return overlaps && !endsWithWildcard(particle);
}

/** A sequence of elements with a wildcard behind them: what comes last takes what is left. */
function endsWithWildcard({ term, maxOccurs }: Particle): boolean {
  if (term.kind !== 'sequence' || maxOccurs > 1) return false;
  const last = term.particles.at(-1);
  return last !== undefined && (last.term.kind === 'wildcard' || endsWithWildcard(last));
}
