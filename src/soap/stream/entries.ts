import { transcodeElement } from '../../codec/transcode/element.ts';
import type { FieldPlan } from '../../codec/transcode/plan.ts';
import { GREATER_THAN, LESS_THAN, matchName, matchOneOf, SLASH, skipSpace } from '../../codec/transcode/tags.ts';
import { NOT_COVERED, reserve, type Transcoding, writeBytes } from '../../codec/transcode/transcoding.ts';

/** The entries of a list, read one after the other. */
export interface Entries {
  readonly field: FieldPlan;
  /** What stands between two of them in the answer. */
  readonly comma: Uint8Array;
  /** How many are read. */
  count: number;
}

/**
 * Reads entries as long as they follow.
 * @param outMax - bytes of output at which to stop
 * @returns `full` when so much is written; `end` where something else than an entry stands; `cut` where bytes are missing or not
 * covered: the entry there is as good as not read
 */
export function readEntries(state: Transcoding, entries: Entries, outMax: number): 'full' | 'end' | 'cut' {
  const { field, comma } = entries;
  const { scope, depth } = state;
  let { at, outAt, elements } = state;
  try {
    while (outAt < outMax) {
      if (!isEntryNext(state, field)) return 'end';
      reserve(state, 1);
      if (entries.count > 0) writeBytes(state, comma);
      transcodeElement(state, field, state.at + 1, state.nameTo);
      entries.count++;
      ({ at, outAt, elements } = state);
    }
    return 'full';
  } catch (error) {
    if (error !== NOT_COVERED) throw error;
    Object.assign(state, { at, outAt, scope, depth, elements });
    return 'cut';
  }
}

/** False where something else stands next. @throws NOT_COVERED while it cannot be told */
function isEntryNext(state: Transcoding, field: FieldPlan): boolean {
  skipSpace(state);
  const { source, at } = state;
  if (source[at] !== LESS_THAN) throw NOT_COVERED;
  if (source[at + 1] !== SLASH) {
    const nameTo = matchName(state, field, at + 1);
    if (nameTo >= 0) {
      state.nameTo = nameTo;
      return true;
    }
    if (matchOneOf(state, field.alone, 0, at + 1) >= 0) return true;
  }
  // What is no entry may be the first part of one.
  if (source.indexOf(GREATER_THAN, at) < 0) throw NOT_COVERED;
  return false;
}
