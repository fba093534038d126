import { matchKnownTags, takeKnownEndTag } from './known-tags.ts';
import { type FieldPlan, isHidden, PlanKind, planOf, TextForm, type ValuePlan } from './plan.ts';
import { writeScalar } from './scalars.ts';
import {
  enter,
  GREATER_THAN,
  LESS_THAN,
  matchName,
  matchOneOf,
  SLASH,
  skipSpace,
  takeEndTag,
  takeStartTag,
} from './tags.ts';
import { NOT_COVERED, reserve, type Transcoding, writeBytes, writeWords } from './transcoding.ts';

const COMMA = 0x2c;
const NULL = Buffer.from('null');
const EMPTY_TEXT = Buffer.from('""');

/**
 * Writes the JSON of one element, exactly as its codec's value would be written by `JSON.stringify`.
 * @param nameFrom - where the name of its start tag, which matched, begins; it ends at `nameTo`
 * @throws NOT_COVERED for whatever is not plainly valid
 */
export function transcodeElement(state: Transcoding, field: FieldPlan, nameFrom: number, nameTo: number): void {
  enter(state);
  const outer = state.scope;
  takeStartTag(state, field, nameFrom, nameTo);
  const declared = planOf(field);
  if (state.isNil) {
    if (!declared.isNillable) throw NOT_COVERED;
    const { isEmpty } = state;
    writeBytes(state, NULL);
    if (!isEmpty) takeEndTag(state, nameFrom, nameTo);
  } else {
    const plan = state.typeName === '' || declared.variants === undefined ? declared : variantOf(state, declared);
    switch (plan.kind) {
      case PlanKind.Text:
        if (state.isEmpty) writeEmptyText(state, plan);
        else {
          writeContentText(state, plan);
          takeEndTag(state, nameFrom, nameTo);
        }
        break;
      case PlanKind.Object:
        transcodeObject(state, plan, nameFrom, nameTo);
        break;
      case PlanKind.Dictionary:
        transcodeDictionary(state, plan, nameFrom, nameTo);
        break;
      case PlanKind.Array:
        transcodeArray(state, plan, nameFrom, nameTo);
        break;
      default:
        throw NOT_COVERED;
    }
  }
  state.scope = outer;
  state.depth--;
}

function variantOf(state: Transcoding, { variants }: ValuePlan): ValuePlan {
  const variant = variants?.get(state.typeName);
  if (variant === undefined) throw NOT_COVERED;
  return variant();
}

function writeContentText(state: Transcoding, plan: ValuePlan): void {
  if (state.source[state.at] === LESS_THAN) writeEmptyText(state, plan);
  else writeScalar(state, plan);
}

function writeEmptyText(state: Transcoding, { form, takesEmpty }: ValuePlan): void {
  if (!takesEmpty || form !== TextForm.String) throw NOT_COVERED;
  writeBytes(state, EMPTY_TEXT);
}

function transcodeObject(state: Transcoding, plan: ValuePlan, nameFrom: number, nameTo: number): void {
  const { fields, typeMember } = plan;
  const { hidden } = state;
  const mayHide = hidden.size > 0;
  state.out[state.outAt++] = 0x7b;
  let isFirst = true;
  if (typeMember !== undefined) {
    reserve(state, typeMember.length);
    writeBytes(state, typeMember);
    isFirst = false;
  }
  if (!state.isEmpty) {
    for (let next = 0; ; next++) {
      const expected = fields[next];
      const tags = expected === undefined ? undefined : matchKnownTags(state, expected);
      if (tags === undefined) next = nextField(state, fields, next);
      if (next < 0) break;
      const field = fields[next] as FieldPlan;
      const undo = state.outAt;
      reserve(state, field.member.length);
      if (!isFirst) state.out[state.outAt++] = COMMA;
      writeWords(state, field.memberWords, field.member.length);
      const { at, nameTo: fieldTo } = state;
      const value = field.repeats ? undefined : planOf(field);
      if (value !== undefined && value.kind === PlanKind.Text && state.source[fieldTo] === GREATER_THAN) {
        // The usual case, in short: text without attributes takes one level and no scope.
        if (state.depth >= state.limits.depthMax || ++state.elements > state.limits.elementsMax) throw NOT_COVERED;
        state.at = fieldTo + 1;
        writeContentText(state, value);
        if (tags === undefined || !takeKnownEndTag(state, tags)) takeEndTag(state, at + 1, fieldTo);
      } else transcodeField(state, field, at + 1, fieldTo);
      if (mayHide && isHidden(field, hidden)) state.outAt = undo;
      else isFirst = false;
    }
    takeEndTag(state, nameFrom, nameTo);
  }
  state.out[state.outAt++] = 0x7d;
}

/** The value of a member: one element, or all that follow of the name. */
function transcodeField(state: Transcoding, field: FieldPlan, nameFrom: number, nameTo: number): void {
  if (field.repeats) {
    state.out[state.outAt++] = 0x5b;
    transcodeItems(state, field, nameFrom, nameTo);
    state.out[state.outAt++] = 0x5d;
  } else transcodeElement(state, field, nameFrom, nameTo);
}

