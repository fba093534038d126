import { isJsonObject, type JsonObject, member, setMember } from '../json/value.ts';
import { findIllegalCharacter, isNCName } from '../xml/characters.ts';
import { XML, XMLNS, XSI } from '../xml/namespaces.ts';
import { clarkName, parseClarkName } from '../xml/qname.ts';
import type { XmlAttribute } from '../xml/reader.ts';
import { escapeAttribute } from '../xml/writer.ts';
import { NAME_CHAR, NAME_START } from '../xsd/builtin/name.ts';
import type { AttributeUse } from '../xsd/model/attribute.ts';
import type { SimpleType } from '../xsd/model/simple-type.ts';
import { allowsNamespace, type Wildcard } from '../xsd/model/wildcard.ts';
import type { Compiler } from './compiler.ts';
import { type DecodeState, readSimpleText } from './decode-state.ts';
import type { EncodeContext } from './encode-context.ts';
import { placeIssues, pointerStep } from './issue-place.ts';
import type { JsonSchema } from './json-schema.ts';
import type { ObjectParts } from './object-schema.ts';
import { compilePlainSchema } from './simple/compile.ts';
import type { SimpleTypeCodec } from './simple-type-codec.ts';
import { escapePattern } from './xml-text-schema.ts';

/** `xs:anyAttribute` (XSD 1.0 Part 1 §3.10) as one member: an object from Clark name to text. */
export interface AttributeWildcardCodec {
  readonly member: string;
  encode(object: JsonObject, context: EncodeContext): string;
  /** @returns false when the wildcard does not admit the attribute */
  decode(attribute: XmlAttribute, object: JsonObject, state: DecodeState): boolean;
  describe(parts: ObjectParts): void;
}

/** @param uses - the type's own attributes, which do not stand in the wildcard's member */
export function compileAttributeWildcard(
  wildcard: Wildcard,
  uses: readonly AttributeUse[],
  name: string,
  compiler: Compiler,
): AttributeWildcardCodec {
  const own = new Set(uses.map((use) => clarkName(use.name)));
  const step = pointerStep(name);

  /** Why an attribute may not stand here; undefined when it may. */
  const refusal = (clark: string, text: string): string | undefined => {
    const { namespace, local } = parseClarkName(clark);
    if (!isNCName(local) || (clark.startsWith('{') && namespace === '')) {
      return 'is not a name of an attribute: write {namespace}name';
    }
    if (namespace === XSI || namespace === XMLNS || (namespace === '' && local === 'xmlns')) {
      return 'is not an attribute that may be set';
    }
    if (own.has(clark)) return 'is an attribute of the type and has a member of its own';
    if (!allowsNamespace(wildcard.namespaces, namespace))
      return 'is in a namespace that the schema does not admit here';
    if (findIllegalCharacter(text) >= 0 || findIllegalCharacter(namespace) >= 0)
      return 'holds a character that XML cannot carry';
    if (wildcard.processContents === 'skip') return undefined;
    const declaration = compiler.schemas.attributes.get(clark);
    if (declaration !== undefined) {
      return holdsNames(declaration.type) ? undefined : compiler.simple(declaration.type).check(text, () => undefined);
    }
    return wildcard.processContents === 'strict' ? 'is not declared in the schema' : undefined;
  };

  /** The codec of an attribute whose text means nothing without the prefixes around it; undefined for all others. */
  const nameCodec = (clark: string): SimpleTypeCodec | undefined => {
    const declaration = compiler.schemas.attributes.get(clark);
    return declaration !== undefined && holdsNames(declaration.type) ? compiler.simple(declaration.type) : undefined;
  };

  return {
    member: name,
    encode(object, context) {
      const value = member(object, name);
      if (value === undefined) return '';
      context.taken++;
      if (!isJsonObject(value)) {
        context.issues.push({ pointer: step, detail: 'must be an object from attribute name to text' });
        return '';
      }
      const from = context.issues.length;
      let xml = '';
      for (const clark of Object.keys(value)) {
        const text = member(value, clark);
        const problem = typeof text === 'string' ? refusal(clark, text) : 'must be a string';
        if (problem !== undefined) context.issues.push({ pointer: pointerStep(clark), detail: problem });
        if (typeof text !== 'string' || problem !== undefined) continue;
        const { namespace, local } = parseClarkName(clark);
        const prefix = namespace === '' ? '' : `${namespace === XML ? 'xml' : context.prefixFor(namespace)}:`;
        const codec = nameCodec(clark);
        const before = context.issues.length;
        const written = codec === undefined ? text : (codec.encode(text, context) ?? '');
        if (context.issues.length > before) placeIssues(context.issues, before, pointerStep(clark));
        xml += ` ${prefix}${local}="${escapeAttribute(written)}"`;
      }
      if (context.issues.length > from) placeIssues(context.issues, from, step);
      return xml;
    },
    decode(attribute, object, state) {
      if (!allowsNamespace(wildcard.namespaces, attribute.namespace)) return false;
      let value = member(object, name);
      if (!isJsonObject(value)) {
        value = {};
        setMember(object, name, value);
      }
      const clark = clarkName(attribute);
      const codec = nameCodec(clark);
      const read = codec === undefined ? attribute.value : readSimpleText(codec, attribute.value, state, undefined);
      setMember(value, clark, read);
      if (state.strict) {
        const problem = refusal(clark, attribute.value);
        if (problem !== undefined) state.issues.push({ pointer: step + pointerStep(clark), detail: problem });
      }
      return true;
    },
    describe(parts) {
      parts.properties[name] = {
        type: 'object',
        description: 'Further attributes: {namespace}name, or the name alone when it is in no namespace, and the text.',
        ...attributeMembers(wildcard, own, compiler),
      };
    },
  };
}

