import type { ValidationIssue } from '../../json/issue.ts';
import { isJsonObject, type JsonObject, member, setMember } from '../../json/value.ts';
import type { MessagePart, SoapVersion } from '../../wsdl/model/binding.ts';
import { defaultReplyLimits } from '../../xml/limits.ts';
import { SOAP11, SOAP11_ENCODING, SOAP12, SOAP12_ENCODING } from '../../xml/namespaces.ts';
import { clarkName, type QName } from '../../xml/qname.ts';
import type { XmlReader } from '../../xml/reader.ts';
import { createReader } from '../../xml/string-reader.ts';
import { escapeAttribute } from '../../xml/writer.ts';
import type { ElementDeclaration } from '../../xsd/model/element.ts';
import type { Compiler } from '../compiler.ts';
import { xmlNames } from '../content/element-step.ts';
import { type EncodedReferences, passOver, readWith } from '../decode-state.ts';
import { blankOf, encodeValue } from '../element-codec.ts';
import { makeTags } from '../element-term.ts';
import { createEncodeContext } from '../encode-context.ts';
import { collectReferences } from '../encoded/references.ts';
import { startExample } from '../example-state.ts';
import { placeError, placeIssues, pointerStep } from '../issue-place.ts';
import { createMemberNames } from '../json-names.ts';
import type { DecodeContext, MessageCodec } from '../message-codec.ts';
import { emptyParts, renderObject } from '../object-schema.ts';
import { reportUnknownMembers } from '../unknown-members.ts';
import { addDocumentation } from '../value-constraint.ts';
import { enterFirstChild, leaveBody, toChild, wrongElement } from './body.ts';
import { emptyMessage } from './empty-message.ts';

/** A part as a member of the message's object. */
interface PartMember {
  readonly name: string;
  readonly step: string;
  readonly declaration: ElementDeclaration;
  readonly documentation?: string;
}

/**
 * A message of several parts, or of an rpc operation (WSDL 1.1 §3.5; BP 1.1 §4.7.2): an object keyed by part name. In rpc style the
 * parts stand in no namespace inside the wrapper; in document style they stand side by side in the body.
 * @param encoding - the version of SOAP whose encoding is used; absent for literal use
 */
