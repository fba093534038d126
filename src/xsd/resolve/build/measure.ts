import type { Compositor } from '../../model/compositor.ts';
import type { Particle } from '../../model/particle.ts';

/** How much a compositor is when all in it is written out. */
export interface Measure {
  /** Compositors within each other, itself included. */
  readonly depth: number;
  /** Particles at any depth. */
  readonly particles: number;
}

/** Measures a compositor. What is in it was measured when it was made, so this takes no stack and no time to speak of. */
export function measureCompositor(compositor: Compositor, measures: WeakMap<Compositor, Measure>): Measure {
  const known = measures.get(compositor);
  if (known !== undefined) return known;
  let depth = 1;
  let particles = 0;
  for (const particle of compositor.particles) {
    const inside = measureParticle(particle, measures);
    depth = Math.max(depth, inside.depth + 1);
    particles += inside.particles;
  }
  const measure = { depth, particles };
  measures.set(compositor, measure);
  return measure;
}

/** Measures a particle: itself and what is in it. */
export function measureParticle({ term }: Particle, measures: WeakMap<Compositor, Measure>): Measure {
  if (term.kind === 'element' || term.kind === 'wildcard') return { depth: 0, particles: 1 };
  const { depth, particles } = measureCompositor(term, measures);
  return { depth, particles: particles + 1 };
}
