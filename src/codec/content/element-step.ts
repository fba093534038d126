import { type JsonObject, type JsonValue, member, setMember } from '../../json/value.ts';
import type { XmlReader } from '../../xml/reader.ts';
import type { ElementDeclaration } from '../../xsd/model/element.ts';
import { type DecodeState, toTag } from '../decode-state.ts';
import type { ElementTerm } from '../element-term.ts';
import type { EncodeContext } from '../encode-context.ts';
import { takeOptional } from '../example-state.ts';
import { placeError, placeIssues, pointerStep } from '../issue-place.ts';
import type { JsonSchema } from '../json-schema.ts';
import { planField } from '../transcode/plan.ts';
import { addDocumentation } from '../value-constraint.ts';
import { follow, matchOccurrences } from './allotment.ts';
import type { ContentStep } from './step.ts';

/** An element particle and its place in the parent's object. */
export interface ElementMember {
  readonly declaration: ElementDeclaration;
  readonly term: ElementTerm;
  /** Name of the member. */
  readonly name: string;
  readonly minOccurs: number;
  readonly maxOccurs: number;
  /** Namespace that needs no word in the schema's `xml` object. */
  readonly parentNamespace: string;
}

/** An element that occurs at most once: a member with its value. */
export function compileSingleElement(element: ElementMember): ContentStep {
  const { declaration, term, name, minOccurs } = element;
  const step = pointerStep(name);
  const isRequired = minOccurs > 0;
  return {
    members: [name],
    requiredMembers: isRequired ? [name] : [],
    names: term.names,
    isEmptiable: !isRequired,
    isPresent: (object) => Object.hasOwn(object, name),
    encode(object, outer, context) {
      const value = member(object, name);
      if (value === undefined) {
        if (isRequired) context.issues.push({ pointer: step, detail: 'is required' });
        return '';
      }
      context.taken++;
      return encodeOccurrence(term, value, outer, step, context);
    },
    accepts: (reader) => term.matches(reader),
    match: matchOccurrences(term.matches, element),
    decode(reader, object, state, allotment) {
      const isTaken = allotment === undefined || follow(allotment) > 0;
      if (isTaken && reader.kind === 'start' && term.matches(reader)) {
        setMember(object, name, decodeOccurrence(term, reader, step, state));
        toTag(reader, state);
      } else if (isRequired && state.strict) state.issues.push({ pointer: step, detail: 'is required' });
    },
    decodeAnywhere(reader, object, state) {
      if (!term.matches(reader) || Object.hasOwn(object, name)) return false;
      setMember(object, name, decodeOccurrence(term, reader, step, state));
      return true;
    },
    fields: () => [planField(declaration.name, name, false, () => term.plan?.())],
    describe(parts, registry) {
      parts.properties[name] = memberSchema(element, term.schema(registry));
      if (isRequired) parts.required.push(name);
    },
    wouldRepeat: (state) => isRequired && state.open.has(declaration.type),
    example(object, state) {
      if (isRequired || (!state.open.has(declaration.type) && takeOptional(state))) {
        setMember(object, name, term.example(state));
      }
    },
  };
}

