import { isJsonObject, type JsonObject, member, setMember } from '../json/value.ts';
import { XmlError } from '../xml/error.ts';
import { normaliseFragment } from '../xml/fragment.ts';
import { defaultReplyLimits } from '../xml/limits.ts';
import { createReader } from '../xml/string-reader.ts';
import { escapeText } from '../xml/writer.ts';
import type { ComplexType } from '../xsd/model/complex-type.ts';
import type { Particle } from '../xsd/model/particle.ts';
import { compileAttributes } from './attributes.ts';
import type { Compiler } from './compiler.ts';
import { decodeContent } from './complex-value.ts';
import { compileContentModel } from './content/content-model.ts';
import type { ContentStep } from './content/step.ts';
import { type DecodeState, readWith } from './decode-state.ts';
import { createEncodeContext } from './encode-context.ts';
import { startExample } from './example-state.ts';
import { createMemberNames } from './json-names.ts';
import type { DecodeContext } from './message-codec.ts';
import { emptyParts, renderObject } from './object-schema.ts';
import { countLeading, MIXED } from './reserved-members.ts';
import { allowOwnType, reportUnknownMembers } from './unknown-members.ts';
import type { ValueCodec } from './value-codec.ts';
import { NOT_FIXED, type ValueConstraint } from './value-constraint.ts';
import { xmlTextSchema } from './xml-text-schema.ts';
import { shieldBareName } from './xsi-attributes.ts';

/**
 * Mixed content (XSD 1.0 Part 1 §3.4.2): `{ $mixed, …attributes }`, the content as XML text, since JSON has no place between
 * members. What is written is checked against the content model.
 */
export function compileMixedValue(
  type: ComplexType,
  particle: Particle,
  enclosing: string,
  compiler: Compiler,
  { fixedValue, defaultValue }: ValueConstraint = {},
): ValueCodec {
  const names = createMemberNames(new Set());
  names.take(MIXED);
  const attributes = compileAttributes(type, names, compiler);
  const known = allowOwnType(new Set([MIXED, ...attributes.members]), type.name?.local);
  let compiled: ContentStep | undefined;
  const content = (): ContentStep => {
    compiled ??= compileContentModel(particle, type.name?.namespace ?? enclosing, compiler).step;
    return compiled;
  };

  const fixedXml = fixedValue === undefined ? undefined : escapeText(fixedValue);
  const fallback = fixedXml ?? (defaultValue === undefined ? '' : escapeText(defaultValue));

  const encodeMixed = (
    object: JsonObject,
    issues: { push(issue: { pointer: string; detail: string }): unknown },
  ): string => {
    const text = member(object, MIXED);
    const refuse = (detail: string): string => {
      issues.push({ pointer: `/${MIXED}`, detail });
      return '';
    };
    if (text === undefined) return refuse('is required');
    if (typeof text !== 'string') return refuse('must be a string with XML text');
    const fragment = normaliseFragment(text, 'mixed');
    if (!fragment.ok) return refuse(fragment.detail);
    if (fixedXml !== undefined && fragment.xml !== fixedXml) return refuse(NOT_FIXED);
    const problem = checkMixed(fragment.xml, content());
    return problem === undefined ? fragment.xml : refuse(problem);
  };

  const sample = (): string | undefined => {
    if (content().isEmptiable) return undefined;
    const object: JsonObject = {};
    const state = startExample({ extent: 'required' });
    state.open.add(type);
    content().example(object, state);
    const context = createEncodeContext();
    const xml = content().encode(object, '', context);
    // Prefixes of values are declared outside of the content, where a sample has no outside.
    return context.issues.length > 0 || context.declarations() !== '' ? undefined : xml;
  };

  return {
    isObject: true,
    attributes,
    encode(value, outerTag, context, leading) {
      if (!isJsonObject(value)) {
        context.issues.push({ pointer: '', detail: `must be an object with "${MIXED}"` });
        return '';
      }
      const outside = context.taken;
      context.taken = countLeading(leading) + (Object.hasOwn(value, MIXED) ? 1 : 0);
      const written = attributes.encode(value, context);
      const tag = shieldBareName(outerTag, context);
      const start = tag.open + written;
      const inner = encodeMixed(value, context.issues);
      reportUnknownMembers(value, known, context, leading);
      context.taken = outside;
      return inner === '' ? `${start}/>` : `${start}>${inner}${tag.close}`;
    },
    decode(reader, state, into) {
      const object: JsonObject = into ?? {};
      attributes.decode(reader, object, state);
      const xml = reader.readInnerXml() || fallback;
      setMember(object, MIXED, xml);
      const isOther = fixedXml !== undefined && xml !== fixedXml;
      const problem = !state.strict ? undefined : isOther ? NOT_FIXED : checkMixed(xml, content());
      if (problem !== undefined) state.issues.push({ pointer: `/${MIXED}`, detail: problem });
      return object;
    },
    schema(registry, leading) {
      const parts = emptyParts();
      parts.properties[MIXED] = xmlTextSchema(
        'The content as XML text: text and elements, with their namespace declarations.',
        fixedXml === undefined ? sample() : undefined,
        'mixed',
      );
      if (fixedXml !== undefined) parts.properties[MIXED] = { ...parts.properties[MIXED], const: fixedXml };
      parts.required.push(MIXED);
      attributes.describe(parts, registry);
      return renderObject(parts, leading);
    },
    example(state) {
      const object: JsonObject = {};
      attributes.example(object, state);
      setMember(object, MIXED, fixedXml ?? sample() ?? `text${state.seed++}`);
      return object;
    },
  };
}

/** Why the elements of mixed content are not those of the content model; undefined when they are. */
function checkMixed(xml: string, content: ContentStep): string | undefined {
  if (!xml.includes('<') && content.isEmptiable) return undefined;
  const context: DecodeContext = { mode: 'strict', unknownElements: 0, issues: [] };
  try {
    const reader = createReader(`<mixed>${xml}</mixed>`, '', {
      ...defaultReplyLimits,
      depthMax: defaultReplyLimits.depthMax + 1,
      bytesMax: Number.POSITIVE_INFINITY,
    });
    readWith(reader, context, (state) => {
      const mixed: DecodeState = { ...state, mixedDepth: 1 };
      reader.next();
      decodeContent(content, reader, {}, mixed);
    });
  } catch (error) {
    if (error instanceof XmlError) return `is not XML that can be sent: ${error.message}`;
    throw error;
  }
  const [issue] = context.issues;
  return issue === undefined
    ? undefined
    : `holds elements that are not valid: ${issue.pointer} ${issue.detail}`.replace(':  ', ': ');
}
