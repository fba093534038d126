import { type BytePattern, isPatternAt, patternOf, type Transcoding } from '../codec/transcode/transcoding.ts';
import type { OpenedBody } from './open-body.ts';

/** How the last reply of an operation began, up to the inside of its body. */
export interface KnownOpening {
  /** What was read there, when this reply begins with the very same bytes; the reader then stands behind them. */
  take(state: Transcoding): OpenedBody | undefined;
  /** Remembers the reply at hand, up to where the reader stands. */
  keep(state: Transcoding, opened: OpenedBody): void;
}

/** Where the reader stood behind an opening; members that are hidden are hidden in header blocks too. */
interface Reached extends Pick<Transcoding, 'scope' | 'depth' | 'elements' | 'hidden'> {
  readonly opened: OpenedBody;
  readonly bytes: BytePattern;
}

/** Bytes of an opening that is worth remembering. */
const BYTES_MAX = 4096;

/**
 * Most backends begin their successes in the same way: envelope and header blocks with the same values. What they say
 * depends on these bytes alone, so bytes that are compared need not be read again.
 */
export function rememberOpening(): KnownOpening {
  let known: Reached | undefined;
  return {
    take(state) {
      if (known === undefined || known.hidden !== state.hidden) return undefined;
      const { bytes } = known;
      if (state.source.length <= bytes.length || !isPatternAt(state.view, 0, bytes)) return undefined;
      state.at = bytes.length;
      state.scope = known.scope;
      state.depth = known.depth;
      state.elements = known.elements;
      return known.opened;
    },
    keep({ source, at, scope, depth, elements, hidden }, opened) {
      const bytes = at > BYTES_MAX ? undefined : patternOf(source.subarray(0, at));
      if (bytes !== undefined) known = { bytes, opened, scope, depth, elements, hidden };
    },
  };
}
