import { takeOptional } from '../example-state.ts';
import { emptyParts, noneOf, renderBranch } from '../object-schema.ts';
import { follow, tryDecision } from './allotment.ts';
import type { ContentStep } from './step.ts';

/**
 * A sequence that does not repeat (XSD 1.0 Part 1 §3.8): its members lie in the parent's object, its children are written in
 * schema order whatever the order of the JSON.
 * @param isOptional - `minOccurs` is 0
 */
export function compileSequence(steps: readonly ContentStep[], isOptional: boolean): ContentStep {
  const members = steps.flatMap((step) => step.members);
  const requiredMembers = steps.flatMap((step) => step.requiredMembers);
  const isEmptiableInside = steps.every((step) => step.isEmptiable);
  const mayBeAbsent = isOptional && !isEmptiableInside;
  const isPresent: ContentStep['isPresent'] = (object) => steps.some((step) => step.isPresent(object));
  const accepts: ContentStep['accepts'] = (reader) => {
    for (const step of steps) {
      if (step.accepts(reader)) return true;
      if (!step.isEmptiable) return false;
    }
    return false;
  };
  return {
    members,
    requiredMembers: isOptional ? [] : requiredMembers,
    names: steps.flatMap((step) => step.names),
    isEmptiable: isOptional || isEmptiableInside,
    isPresent,
    encode(object, outer, context) {
      if (mayBeAbsent && !isPresent(object)) return '';
      let xml = '';
      for (const step of steps) xml += step.encode(object, outer, context);
      return xml;
    },
    accepts,
    match(names, at, then, trail) {
      const from = (index: number, position: number): boolean => {
        const step = steps[index];
        return step === undefined
          ? then(position)
          : step.match(names, position, (next) => from(index + 1, next), trail);
      };
      if (!mayBeAbsent) return from(0, at);
      return tryDecision(trail, 1, () => from(0, at)) || tryDecision(trail, 0, () => then(at));
    },
    decode(reader, object, state, allotment) {
      if (mayBeAbsent) {
        const isThere = allotment === undefined ? reader.kind === 'start' && accepts(reader) : follow(allotment) > 0;
        if (!isThere) return;
      }
      for (const step of steps) step.decode(reader, object, state, allotment);
    },
    decodeAnywhere: (reader, object, state) => steps.some((step) => step.decodeAnywhere(reader, object, state)),
    describe(parts, registry) {
      if (!mayBeAbsent) {
        for (const step of steps) step.describe(parts, registry);
        return;
      }
      const inside = emptyParts();
      for (const step of steps) step.describe(inside, registry);
      if (members.length === 1 && inside.choices.length === 0) Object.assign(parts.properties, inside.properties);
      else parts.choices.push([renderBranch(inside), noneOf(members)]);
    },
    fields() {
      const all = steps.map((step) => step.fields?.());
      return all.every((one) => one !== undefined) ? all.flat() : undefined;
    },
    wouldRepeat: (state) => !mayBeAbsent && steps.some((step) => step.wouldRepeat(state)),
    example(object, state) {
      if (mayBeAbsent && (steps.some((step) => step.wouldRepeat(state)) || !takeOptional(state))) return;
      for (const step of steps) step.example(object, state);
    },
  };
}
