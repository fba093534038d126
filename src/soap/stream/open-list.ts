import { transcodeElement } from '../../codec/transcode/element.ts';
import { type FieldPlan, PlanKind, planOf, type ValuePlan } from '../../codec/transcode/plan.ts';
import {
  enter,
  GREATER_THAN,
  LESS_THAN,
  matchOneOf,
  SLASH,
  skipSpace,
  takeStartTag,
} from '../../codec/transcode/tags.ts';
import { NOT_COVERED, type Transcoding, writeBytes } from '../../codec/transcode/transcoding.ts';
import type { JsonValue } from '../../json/value.ts';
import type { AnswerView } from '../call.ts';
import type { startReply } from '../transcode-reply.ts';
import { type Arrival, readWhenHere } from './arrival.ts';

/** A list inside of a reply, its first entry next. */
export interface OpenedList {
  /** The reply's bytes up to there. */
  readonly head: Buffer;
  readonly headerBlocks: ReadonlyMap<string, JsonValue>;
  readonly message: ValuePlan;
  /** Index of its field in the message. */
  readonly index: number;
  readonly entry: FieldPlan;
  /** Names of the members that stand before it, its own among them. */
  readonly earlier: ReadonlySet<string>;
  /** Namespaces in force between the message's members. */
  readonly scope: Transcoding['scope'];
  /** Names of the elements that are open, outermost first. */
  readonly openNames: readonly Buffer[];
  /** True when the answer is the list itself, and not an object that has it. */
  readonly isAlone: boolean;
}

/** True where what is wanted of a message is a list, or an object that has one. */
export function hasList(field: FieldPlan, { responseBody, lines }: AnswerView): boolean {
  const { kind, fields, typeMember } = planOf(field);
  if (kind !== PlanKind.Object) return false;
  if (responseBody !== undefined) return fields.some((each) => each.name === responseBody && isList(each));
  return typeMember === undefined && lines !== true && fields.some(isList);
}

type StartReply = (state: Transcoding) => ReturnType<typeof startReply>;

/** Reads up to the first entry of the list that is wanted. @throws NOT_COVERED where there is none to be streamed */
export async function openList(
  arrival: Arrival,
  field: FieldPlan,
  start: StartReply,
  { responseBody, hidden }: AnswerView,
): Promise<OpenedList> {
  const { state } = arrival;
  const message = planOf(field);
  const isAlone = responseBody !== undefined;
  const { fields } = message;
  const { headerBlocks, openNames } = await readWhenHere(arrival, () => {
    const { source } = state;
    const started = start(state);
    const { at, nameTo } = state;
    enter(state);
    takeStartTag(state, field, at + 1, nameTo);
    if (state.isNil || state.isEmpty || state.typeName !== '') throw NOT_COVERED;
    const nameOf = (from: number, to: number) => Buffer.from(source.subarray(from, to));
    return {
      headerBlocks: started.headerBlocks,
      openNames: [
        nameOf(started.envelopeFrom, started.envelopeTo),
        nameOf(started.bodyFrom, started.bodyTo),
        nameOf(at + 1, nameTo),
      ],
    };
  });
  if (!isAlone) writeBytes(state, OPEN_OBJECT);
  const { scope } = state;
  const earlier = new Set<string>();
  for (let next = 0, isFirst = true; ; ) {
    const at = await readWhenHere(arrival, () => {
      const { source, outAt } = state;
      const index = nextField(state, fields, next);
      if (index < 0) throw NOT_COVERED;
      const found = fields[index] as FieldPlan;
      const isWanted = isAlone ? found.name === responseBody : !hidden.has(found.name);
      if (isWanted && !isAlone) {
        if (!isFirst) writeBytes(state, COMMA);
        writeBytes(state, found.member);
      }
      const { nameTo, at: tagAt } = state;
      earlier.add(found.name);
      let list: { readonly entry: FieldPlan; readonly name: Buffer | undefined } | undefined;
      if (isWanted && found.repeats) list = { entry: found, name: undefined };
      else if (found.repeats) throw NOT_COVERED;
      else {
        const plan = planOf(found);
        if (isWanted && plan.kind === PlanKind.Array && plan.item !== undefined) {
          enter(state);
          takeStartTag(state, found, tagAt + 1, nameTo);
          if (!state.isEmpty && !state.isNil && state.typeName === '') {
            list = { entry: plan.item, name: Buffer.from(source.subarray(tagAt + 1, nameTo)) };
          } else {
            state.depth--;
            state.scope = scope;
          }
        }
        if (list === undefined) {
          transcodeElement(state, found, tagAt + 1, nameTo);
          if (isAlone || !isWanted) state.outAt = outAt;
        }
      }
      return { index, isWanted, list };
    });
    next = at.index + 1;
    if (at.list === undefined) {
      if (isAlone && at.isWanted) throw NOT_COVERED;
      if (at.isWanted) isFirst = false;
      continue;
    }
    const { entry, name } = at.list;
    const head = Buffer.from(state.source.subarray(0, state.at));
    arrival.dropRead();
    return {
      head,
      headerBlocks,
      message,
      index: at.index,
      earlier,
      scope,
      entry,
      openNames: name === undefined ? openNames : [...openNames, name],
      isAlone,
    };
  }
}

function isList(field: FieldPlan): boolean {
  return field.repeats || planOf(field).kind === PlanKind.Array;
}

/** As in element.ts, where the tag may not have arrived. */
function nextField(state: Transcoding, fields: readonly FieldPlan[], from: number): number {
  skipSpace(state);
  const { source, at } = state;
  if (source[at] !== LESS_THAN || source.indexOf(GREATER_THAN, at) < 0) throw NOT_COVERED;
  return source[at + 1] === SLASH ? -1 : matchOneOf(state, fields, from, at + 1);
}

const COMMA = Buffer.from(',');
const OPEN_OBJECT = Buffer.from('{');