/** An element that may occur more than once: a member with an array. */
export function compileRepeatedElement(element: ElementMember): ContentStep {
  const { declaration, term, name, minOccurs, maxOccurs } = element;
  const step = pointerStep(name);
  const isRequired = minOccurs > 0;
  return {
    members: [name],
    requiredMembers: isRequired ? [name] : [],
    names: term.names,
    isEmptiable: !isRequired,
    isPresent: (object) => isNotEmpty(member(object, name)),
    encode(object, outer, context) {
      const value = member(object, name);
      if (value === undefined) {
        if (isRequired) context.issues.push({ pointer: step, detail: 'is required' });
        return '';
      }
      context.taken++;
      return encodeOccurrences(element, value, outer, step, context);
    },
    accepts: (reader) => term.matches(reader),
    match: matchOccurrences(term.matches, element),
    decode(reader, object, state, allotment) {
      const countMax = allotment === undefined ? maxOccurs : follow(allotment);
      let count = 0;
      while (count < countMax && reader.kind === 'start' && term.matches(reader)) {
        append(reader, object, state);
        toTag(reader, state);
        count++;
      }
      if (state.strict && count < minOccurs) state.issues.push({ pointer: step, detail: wantsAtLeast(minOccurs) });
    },
    decodeAnywhere(reader, object, state) {
      if (!term.matches(reader)) return false;
      append(reader, object, state);
      return true;
    },
    fields: () => [planField(declaration.name, name, true, () => term.plan?.())],
    describe(parts, registry) {
      const items = term.schema(registry);
      const array: JsonSchema = { type: 'array', items };
      if (minOccurs > 0) array.minItems = minOccurs;
      if (maxOccurs !== Number.POSITIVE_INFINITY) array.maxItems = maxOccurs;
      parts.properties[name] = memberSchema(element, array);
      if (isRequired) parts.required.push(name);
    },
    wouldRepeat: (state) => isRequired && state.open.has(declaration.type),
    example(object, state) {
      const wanted = minOccurs > 0 ? minOccurs : !state.open.has(declaration.type) && takeOptional(state) ? 1 : 0;
      if (wanted > 0)
        setMember(
          object,
          name,
          Array.from({ length: wanted }, () => term.example(state)),
        );
    },
  };

  function append(reader: XmlReader, object: JsonObject, state: DecodeState): void {
    const value = member(object, name);
    const items: JsonValue[] = Array.isArray(value) ? value : [];
    if (items !== value) setMember(object, name, items);
    items.push(decodeOccurrence(term, reader, `${step}/${items.length}`, state));
  }
}

function isNotEmpty(value: JsonValue | undefined): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function encodeOccurrence(
  term: ElementTerm,
  value: JsonValue,
  outer: string,
  step: string,
  context: EncodeContext,
): string {
  const from = context.issues.length;
  const xml = term.encode(value, outer, context);
  if (context.issues.length > from) placeIssues(context.issues, from, step);
  return xml;
}

/** The items of an array, each an occurrence of the element. */
export function encodeOccurrences(
  { term, minOccurs, maxOccurs }: Pick<ElementMember, 'term' | 'minOccurs' | 'maxOccurs'>,
  value: JsonValue,
  outer: string,
  step: string,
  context: EncodeContext,
): string {
  if (!Array.isArray(value)) {
    context.issues.push({ pointer: step, detail: 'must be an array' });
    return '';
  }
  if (value.length < minOccurs) context.issues.push({ pointer: step, detail: wantsAtLeast(minOccurs) });
  if (value.length > maxOccurs) context.issues.push({ pointer: step, detail: `must have at most ${maxOccurs} items` });
  let xml = '';
  for (const [index, item] of value.entries()) {
    const from = context.issues.length;
    xml += term.encode(item, outer, context);
    if (context.issues.length > from) placeIssues(context.issues, from, `${step}/${index}`);
  }
  return xml;
}

/** Says that an array is too short. */
export function wantsAtLeast(count: number): string {
  return count === 1 ? 'must have at least one item' : `must have at least ${count} items`;
}

/** Reads the child at hand. @throws {DecodeError} with the step in its pointer */
export function decodeOccurrence(term: ElementTerm, reader: XmlReader, step: string, state: DecodeState): JsonValue {
  const from = state.issues.length;
  try {
    const value = term.decode(reader, state);
    if (state.issues.length > from) placeIssues(state.issues, from, step);
    return value;
  } catch (error) {
    throw placeError(error, step);
  }
}

/** The member's schema with its names in XML and its documentation. */
function memberSchema({ declaration, name, parentNamespace }: ElementMember, schema: JsonSchema): JsonSchema {
  const xml = xmlNames(declaration.name, name, parentNamespace);
  const described = addDocumentation(schema, declaration);
  return xml === undefined ? described : { ...described, xml: { ...described.xml, ...xml } };
}

/** OpenAPI's `xml` object: what the property's name and the parent's namespace do not say already. */
export function xmlNames(
  wire: { readonly namespace: string; readonly local: string },
  name: string,
  parentNamespace: string,
): JsonSchema['xml'] {
  const isNamed = wire.local === name;
  const isQualified = wire.namespace === parentNamespace;
  if (isNamed && isQualified) return undefined;
  return { ...(isNamed ? {} : { name: wire.local }), ...(isQualified ? {} : { namespace: wire.namespace }) };
}
