import type { ExampleOptions } from './message-codec.ts';

/** The state of making one example. */
export interface ExampleState {
  /** Goes up with each simple value, so that neighbours differ. */
  seed: number;
  /** How many optional members may still be put in; 0 from the start where the least that is valid is wanted. */
  optionalLeft: number;
  /** Types that are being made: where one would begin again, optional content ends. */
  readonly open: Set<object>;
}

/** Optional members in one example at most: types that fan out would make it endless for any reader. */
const OPTIONAL_MAX = 500;
/** Depth at which optional content ends although no type repeats. */
const DEPTH_MAX = 12;

/** State for an example of a message. */
export function startExample({ seed = 0, extent = 'full' }: ExampleOptions = {}): ExampleState {
  return { seed: Math.abs(Math.trunc(seed)), optionalLeft: extent === 'full' ? OPTIONAL_MAX : 0, open: new Set() };
}

/** True when an optional member may be put in; it is then counted. */
export function takeOptional(state: ExampleState): boolean {
  if (state.optionalLeft <= 0 || state.open.size >= DEPTH_MAX) return false;
  state.optionalLeft--;
  return true;
}

/** Makes an example with a type open, so that what would be that type again ends. */
export function within<T>(type: object, state: ExampleState, make: () => T): T {
  const isOutermost = !state.open.has(type);
  state.open.add(type);
  const made = make();
  if (isOutermost) state.open.delete(type);
  return made;
}
