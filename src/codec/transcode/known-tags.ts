import type { FieldPlan } from './plan.ts';
import { prefixOf, type Scope } from './scope.ts';
import { GREATER_THAN, isSpace, SLASH } from './tags.ts';
import { type Transcoding, wordsOf } from './transcoding.ts';

/** The tags of a field as they are usually written, by the prefixes of one scope: compared four bytes at a time. */
export interface KnownTags {
  scope: Scope;
  readonly prefix: Uint8Array;
  /** `<prefix:name`, and its last four bytes, which overlap. */
  readonly open: Int32Array;
  readonly openEnd: number;
  readonly openLength: number;
  /** `</prefix:name>` */
  readonly close: Int32Array;
  readonly closeEnd: number;
  readonly closeLength: number;
}

const NO_PREFIX = new Uint8Array(0);

/** The tags of a field in the scope at hand; undefined where its namespace has no name there, or the name is too short. */
export function tagsOf(field: FieldPlan, scope: Scope): KnownTags | undefined {
  const { tags } = field;
  return tags !== undefined && tags.scope === scope ? tags : findTags(field, scope);
}

/** Elements of one kind mostly stand in one scope, so those of the last one are kept. */
function findTags(field: FieldPlan, scope: Scope): KnownTags | undefined {
  const { namespace, local, tags } = field;
  const prefix = scope.defaultNamespace === namespace ? NO_PREFIX : prefixFor(scope, namespace);
  if (prefix === undefined) return undefined;
  if (tags !== undefined && Buffer.compare(tags.prefix, prefix) === 0) {
    tags.scope = scope;
    return tags;
  }
  const open = Buffer.concat([Buffer.from('<'), prefix, local]);
  if (open.length < 4) return undefined;
  const close = Buffer.concat([Buffer.from('</'), prefix, local, Buffer.from('>')]);
  field.tags = {
    scope,
    prefix,
    open: wordsOf(open.subarray(0, open.length & ~3)),
    openEnd: open.readInt32LE(open.length - 4),
    openLength: open.length,
    close: wordsOf(close.subarray(0, close.length & ~3)),
    closeEnd: close.readInt32LE(close.length - 4),
    closeLength: close.length,
  };
  return field.tags;
}

function prefixFor(scope: Scope, namespace: string): Uint8Array | undefined {
  return namespace === '' ? undefined : prefixOf(scope, namespace);
}

/** True where this start tag is at hand, as far as its name. */
export function isAtStartTag(state: Transcoding, { open, openEnd, openLength }: KnownTags): boolean {
  const { source, view, at } = state;
  const end = at + openLength;
  if (end >= source.length || view.getInt32(end - 4, true) !== openEnd) return false;
  for (let index = 0; index < open.length; index++) {
    if (view.getInt32(at + index * 4, true) !== open[index]) return false;
  }
  const after = source[end];
  return after === GREATER_THAN || after === SLASH || isSpace(after);
}

/** Takes this end tag where it is at hand, without white space; false where something else is. */
export function takeKnownEndTag(state: Transcoding, { close, closeEnd, closeLength }: KnownTags): boolean {
  const { source, view, at } = state;
  const end = at + closeLength;
  if (end > source.length || view.getInt32(end - 4, true) !== closeEnd) return false;
  for (let index = 0; index < close.length; index++) {
    if (view.getInt32(at + index * 4, true) !== close[index]) return false;
  }
  state.at = end;
  return true;
}
