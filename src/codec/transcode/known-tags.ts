import type { FieldPlan } from './plan.ts';
import { prefixOf, type Scope } from './scope.ts';
import { isBehindName } from './tags.ts';
import { type BytePattern, isPatternAt, patternOf, type Transcoding } from './transcoding.ts';

/** The tags of a field as they are usually written, by the prefixes of one scope. */
export interface KnownTags {
  scope: Scope;
  readonly prefix: Uint8Array;
  /** `<prefix:name` */
  readonly open: BytePattern;
  /** `</prefix:name>` */
  readonly close: BytePattern;
}

const NO_PREFIX = new Uint8Array(0);

/**
 * The tags of the field whose start tag is at hand, if it is this one by the usual name; its name ends at `state.nameTo`.
 * Undefined where another one may be, or this one otherwise: `nextField` then tells.
 */
export function matchKnownTags(state: Transcoding, field: FieldPlan): KnownTags | undefined {
  const { source, view, at, scope } = state;
  const tags = field.tags?.scope === scope ? field.tags : findTags(field, scope);
  if (tags === undefined) return undefined;
  const end = at + tags.open.length;
  if (end >= source.length || !isPatternAt(view, at, tags.open)) return undefined;
  if (!isBehindName(source[end])) return undefined;
  state.nameTo = end;
  return tags;
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
  const open = patternOf(Buffer.concat([Buffer.from('<'), prefix, local]));
  const close = patternOf(Buffer.concat([Buffer.from('</'), prefix, local, Buffer.from('>')]));
  if (open === undefined || close === undefined) return undefined;
  field.tags = { scope, prefix, open, close };
  return field.tags;
}

function prefixFor(scope: Scope, namespace: string): Uint8Array | undefined {
  return namespace === '' ? undefined : prefixOf(scope, namespace);
}

/** Takes this end tag where it is at hand, without white space; false where something else is. */
export function takeKnownEndTag(state: Transcoding, { close }: KnownTags): boolean {
  const end = state.at + close.length;
  if (end > state.source.length || !isPatternAt(state.view, state.at, close)) return false;
  state.at = end;
  return true;
}
