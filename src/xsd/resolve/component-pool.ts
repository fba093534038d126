import type { Compositor } from '../model/compositor.ts';
import type { Measure } from './build/measure.ts';
import type { AnyComponent } from './component-spaces.ts';
import { createWellKnown, type FindWellKnown } from './well-known.ts';

/**
 * Components by fingerprint, shared by the schema sets that are resolved with it: what is the same in two of them is one object,
 * with all that it leads to and all that may stand in for that.
 */
export interface ComponentPool {
  readonly components: Map<string, AnyComponent>;
  readonly measures: WeakMap<Compositor, Measure>;
  readonly findWellKnown: FindWellKnown;
}

/** Makes an empty pool. */
export function createComponentPool(): ComponentPool {
  return { components: new Map(), measures: new WeakMap(), findWellKnown: createWellKnown() };
}
