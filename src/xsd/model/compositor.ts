import type { Particle } from './particle.ts';

/** Model group (XSD 1.0 Part 1 §3.8): particles in a sequence, a choice between them, or all in any order. */
export interface Compositor {
  readonly kind: 'sequence' | 'choice' | 'all';
  readonly particles: readonly Particle[];
}
