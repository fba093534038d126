import { isJsonObject, type JsonObject, type JsonValue, setMember } from '../json/value.ts';
import { XmlError } from '../xml/error.ts';
import { defaultReplyLimits } from '../xml/limits.ts';
import { XSI } from '../xml/namespaces.ts';
import type { XmlAttribute } from '../xml/reader.ts';
import { createReader } from '../xml/string-reader.ts';

/** True for the name of an element, attribute, member or header block whose text must not be shown. */
export type IsSecret = (name: string) => boolean;

/** What stands in the place of a secret. */
export const MASK = '***';

/** Names that hold a ticket, a token, a password or a secret, however they are written. */
export const isSecretByDefault: IsSecret = compileSecretNames(['ticket', 'token', 'password', 'secret']);

/** @param words - a name that contains one of them is secret; case does not matter */
export function compileSecretNames(words: readonly string[]): IsSecret {
  const lower = words.map((word) => word.toLowerCase());
  return (name) => {
    const lowerName = name.toLowerCase();
    return lower.some((word) => lowerName.includes(word));
  };
}

/**
 * XML (an envelope, header blocks, a body) with all that stands within secret elements masked, in secret attributes and in
 * the value beside a secret key in a dictionary too; else as it is. Tags stay. What is within the element of an operation
 * is masked by its own name: `ChangePassword` is no name of a value.
 * @returns nothing of the text when it is not well-formed
 */
export function maskXml(xml: string, isSecret: IsSecret = isSecretByDefault): string {
  try {
    return mask(xml, isSecret);
  } catch (error) {
    if (error instanceof XmlError) return `(not shown: ${error.message})`;
    throw error;
  }
}

function mask(xml: string, isSecret: IsSecret): string {
  const reader = createReader(xml, 'xml', defaultReplyLimits);
  let written = '';
  let copied = 0;
  const replace = (from: number, to: number, text: string) => {
    written += xml.slice(copied, from) + text;
    copied = to;
  };
  /** By depth, of the elements that are open. */
  const secret = [false];
  let isEnvelope = false;
  let isBody = false;
  let secretKeyDepth = 0;
  let tagEnd = 0;
  let leaf: { local: string; depth: number } | undefined;
  for (let kind = reader.kind; kind !== 'eof'; kind = reader.next()) {
    const { local, depth, offset } = reader;
    if (kind === 'text') {
      const isKey = leaf !== undefined && /^(key|name)$/i.test(leaf.local);
      if (leaf !== undefined) secretKeyDepth = isKey && isSecret(reader.text) ? leaf.depth : 0;
      leaf = undefined;
      continue;
    }
    // with its CDATA sections, comments and references
    const isSecretText = secret[kind === 'start' ? depth - 1 : depth] === true;
    if (isSecretText && xml.slice(tagEnd, offset).trim() !== '') replace(tagEnd, offset, MASK);
    tagEnd = endOfTag(xml, offset);
    leaf = kind === 'start' ? { local, depth } : undefined;
    if (kind === 'end') continue;
    if (depth === 1) isEnvelope = local === 'Envelope';
    if (depth === 2) isBody = isEnvelope && local === 'Body';
    const isWithinSecret = secret[depth - 1] === true && !(isBody && depth === OPERATION_DEPTH + 1);
    secret[depth] = isWithinSecret || isSecret(local) || (secretKeyDepth === depth && /^value$/i.test(local));
    const tag = { written: xml.slice(offset, tagEnd), offset, attributes: reader.attributes };
    maskAttributes(tag, isWithinSecret ? () => true : isSecret, replace);
  }
  return written + xml.slice(copied);
}

/** Envelope, Body, and what the body holds. */
const OPERATION_DEPTH = 3;

/** A loop and not one pattern: a tag may be longer than the stack of those. The text is well-formed. */
function endOfTag(xml: string, offset: number): number {
  const mark = /["'>]/g;
  mark.lastIndex = offset;
  for (let found = mark.exec(xml); found !== null && found[0] !== '>'; found = mark.exec(xml)) {
    mark.lastIndex = xml.indexOf(found[0], mark.lastIndex) + 1;
  }
  return mark.lastIndex;
}

function maskAttributes(
  tag: { readonly written: string; readonly offset: number; readonly attributes: readonly XmlAttribute[] },
  isSecret: IsSecret,
  replace: (from: number, to: number, text: string) => void,
): void {
  const isShown = ({ namespace, local, value }: XmlAttribute) => value === '' || namespace === XSI || !isSecret(local);
  const secret = new Set(
    tag.attributes
      .filter((each) => !isShown(each))
      .map(({ prefix, local }) => (prefix === '' ? local : `${prefix}:${local}`)),
  );
  if (secret.size === 0) return;
  const pattern = /\s([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g;
  for (const { 0: attribute, 1: name = '', 2: value = '', index } of tag.written.matchAll(pattern)) {
    const end = tag.offset + index + attribute.length;
    if (secret.has(name)) replace(end - value.length, end, `"${MASK}"`);
  }
}

/** JSON with the scalar members of secret names masked, at any depth; `null` and what has structure stay. */
export function maskJson(value: JsonValue, isSecret: IsSecret = isSecretByDefault): JsonValue {
  if (Array.isArray(value)) return value.map((each) => maskJson(each, isSecret));
  if (!isJsonObject(value)) return value;
  const masked: JsonObject = {};
  for (const [name, inner] of Object.entries(value)) {
    const hide = isSecret(name) && (typeof inner === 'string' || typeof inner === 'number') && inner !== '';
    setMember(masked, name, hide ? MASK : maskJson(inner, isSecret));
  }
  return masked;
}
