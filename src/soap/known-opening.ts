import { type Transcoding, wordsOf } from '../codec/transcode/transcoding.ts';
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
  /** The opening's bytes by four, little-endian, and the last four of them once more. */
  readonly words: Int32Array;
  readonly last: number;
  readonly length: number;
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
      const { words, last, length } = known;
      const { source, view } = state;
      if (source.length <= length) return undefined;
      for (let index = 0; index < words.length; index++) {
        if (view.getInt32(index * 4, true) !== words[index]) return undefined;
      }
      if (view.getInt32(length - 4, true) !== last) return undefined;
      state.at = length;
      state.scope = known.scope;
      state.depth = known.depth;
      state.elements = known.elements;
      return known.opened;
    },
    keep({ source, view, at, scope, depth, elements, hidden }, opened) {
      if (at > BYTES_MAX) return;
      const words = wordsOf(source.subarray(0, at & ~3));
      known = { words, last: view.getInt32(at - 4, true), length: at, opened, scope, depth, elements, hidden };
    },
  };
}
