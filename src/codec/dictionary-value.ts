import { isJsonObject, type JsonObject, type JsonValue, setMember } from '../json/value.ts';
import { findIllegalCharacter } from '../xml/characters.ts';
import type { XmlReader } from '../xml/reader.ts';
import { escapeText } from '../xml/writer.ts';
import type { ComplexType } from '../xsd/model/complex-type.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import type { SimpleType } from '../xsd/model/simple-type.ts';
import { repeatedElement } from './array-value.ts';
import type { Compiler } from './compiler.ts';
import { decodeOccurrence } from './content/element-step.ts';
import { type DecodeState, passOver, readElementText, toTag } from './decode-state.ts';
import { makeTags } from './element-term.ts';
import { takeOptional, within } from './example-state.ts';
import { placeIssues, pointerStep } from './issue-place.ts';
import { compilePlainSchema } from './simple/compile.ts';
import type { SimpleTypeCodec } from './simple-type-codec.ts';
import { planDictionary, planField, planOnce, planText } from './transcode/plan.ts';
import type { ValueCodec } from './value-codec.ts';
import { isNil } from './xsi-attributes.ts';

/** The parts of a dictionary's entry. */
export interface DictionaryEntry {
  readonly entry: ElementDeclaration;
  readonly key: ElementDeclaration;
  readonly keyType: SimpleType;
  readonly value: ElementDeclaration;
  readonly isValueOptional: boolean;
}

/**
 * The entry of a WCF dictionary: a type marked `IsDictionary`, or named `ArrayOfKeyValueOf…`, that repeats one element made of
 * a key of a simple type and a value. Undefined for any other type.
 */
export function dictionaryEntry(type: ComplexType): DictionaryEntry | undefined {
  if (!type.isDictionary && type.name?.local.startsWith('ArrayOfKeyValueOf') !== true) return undefined;
  if (type.content.kind !== 'elements' || type.content.mixed) return undefined;
  if (type.attributes.length > 0 || type.attributeWildcard !== undefined) return undefined;
  const item = repeatedElement(type.content.particle);
  const entry = item?.declaration;
  if (item === undefined || item.minOccurs > 0 || item.maxOccurs !== Number.POSITIVE_INFINITY) return undefined;
  if (entry === undefined || entry.nillable || entry.type.kind !== 'complex') return undefined;
  const { content, attributes } = entry.type;
  if (content.kind !== 'elements' || content.mixed || attributes.length > 0) return undefined;
  const { term, maxOccurs } = content.particle;
  if (term.kind !== 'sequence' || maxOccurs > 1) return undefined;
  const [key, value, ...others] = term.particles;
  if (key?.term.kind !== 'element' || value?.term.kind !== 'element' || others.length > 0) return undefined;
  if (key.maxOccurs > 1 || value.maxOccurs > 1) return undefined;
  const isNamed = key.term.name.local === 'Key' && value.term.name.local === 'Value';
  const keyType = key.term.type;
  if (!(type.isDictionary || isNamed) || keyType.kind !== 'simple') return undefined;
  // A qualified name means nothing without its prefixes, a list of values is no key.
  if (keyType.variety !== 'atomic' || keyType.builtin === 'QName' || keyType.builtin === 'NOTATION') return undefined;
  return { entry, key: key.term, keyType, value: value.term, isValueOptional: value.minOccurs === 0 };
}

