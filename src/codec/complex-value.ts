import { isJsonObject, type JsonObject } from '../json/value.ts';
import { defaultReplyLimits } from '../xml/limits.ts';
import type { QName } from '../xml/qname.ts';
import type { XmlReader } from '../xml/reader.ts';
import { createReader } from '../xml/string-reader.ts';
import type { ComplexType } from '../xsd/model/complex-type.ts';
import type { Particle } from '../xsd/model/particle.ts';
import { compileAttributes } from './attributes.ts';
import type { Compiler } from './compiler.ts';
import { type Allotment, findAllotment } from './content/allotment.ts';
import { compileContentModel } from './content/content-model.ts';
import { compileSequence } from './content/sequence.ts';
import type { ContentStep } from './content/step.ts';
import { type DecodeState, toTag } from './decode-state.ts';
import { createMemberNames } from './json-names.ts';
import { emptyParts, renderObject } from './object-schema.ts';
import { countLeading } from './reserved-members.ts';
import { planObject, planOnce } from './transcode/plan.ts';
import { allowOwnType, reportUnknownMembers } from './unknown-members.ts';
import type { ValueCodec } from './value-codec.ts';
import { shieldBareName } from './xsi-attributes.ts';

/**
 * A complex type whose content is elements alone, or nothing (XSD 1.0 Part 1 §3.4.4): an object with its attributes and its
 * children.
 * @param enclosing - namespace of the element around an anonymous type
 */
export function compileComplexValue(
  type: ComplexType,
  particle: Particle | undefined,
  enclosing: string,
  compiler: Compiler,
): ValueCodec {
  const model =
    particle === undefined
      ? { step: compileSequence([], false), needsAllotment: false, names: createMemberNames(new Set()) }
      : compileContentModel(particle, type.name?.namespace ?? enclosing, compiler);
  const { step: content, names } = model;
  const attributes = compileAttributes(type, names, compiler);
  const known = allowOwnType(new Set([...attributes.members, ...content.members]), type.name?.local);
  return {
    isObject: true,
    attributes,
    encode(value, outerTag, context, leading) {
      if (!isJsonObject(value)) {
        context.issues.push({ pointer: '', detail: 'must be an object' });
        return '';
      }
      const outside = context.taken;
      context.taken = countLeading(leading);
      const written = attributes.isEmpty ? '' : attributes.encode(value, context);
      const tag = shieldBareName(outerTag, context);
      const start = tag.open + written;
      const children = content.encode(value, tag.namespace, context);
      reportUnknownMembers(value, known, context, leading);
      context.taken = outside;
      return children === '' ? `${start}/>` : `${start}>${children}${tag.close}`;
    },
    decode(reader, state, into) {
      const object: JsonObject = into ?? {};
      if (reader.attributes.length > 0 || state.strict) attributes.decode(reader, object, state);
      if (model.needsAllotment) decodeAllotted(content, reader, object, state);
      else {
        reader.next();
        decodeContent(content, reader, object, state);
      }
      return object;
    },
    plan: planOnce(() => {
      const fields = model.needsAllotment ? undefined : content.fields?.();
      return fields === undefined ? undefined : planObject(fields);
    }),
    schema(registry, leading) {
      const parts = emptyParts();
      attributes.describe(parts, registry);
      content.describe(parts, registry);
      return renderObject(parts, leading);
    },
    example(state) {
      const object: JsonObject = {};
      state.open.add(type);
      attributes.example(object, state);
      content.example(object, state);
      state.open.delete(type);
      return object;
    },
  };
}

/**
 * Reads children to the end tag, which is consumed: in schema order as far as they keep it, what is left by name
 * (design.md §2: reading is lenient), what has no name here not at all.
 */
export function decodeContent(
  content: ContentStep,
  reader: XmlReader,
  object: JsonObject,
  state: DecodeState,
  allotment?: Allotment,
): void {
  toTag(reader, state);
  content.decode(reader, object, state, allotment);
  while (reader.kind === 'start') {
    if (state.strict)
      state.issues.push({ pointer: '', detail: `holds the element ${reader.local} where it is not expected` });
    if (!content.decodeAnywhere(reader, object, state)) {
      state.unknownElements++;
      reader.skipElement();
    }
    toTag(reader, state);
  }
  reader.next();
}

/** Reads the content once for the names of its children, finds which particle each of them belongs to, and reads it again. */
function decodeAllotted(content: ContentStep, outer: XmlReader, object: JsonObject, state: DecodeState): void {
  const xml = `<content>${outer.readInnerXml()}</content>`;
  const limits = {
    ...defaultReplyLimits,
    depthMax: defaultReplyLimits.depthMax + 1,
    bytesMax: Number.POSITIVE_INFINITY,
  };
  const children: QName[] = [];
  const names = createReader(xml, '', limits);
  for (let kind = names.next(); kind !== 'end'; kind = names.kind) {
    if (kind === 'text') names.next();
    else {
      children.push({ namespace: names.namespace, local: names.local });
      names.skipElement();
    }
  }
  const reader = createReader(xml, '', limits);
  const inner: DecodeState = { ...state, lookup: (prefix) => reader.lookupNamespace(prefix) };
  reader.next();
  decodeContent(content, reader, object, inner, findAllotment(content, children));
  state.unknownElements = inner.unknownElements;
}