/** Items one after the other, commas between them, from the one whose start tag matched. */
function transcodeItems(state: Transcoding, field: FieldPlan, nameFrom: number, nameTo: number): void {
  let from = nameFrom;
  let to = nameTo;
  for (;;) {
    transcodeElement(state, field, from, to);
    skipSpace(state);
    if (state.source[state.at] !== LESS_THAN || state.source[state.at + 1] === SLASH) return;
    from = state.at + 1;
    to = matchName(state, field, from);
    if (to < 0) {
      if (matchOneOf(state, field.alone, 0, from) < 0) return;
      to = state.nameTo;
    }
    reserve(state, 1);
    state.out[state.outAt++] = COMMA;
  }
}

function transcodeArray(state: Transcoding, plan: ValuePlan, nameFrom: number, nameTo: number): void {
  const { item } = plan;
  state.out[state.outAt++] = 0x5b;
  if (!state.isEmpty) {
    skipSpace(state);
    if (state.source[state.at] !== LESS_THAN) throw NOT_COVERED;
    if (state.source[state.at + 1] !== SLASH) {
      if (item === undefined) throw NOT_COVERED;
      if (matchOneOf(state, item.alone, 0, state.at + 1) < 0) throw NOT_COVERED;
      transcodeItems(state, item, state.at + 1, state.nameTo);
    }
    takeEndTag(state, nameFrom, nameTo);
  }
  state.out[state.outAt++] = 0x5d;
}

/**
 * As {@link transcodeElement} for an element that is an object, writing the value of one member alone.
 * @returns false when it has no such member: then nothing was written
 */
export function transcodeMember(
  state: Transcoding,
  element: FieldPlan,
  nameFrom: number,
  nameTo: number,
  wanted: string,
): boolean {
  enter(state);
  const outer = state.scope;
  takeStartTag(state, element, nameFrom, nameTo);
  const declared = planOf(element);
  if (state.isNil || state.typeName !== '' || declared.kind !== PlanKind.Object) throw NOT_COVERED;
  let isFound = false;
  if (!state.isEmpty) {
    const { fields } = declared;
    for (let next = nextField(state, fields, 0); next >= 0; next = nextField(state, fields, next + 1)) {
      const field = fields[next] as FieldPlan;
      const undo = state.outAt;
      reserve(state, 0);
      transcodeField(state, field, state.at + 1, state.nameTo);
      if (field.name === wanted) isFound = true;
      else state.outAt = undo;
    }
    takeEndTag(state, nameFrom, nameTo);
  }
  state.scope = outer;
  state.depth--;
  return isFound;
}

/**
 * The field whose start tag is next; its name ends at `state.nameTo`.
 * @param from - the first that it may be: the order of the schema is kept
 * @returns -1 at the end tag
 */
function nextField(state: Transcoding, fields: readonly FieldPlan[], from: number): number {
  skipSpace(state);
  const { source, at } = state;
  if (source[at] !== LESS_THAN) throw NOT_COVERED;
  if (source[at + 1] === SLASH) return -1;
  const index = matchOneOf(state, fields, from, at + 1);
  if (index < 0) throw NOT_COVERED;
  return index;
}

function transcodeDictionary(state: Transcoding, plan: ValuePlan, nameFrom: number, nameTo: number): void {
  const { item, fields } = plan;
  const [key] = fields;
  if (item === undefined || key === undefined) throw NOT_COVERED;
  const keys = new Set<string>();
  state.out[state.outAt++] = 0x7b;
  let isFirst = true;
  if (!state.isEmpty) {
    while (nextField(state, item.alone, 0) >= 0) {
      const undo = state.outAt;
      reserve(state, 0);
      if (!isFirst) state.out[state.outAt++] = COMMA;
      const name = transcodeEntry(state, item, fields, state.at + 1, state.nameTo);
      // An object has a key once, and puts those that look like indexes first.
      if (keys.has(name) || INDEX.test(name)) throw NOT_COVERED;
      keys.add(name);
      if (state.hidden.size > 0 && state.hidden.has(JSON.parse(name))) state.outAt = undo;
      else isFirst = false;
    }
    takeEndTag(state, nameFrom, nameTo);
  }
  state.out[state.outAt++] = 0x7d;
}

const INDEX = /^"[0-9]{1,10}"$/;

/** `"key":value`. @returns the key as JSON */
function transcodeEntry(
  state: Transcoding,
  entry: FieldPlan,
  fields: readonly FieldPlan[],
  nameFrom: number,
  nameTo: number,
): string {
  enter(state);
  const outer = state.scope;
  takeStartTag(state, entry, nameFrom, nameTo);
  if (state.isNil || state.isEmpty || nextField(state, fields, 0) !== 0) throw NOT_COVERED;
  const [key, value] = fields as readonly [FieldPlan, FieldPlan];
  const from = state.outAt;
  transcodeElement(state, key, state.at + 1, state.nameTo);
  const name = state.out.toString('utf8', from, state.outAt);
  state.out[state.outAt++] = 0x3a;
  if (nextField(state, fields, 1) !== 1) throw NOT_COVERED;
  transcodeElement(state, value, state.at + 1, state.nameTo);
  skipSpace(state);
  takeEndTag(state, nameFrom, nameTo);
  state.scope = outer;
  state.depth--;
  return name;
}
