import { type JsonObject, type JsonValue, member, setMember } from '../../json/value.ts';
import { normaliseFragment } from '../../xml/fragment.ts';
import { clarkName, type QName } from '../../xml/qname.ts';
import type { XmlReader } from '../../xml/reader.ts';
import { allowsNamespace, type Wildcard } from '../../xsd/model/wildcard.ts';
import type { Compiler } from '../compiler.ts';
import { type DecodeState, toTag } from '../decode-state.ts';
import type { EncodeContext } from '../encode-context.ts';
import { takeOptional } from '../example-state.ts';
import { checkFragment } from '../fragment-check.ts';
import { placeIssues, pointerStep } from '../issue-place.ts';
import { xmlTextSchema } from '../xml-text-schema.ts';
import { follow, matchOccurrences } from './allotment.ts';
import { wantsAtLeast } from './element-step.ts';
import type { ContentStep } from './step.ts';
import { wildcardSample } from './wildcard-sample.ts';

/** A wildcard particle and its place in the parent's object. */
export interface WildcardMember {
  readonly wildcard: Wildcard;
  readonly name: string;
  readonly minOccurs: number;
  readonly maxOccurs: number;
  /** Clark names of the elements that stand behind it in the same content: they are not its own once it has enough. */
  readonly later: ReadonlySet<string>;
}

/** `xs:any` (XSD 1.0 Part 1 §3.10): XML text of one element, or an array of such texts where it may repeat. */
export function compileWildcard(particle: WildcardMember, compiler: Compiler): ContentStep {
  const { wildcard, name, minOccurs, maxOccurs, later } = particle;
  const { namespaces, processContents } = wildcard;
  const step = pointerStep(name);
  const repeats = maxOccurs > 1;
  const isRequired = minOccurs > 0;
  const sample = wildcardSample(wildcard, compiler);

  const admits = (reader: XmlReader, count: number): boolean =>
    allowsNamespace(namespaces, reader.namespace) &&
    (count < minOccurs ||
      later.size === 0 ||
      !later.has(clarkName({ namespace: reader.namespace, local: reader.local })));

  const refusal = ({ namespace, local }: QName): string | undefined => {
    if (!allowsNamespace(namespaces, namespace))
      return `holds the element ${local}, whose namespace the schema does not admit here`;
    const { elements } = compiler.schemas;
    if (processContents !== 'strict' || elements.has(clarkName({ namespace, local }))) return undefined;
    // of a namespace that is not here nothing is known: the schema of a DataSet comes with the message itself
    const isKnown = [...elements.values()].some((declaration) => declaration.name.namespace === namespace);
    return isKnown && sample().isDeclared ? `holds the element ${local}, which the schema does not declare` : undefined;
  };

  const encodeOne = (value: JsonValue, context: EncodeContext): string => {
    if (typeof value !== 'string') {
      context.issues.push({ pointer: '', detail: 'must be a string with the XML text of one element' });
      return '';
    }
    const fragment = normaliseFragment(value, 'elements');
    if (!fragment.ok) {
      context.issues.push({ pointer: '', detail: fragment.detail });
      return '';
    }
    const [element, ...others] = fragment.elements;
    if (element === undefined || others.length > 0) {
      context.issues.push({ pointer: '', detail: 'must hold exactly one element' });
      return '';
    }
    const problem =
      refusal(element) ?? (processContents === 'skip' ? undefined : checkFragment(fragment.xml, compiler));
    if (problem !== undefined) context.issues.push({ pointer: '', detail: problem });
    return fragment.xml;
  };

  const keep = (reader: XmlReader, object: JsonObject, state: DecodeState): void => {
    const value = member(object, name);
    const items: JsonValue[] = Array.isArray(value) ? value : [];
    const from = state.issues.length;
    if (state.strict) {
      const problem = refusal(reader);
      if (problem !== undefined) state.issues.push({ pointer: '', detail: problem });
    }
    const xml = reader.readOuterXml();
    if (state.strict && processContents !== 'skip') {
      const problem = checkFragment(xml, compiler);
      if (problem !== undefined) state.issues.push({ pointer: '', detail: problem });
    }
    if (state.issues.length > from) placeIssues(state.issues, from, repeats ? `${step}/${items.length}` : step);
    if (!repeats) setMember(object, name, xml);
    else {
      if (items !== value) setMember(object, name, items);
      items.push(xml);
    }
  };

  return {
    members: [name],
    requiredMembers: isRequired ? [name] : [],
    names: [],
    isEmptiable: !isRequired,
    isPresent: (object) => {
      const value = member(object, name);
      return value !== undefined && !(repeats && Array.isArray(value) && value.length === 0);
    },
    encode(object, _outer, context) {
      const value = member(object, name);
      if (value === undefined) {
        if (isRequired) context.issues.push({ pointer: step, detail: 'is required' });
        return '';
      }
      context.taken++;
      const from = context.issues.length;
      let xml = '';
      if (!repeats) xml = encodeOne(value, context);
      else if (!Array.isArray(value)) context.issues.push({ pointer: '', detail: 'must be an array of XML texts' });
      else {
        if (value.length < minOccurs) context.issues.push({ pointer: '', detail: wantsAtLeast(minOccurs) });
        if (value.length > maxOccurs)
          context.issues.push({ pointer: '', detail: `must have at most ${maxOccurs} items` });
        for (const [index, text] of value.entries()) {
          const before = context.issues.length;
          xml += encodeOne(text, context);
          if (context.issues.length > before) placeIssues(context.issues, before, `/${index}`);
        }
      }
      if (context.issues.length > from) placeIssues(context.issues, from, step);
      return xml;
    },
    accepts: (reader) => admits(reader, 0),
    match: matchOccurrences((name) => allowsNamespace(namespaces, name.namespace), particle),
    decode(reader, object, state, allotment) {
      const countMax = allotment === undefined ? maxOccurs : follow(allotment);
      let count = 0;
      while (count < countMax && reader.kind === 'start' && (allotment !== undefined || admits(reader, count))) {
        keep(reader, object, state);
        toTag(reader, state);
        count++;
      }
      if (state.strict && count < minOccurs) state.issues.push({ pointer: step, detail: 'is required' });
    },
    decodeAnywhere(reader, object, state) {
      if (!allowsNamespace(namespaces, reader.namespace) || (!repeats && Object.hasOwn(object, name))) return false;
      keep(reader, object, state);
      return true;
    },
    describe(parts) {
      const text = xmlTextSchema(
        'XML text of one element, complete with its namespace declarations.',
        sample().xml,
        'element',
      );
      parts.properties[name] = repeats
        ? {
            type: 'array',
            items: text,
            ...(minOccurs > 0 ? { minItems: minOccurs } : {}),
            ...(maxOccurs === Number.POSITIVE_INFINITY ? {} : { maxItems: maxOccurs }),
          }
        : text;
      if (isRequired) parts.required.push(name);
    },
    wouldRepeat: () => false,
    example(object, state) {
      const wanted = minOccurs > 0 ? minOccurs : takeOptional(state) ? 1 : 0;
      if (wanted === 0) return;
      setMember(object, name, repeats ? Array.from({ length: wanted }, () => sample().xml) : sample().xml);
    },
  };
}
