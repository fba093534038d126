import { isJsonObject, type JsonObject, type JsonValue, member, setMember } from '../../json/value.ts';
import type { XmlReader } from '../../xml/reader.ts';
import type { DecodeState } from '../decode-state.ts';
import { takeOptional } from '../example-state.ts';
import { placeError, placeIssues, pointerStep } from '../issue-place.ts';
import { emptyParts, renderObject } from '../object-schema.ts';
import { Leading } from '../reserved-members.ts';
import { reportUnknownMembers } from '../unknown-members.ts';
import { type Allotment, follow, tryDecision } from './allotment.ts';
import { wantsAtLeast } from './element-step.ts';
import type { ContentStep } from './step.ts';

/** A compositor that may occur more than once. */
export interface RepeatedCompositor {
  readonly inside: ContentStep;
  /** Name of the member that holds the occurrences. */
  readonly name: string;
  readonly minOccurs: number;
  readonly maxOccurs: number;
}

/** A repeating group (design.md §2): an array with one object for each occurrence, in document order. */
export function compileGroup({ inside, name, minOccurs, maxOccurs }: RepeatedCompositor): ContentStep {
  const step = pointerStep(name);
  const least = inside.isEmptiable ? 0 : minOccurs;
  const known = { names: new Set(inside.members) };

  const readOccurrences = (
    reader: XmlReader,
    object: JsonObject,
    state: DecodeState,
    mayBegin: () => boolean,
    allotment: Allotment | undefined,
  ): number => {
    let count = 0;
    // An allotment says itself when the group ends; its decisions are all to be followed.
    while ((allotment !== undefined || count < maxOccurs) && mayBegin()) {
      const { offset } = reader;
      const occurrence: JsonObject = {};
      const value = member(object, name);
      const occurrences: JsonValue[] = Array.isArray(value) ? value : [];
      const place = `${step}/${occurrences.length}`;
      const from = state.issues.length;
      try {
        inside.decode(reader, occurrence, state, allotment);
        if (reader.offset === offset) {
          if (allotment !== undefined) continue; // an occurrence that takes nothing says nothing
          if (!inside.decodeAnywhere(reader, occurrence, state)) break;
        }
      } catch (error) {
        throw placeError(error, place);
      }
      if (state.issues.length > from) placeIssues(state.issues, from, place);
      if (occurrences !== value) setMember(object, name, occurrences);
      occurrences.push(occurrence);
      count++;
    }
    return count;
  };

  return {
    members: [name],
    requiredMembers: least > 0 ? [name] : [],
    names: inside.names,
    isEmptiable: least === 0,
    isPresent: (object) => {
      const value = member(object, name);
      return value !== undefined && !(Array.isArray(value) && value.length === 0);
    },
    encode(object, outer, context) {
      const value = member(object, name);
      if (value === undefined) {
        if (least > 0) context.issues.push({ pointer: step, detail: 'is required' });
        return '';
      }
      context.taken++;
      if (!Array.isArray(value)) {
        context.issues.push({ pointer: step, detail: 'must be an array of objects' });
        return '';
      }
      if (value.length < least) context.issues.push({ pointer: step, detail: wantsAtLeast(least) });
      if (value.length > maxOccurs) {
        context.issues.push({ pointer: step, detail: `must have at most ${maxOccurs} items` });
      }
      const takenOutside = context.taken;
      let xml = '';
      for (const [index, occurrence] of value.entries()) {
        const from = context.issues.length;
        if (isJsonObject(occurrence)) {
          context.taken = 0;
          xml += inside.encode(occurrence, outer, context);
          reportUnknownMembers(occurrence, known, context, Leading.None);
        } else context.issues.push({ pointer: '', detail: 'must be an object' });
        if (context.issues.length > from) placeIssues(context.issues, from, `${step}/${index}`);
      }
      context.taken = takenOutside;
      return xml;
    },
    accepts: inside.accepts,
    match(names, at, then, trail) {
      const more = (count: number, position: number): boolean => {
        const canRepeat = count < maxOccurs;
        const again = (next: number): boolean => (next > position || count < minOccurs) && more(count + 1, next);
        if (canRepeat && tryDecision(trail, 1, () => inside.match(names, position, again, trail))) return true;
        return count >= minOccurs && tryDecision(trail, 0, () => then(position));
      };
      return more(0, at);
    },
    decode(reader, object, state, allotment) {
      const mayBegin = () =>
        allotment === undefined ? reader.kind === 'start' && inside.accepts(reader) : follow(allotment) > 0;
      const count = readOccurrences(reader, object, state, mayBegin, allotment);
      if (state.strict && count < least) {
        state.issues.push({ pointer: step, detail: wantsAtLeast(least) });
      }
    },
    decodeAnywhere(reader, object, state) {
      const occurrence: JsonObject = {};
      const value = member(object, name);
      const occurrences: JsonValue[] = Array.isArray(value) ? value : [];
      const last = occurrences.at(-1);
      // What the last occurrence still has room for belongs to it, else it begins another one.
      if (isJsonObject(last) && inside.decodeAnywhere(reader, last, state)) return true;
      if (!inside.decodeAnywhere(reader, occurrence, state)) return false;
      if (occurrences !== value) setMember(object, name, occurrences);
      occurrences.push(occurrence);
      return true;
    },
    describe(parts, registry) {
      const items = emptyParts();
      inside.describe(items, registry);
      const schema = renderObject(items);
      parts.properties[name] = {
        type: 'array',
        description: 'One object for each occurrence of the group, in order.',
        items: inside.isEmptiable ? { ...schema, minProperties: 1 } : schema,
        ...(least > 0 ? { minItems: least } : {}),
        ...(maxOccurs === Number.POSITIVE_INFINITY ? {} : { maxItems: maxOccurs }),
      };
      if (least > 0) parts.required.push(name);
    },
    wouldRepeat: (state) => least > 0 && inside.wouldRepeat(state),
    example(object, state) {
      const wanted = least > 0 ? least : !inside.wouldRepeat(state) && takeOptional(state) ? 1 : 0;
      const occurrences = Array.from({ length: wanted }, () => {
        const occurrence: JsonObject = {};
        inside.example(occurrence, state);
        return occurrence;
      }).filter((occurrence) => least > 0 || Object.keys(occurrence).length > 0);
      if (occurrences.length > 0) setMember(object, name, occurrences);
    },
  };
}
