import type { JsonObject } from '../../json/value.ts';
import type { EncodeContext } from '../encode-context.ts';
import { takeOptional } from '../example-state.ts';
import type { JsonSchema, JsonSchemaRegistry } from '../json-schema.ts';
import { emptyParts, noneOf, renderBranch } from '../object-schema.ts';
import { follow, tryDecision } from './allotment.ts';
import type { ContentStep } from './step.ts';

/** The decision that a choice that may be absent is. */
const NO_BRANCH = -1;

/**
 * A choice that does not repeat (XSD 1.0 Part 1 §3.8): the members of all branches lie in the parent's object, and those of
 * one branch at most are there (cvc-complex-type.2.4). Which branch it is, is told by the members.
 */
export function compileChoice(branches: readonly ContentStep[], isOptional: boolean): ContentStep {
  const members = [...new Set(branches.flatMap((branch) => branch.members))];
  const isEmptiable = isOptional || branches.length === 0 || branches.some((branch) => branch.isEmptiable);
  const required = branches.map((branch) => new Set(branch.requiredMembers));
  const requiredMembers = isEmptiable ? [] : members.filter((name) => required.every((names) => names.has(name)));
  const isShared = members.length < branches.reduce((sum, branch) => sum + branch.members.length, 0);

  /** The branch that the object's members are of; `undefined` when it is none or cannot be told. */
  const branchOf = (object: JsonObject, context: EncodeContext): ContentStep | undefined => {
    const present = branches.filter((branch) => branch.isPresent(object));
    if (present.length <= 1) return present[0];
    const names = members.filter((name) => Object.hasOwn(object, name));
    const fitting = present.filter(
      (branch) =>
        names.every((name) => branch.members.includes(name)) &&
        branch.requiredMembers.every((name) => names.includes(name)),
    );
    if (isShared && fitting.length > 0) return fitting[0];
    const found = names.map((name) => `"${name}"`).join(', ');
    context.issues.push({
      pointer: '',
      detail: `has ${found}, which exclude one another: only one of these choices may be there`,
    });
    context.taken += names.length;
    return undefined;
  };

  return {
    members,
    requiredMembers,
    names: branches.flatMap((branch) => branch.names),
    isEmptiable,
    isPresent: (object) => branches.some((branch) => branch.isPresent(object)),
    encode(object, outer, context) {
      const issueCount = context.issues.length;
      const branch = branchOf(object, context);
      if (branch !== undefined) return branch.encode(object, outer, context);
      if (!isEmptiable && context.issues.length === issueCount) {
        context.issues.push({ pointer: '', detail: `needs one of ${members.map((name) => `"${name}"`).join(', ')}` });
      }
      // An empty array is nobody's presence, but it is known.
      for (const name of members)
        if (issueCount === context.issues.length && Object.hasOwn(object, name)) context.taken++;
      return '';
    },
    accepts: (reader) => branches.some((branch) => branch.accepts(reader)),
    match(names, at, then, trail) {
      const fits = branches.some((branch, index) =>
        tryDecision(trail, index, () => branch.match(names, at, then, trail)),
      );
      return fits || ((isOptional || branches.length === 0) && tryDecision(trail, NO_BRANCH, () => then(at)));
    },
    decode(reader, object, state, allotment) {
      const planned = allotment === undefined ? undefined : follow(allotment);
      if (planned === NO_BRANCH) return;
      const accepting = reader.kind === 'start' ? branches.find((one) => one.accepts(reader)) : undefined;
      const branch = planned === undefined ? accepting : branches[planned];
      if (branch !== undefined) branch.decode(reader, object, state, allotment);
      else if (!isEmptiable && state.strict) {
        state.issues.push({ pointer: '', detail: `needs one of ${members.map((name) => `"${name}"`).join(', ')}` });
      }
    },
    decodeAnywhere: (reader, object, state) => branches.some((branch) => branch.decodeAnywhere(reader, object, state)),
    describe(parts, registry) {
      const schemas = branches.map((branch) => {
        const schema = describeBranch(branch, registry);
        // Branches with a member in common are told apart by what the others have and they do not.
        const foreign = isShared ? members.filter((name) => !branch.members.includes(name)) : [];
        return foreign.length === 0 ? schema : { ...schema, ...noneOf(foreign) };
      });
      const [only] = branches;
      const alternatives = isEmptiable ? [...schemas, noneOf(members)] : schemas;
      if (only !== undefined && alternatives.length === 1) only.describe(parts, registry);
      else if (members.length > 0) parts.choices.push(alternatives);
    },
    fields() {
      const all = branches.map((branch) => branch.fields?.());
      return !isShared && all.every((one) => one !== undefined) ? all.flat() : undefined;
    },
    wouldRepeat: (state) => !isEmptiable && branches.every((branch) => branch.wouldRepeat(state)),
    example(object, state) {
      const fitting = branches.filter((branch) => !branch.wouldRepeat(state));
      if (isEmptiable && (fitting.length === 0 || !takeOptional(state))) return;
      const candidates = fitting.length === 0 ? branches : fitting;
      candidates[state.seed % candidates.length]?.example(object, state);
    },
  };
}

/** A branch with at least one of its members: where all are optional, having none is an alternative of its own. */
function describeBranch(branch: ContentStep, registry: JsonSchemaRegistry): JsonSchema {
  const parts = emptyParts();
  branch.describe(parts, registry);
  const schema = renderBranch(parts);
  if (!branch.isEmptiable) return schema;
  return branch.members.length === 1
    ? { ...schema, required: [...branch.members] }
    : { ...schema, anyOf: branch.members.map((name) => ({ required: [name] })) };
}