export function partsMessage(
  parts: readonly MessagePart[],
  wrapper: QName | undefined,
  compiler: Compiler,
  encoding?: SoapVersion,
): MessageCodec {
  const names = createMemberNames(new Set(parts.map(({ name }) => compiler.jsonName(name))));
  const members = parts.map((part): PartMember => {
    const name = names.take(compiler.jsonName(part.name));
    const declaration = 'element' in part ? part.element : partAccessor(part.name, part.type);
    const { documentation } = part;
    return { name, step: pointerStep(name), declaration, ...(documentation === undefined ? {} : { documentation }) };
  });
  const known = { names: new Set(members.map(({ name }) => name)) };
  const wrapperName = wrapper === undefined ? undefined : clarkName(wrapper);
  const [open, close] = wrapper === undefined ? ['', ''] : wrapperTags(wrapper, encoding);
  if (members.length === 0) return emptyMessage(wrapper === undefined ? '' : `${open.slice(0, -1)}/>`, wrapperName);

  const readParts = (reader: XmlReader, context: DecodeContext, references?: EncodedReferences): JsonObject => {
    const object: JsonObject = {};
    while (toChild(reader)) {
      const part = members.find(
        ({ declaration: { name }, ...own }) => isAt(reader, name) && !Object.hasOwn(object, own.name),
      );
      if (part === undefined) {
        readWith(reader, context, (state) =>
          passOver(state, `holds the element ${reader.local} where it is not expected`),
        );
        reader.skipElement();
        continue;
      }
      const from = context.issues.length;
      try {
        const value = readWith(
          reader,
          context,
          (state) => compiler.elementValue(part.declaration).decode(reader, state),
          references,
        );
        setMember(object, part.name, value);
      } catch (error) {
        throw placeError(error, part.step);
      }
      placeIssues(context.issues, from, part.step);
    }
    if (context.mode === 'strict') {
      for (const { name, step } of members) {
        if (!Object.hasOwn(object, name)) context.issues.push({ pointer: step, detail: 'is required' });
      }
    }
    return object;
  };

  return {
    empty: false,
    bodyElements:
      wrapperName === undefined ? members.map(({ declaration }) => clarkName(declaration.name)) : [wrapperName],
    encode(value) {
      const object = value ?? (value === undefined ? {} : null);
      if (!isJsonObject(object))
        return { ok: false, issues: [{ pointer: '', detail: 'must be an object keyed by part' }] };
      const issues: ValidationIssue[] = [];
      let xml = open;
      for (const part of members) xml += encodePart(part, object, compiler, issues);
      const context = Object.assign(createEncodeContext(), {
        issues,
        taken: members.filter(({ name }) => Object.hasOwn(object, name)).length,
      });
      reportUnknownMembers(object, known, context, 0);
      return issues.length > 0 ? { ok: false, issues } : { ok: true, xml: xml + close };
    },
    decode(body, context) {
      const xml = encoding === undefined ? '' : body.readOuterXml();
      const references = encoding === undefined ? undefined : collectReferences(xml);
      const reader = encoding === undefined ? body : createReader(xml, '', defaultReplyLimits);
      const hasChild = enterFirstChild(reader);
      if (wrapperName === undefined) {
        const object = readParts(reader, context);
        if (Object.keys(object).length === 0)
          wrongElement(reader, members.map(({ declaration }) => clarkName(declaration.name)).join(', '));
        reader.next();
        return object;
      }
      if (!hasChild || clarkName({ namespace: reader.namespace, local: reader.local }) !== wrapperName) {
        wrongElement(reader, wrapperName);
      }
      reader.next();
      const object = readParts(reader, context, references);
      reader.next();
      // What else stands in the body of an encoded message are the elements that references refer to (SOAP 1.1 §5.1).
      if (references === undefined) leaveBody(reader, context);
      return object;
    },
    schema(registry) {
      const described = emptyParts();
      for (const { name, declaration, documentation } of members) {
        const value = compiler.elementValue(declaration);
        const schema = addDocumentation(value.schema(registry), documentation === undefined ? {} : { documentation });
        const xml = xmlNames(declaration.name, name, wrapper?.namespace ?? '');
        described.properties[name] = xml === undefined ? schema : { ...schema, xml: { ...schema.xml, ...xml } };
        described.required.push(name);
      }
      return renderObject(described);
    },
    example(options) {
      const state = startExample(options);
      const object: JsonObject = {};
      for (const { name, declaration } of members)
        setMember(object, name, compiler.elementValue(declaration).example(state));
      return object;
    },
  };
}

function encodePart(part: PartMember, object: JsonObject, compiler: Compiler, issues: ValidationIssue[]): string {
  const codec = compiler.elementValue(part.declaration);
  const value = member(object, part.name);
  if (value === undefined && blankOf(codec) === undefined) {
    issues.push({ pointer: part.step, detail: 'is required' });
    return '';
  }
  const { inside, outside } = makeTags(part.declaration.name);
  const tag = part.declaration.name.namespace === '' ? inside : outside;
  const encoded = encodeValue(codec, tag, value);
  if (encoded.ok) return encoded.xml;
  const from = issues.length;
  issues.push(...encoded.issues);
  placeIssues(issues, from, part.step);
  return '';
}

/** The accessor element of a part that is given by type: the part's name, in no namespace (BP 1.1 R2735). */
export function partAccessor(
  local: string,
  type: Extract<MessagePart, { readonly type: unknown }>['type'],
): ElementDeclaration {
  return {
    kind: 'element',
    scope: 'local',
    name: { namespace: '', local },
    type,
    nillable: false,
    abstract: false,
    block: new Set(),
    location: type.location,
  };
}

/** Says which encoding the content has (SOAP 1.1 §4.1.1, SOAP 1.2 Part 1 §5.1.1). */
const encodingStyles: Readonly<Record<SoapVersion, string>> = {
  '1.1': ` xmlns:e="${SOAP11}" e:encodingStyle="${SOAP11_ENCODING}"`,
  '1.2': ` xmlns:e="${SOAP12}" e:encodingStyle="${SOAP12_ENCODING}"`,
};

/** The wrapper has a prefix, so that the parts inside it are in no namespace without a word. */
function wrapperTags({ namespace, local }: QName, encoding: SoapVersion | undefined): readonly [string, string] {
  const style = encoding === undefined ? '' : encodingStyles[encoding];
  if (namespace === '') return [`<${local}${style}>`, `</${local}>`];
  return [`<m:${local} xmlns:m="${escapeAttribute(namespace)}"${style}>`, `</m:${local}>`];
}

function isAt(reader: XmlReader, name: QName): boolean {
  return reader.local === name.local && reader.namespace === name.namespace;
}