/** True for a type whose values are qualified names: they are in Clark notation in JSON. */
function holdsNames(type: SimpleType): boolean {
  return type.variety === 'atomic' && (type.builtin === 'QName' || type.builtin === 'NOTATION');
}

const LOCAL = `[${NAME_START}][${NAME_CHAR}]*`;
const NAMESPACE = '[^{}\\s\\u0000-\\u001f\\ud800-\\udfff\\ufffe\\uffff]+';

/** The members as far as a schema can say them: declared attributes with their texts, others by their names. */
function attributeMembers(
  { namespaces, processContents }: Wildcard,
  own: ReadonlySet<string>,
  compiler: Compiler,
): JsonSchema {
  const admitted = [...compiler.schemas.attributes.values()].filter(
    ({ name }) => allowsNamespace(namespaces, name.namespace) && !own.has(clarkName(name)),
  );
  const declared = processContents === 'skip' ? [] : admitted;
  const properties = Object.fromEntries(
    declared.map(({ name, type }): [string, JsonSchema] => [clarkName(name), compilePlainSchema(type)]),
  );
  if (processContents === 'strict') {
    return { properties, additionalProperties: false, ...(declared.length === 0 ? {} : { minProperties: 1 }) };
  }
  return {
    ...(declared.length === 0 ? {} : { properties }),
    patternProperties: { [attributeNames(namespaces)]: { type: 'string' } },
    additionalProperties: false,
  };
}

/** Names that may stand here, as a pattern. */
function attributeNames(namespaces: Wildcard['namespaces']): string {
  if (namespaces.kind === 'any') return `^(\\{${NAMESPACE}\\})?${LOCAL}$`;
  if (namespaces.kind === 'not') return `^\\{${NAMESPACE}\\}${LOCAL}$`;
  const alternatives = [...namespaces.namespaces].map((namespace) =>
    namespace === '' ? '' : escapePattern(`{${namespace}}`),
  );
  return `^(${alternatives.join('|')})${LOCAL}$`;
}