/** A dictionary as an object keyed by the text of its keys. Of entries with the same key the last one counts. */
export function compileDictionary(type: ComplexType, dictionary: DictionaryEntry, compiler: Compiler): ValueCodec {
  const { entry, key, value, isValueOptional } = dictionary;
  const keyCodec = compiler.simple(dictionary.keyType);
  const valueTerm = compiler.elementTerm(value);
  const entryTags = makeTags(entry.name);
  const keyTags = makeTags(key.name);
  const keyTag = entry.name.namespace === key.name.namespace ? keyTags.inside : keyTags.outside;
  // An absent value and null would be one in JSON, so null is written as nil only where that is what it can be read as.
  const isNullAbsent = isValueOptional && !value.nillable;

  const readEntry = (reader: XmlReader, object: JsonObject, state: DecodeState): void => {
    let name: string | undefined;
    let json: JsonValue = null;
    reader.next();
    toTag(reader, state);
    while (reader.kind === 'start') {
      if (name === undefined && reader.local === key.name.local && reader.namespace === key.name.namespace) {
        name = readKey(reader, keyCodec, state);
      } else if (valueTerm.matches(reader)) {
        json = decodeOccurrence(valueTerm, reader, pointerStep(name ?? ''), state);
      } else {
        passOver(state, `holds the element ${reader.local} where it is not expected`);
        reader.skipElement();
      }
      toTag(reader, state);
    }
    reader.next();
    if (name === undefined) passOver(state, 'holds an entry without a key');
    if (Object.hasOwn(object, name ?? '')) passOver(state, 'holds two entries with the same key');
    setMember(object, name ?? '', json);
  };

  return {
    isObject: false,
    blank: {},
    encode(json, tag, context) {
      if (!isJsonObject(json)) {
        context.issues.push({ pointer: '', detail: 'must be an object from key to value' });
        return '';
      }
      const entryTag = tag.namespace === entry.name.namespace ? entryTags.inside : entryTags.outside;
      let entries = '';
      for (const name of Object.keys(json)) {
        const from = context.issues.length;
        const illegal = findIllegalCharacter(name) >= 0 ? 'holds a character that XML cannot carry' : undefined;
        const problem = illegal ?? keyCodec.check(name, () => undefined);
        if (problem !== undefined)
          context.issues.push({ pointer: '', detail: `has a key that is not valid: it ${problem}` });
        const member = json[name] ?? null;
        const content = member === null && isNullAbsent ? '' : valueTerm.encode(member, entry.name.namespace, context);
        if (context.issues.length > from) placeIssues(context.issues, from, pointerStep(name));
        entries += `${entryTag.open}>${keyTag.open}>${escapeText(name)}${keyTag.close}${content}${entryTag.close}`;
      }
      return entries === '' ? `${tag.open}/>` : `${tag.open}>${entries}${tag.close}`;
    },
    decode(reader, state) {
      const object: JsonObject = {};
      reader.next();
      toTag(reader, state);
      while (reader.kind === 'start') {
        if (reader.local === entry.name.local && reader.namespace === entry.name.namespace)
          readEntry(reader, object, state);
        else {
          passOver(state, `holds the element ${reader.local} where it is not expected`);
          reader.skipElement();
        }
        toTag(reader, state);
      }
      reader.next();
      return object;
    },
    plan: planOnce(() =>
      planDictionary(
        planField(entry.name, '', true, () => undefined),
        planField(key.name, '', false, () => planText(keyCodec, true)),
        planField(value.name, '', false, () => valueTerm.plan?.()),
      ),
    ),
    schema(registry) {
      const { type: _type, ...propertyNames } = compilePlainSchema(dictionary.keyType);
      const values = valueTerm.schema(registry);
      return {
        type: 'object',
        ...(Object.keys(propertyNames).length === 0 ? {} : { propertyNames }),
        additionalProperties: isNullAbsent ? { anyOf: [values, { type: 'null' }] } : values,
      };
    },
    example: (state) =>
      within(type, state, () => {
        const object: JsonObject = {};
        if (state.open.has(value.type) || !takeOptional(state)) return object;
        const name = keyCodec.example(state.seed++);
        setMember(object, String(name), valueTerm.example(state));
        return object;
      }),
  };
}

/** The text of a key; a nil one reads as `''`. */
function readKey(reader: XmlReader, codec: SimpleTypeCodec, state: DecodeState): string {
  const nil = isNil(reader);
  const text = readElementText(reader, state);
  const problem = state.strict && !nil ? codec.check(text, state.lookup) : undefined;
  if (problem !== undefined)
    state.issues.push({ pointer: pointerStep(text), detail: `has a key that is not valid: it ${problem}` });
  reader.next();
  return text;
}
