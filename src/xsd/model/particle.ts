import type { Location } from '../../diagnostics/location.ts';
import type { Compositor } from './compositor.ts';
import type { ElementDeclaration } from './element.ts';
import type { Wildcard } from './wildcard.ts';

/** Particle (XSD 1.0 Part 1 §3.9): a term and how often it may occur. Group references are already replaced. */
export interface Particle {
  readonly minOccurs: number;
  /** `Infinity` for `unbounded`. Particles with `maxOccurs="0"` are not in the model. */
  readonly maxOccurs: number;
  readonly term: ElementDeclaration | Compositor | Wildcard;
  readonly location: Location;
}
