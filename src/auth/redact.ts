import { isJsonObject, type JsonObject, type JsonValue, setMember } from '../json/value.ts';
import { XmlError } from '../xml/error.ts';
import { defaultReplyLimits } from '../xml/limits.ts';
import type { XmlReader } from '../xml/reader.ts';
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
 * XML (an envelope, header blocks, a body) with the text of secret elements and attributes masked, the value beside a secret
 * key in a dictionary too; else as it is. Elements with children keep their structure: what is secret within is masked by
 * its own name.
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
  let secretKeyDepth = 0;
  let leaf: { local: string; depth: number } | undefined;
  for (let kind = reader.kind; kind !== 'eof'; kind = reader.next()) {
    if (kind === 'start') {
      maskAttributes(reader, xml, isSecret, replace);
      leaf = { local: reader.local, depth: reader.depth };
    } else if (kind === 'text' && leaf !== undefined) {
      const { local, depth } = leaf;
      const { offset, text } = reader;
      const secretHere = isSecret(local) || (secretKeyDepth === depth && /^value$/i.test(local));
      if (reader.next() === 'end' && text.trim() !== '' && secretHere) replace(offset, reader.offset, MASK);
      secretKeyDepth = /^(key|name)$/i.test(local) && isSecret(text) ? depth : 0;
      leaf = reader.kind === 'start' ? { local: reader.local, depth: reader.depth } : undefined;
      if (reader.kind === 'start') maskAttributes(reader, xml, isSecret, replace);
    } else if (kind === 'end') {
      leaf = undefined;
    }
  }
  return written + xml.slice(copied);
}

function maskAttributes(
  { attributes, offset }: XmlReader,
  xml: string,
  isSecret: IsSecret,
  replace: (from: number, to: number, text: string) => void,
): void {
  for (const { prefix, local, value } of attributes) {
    if (value === '' || !isSecret(local)) continue;
    const name = prefix === '' ? local : `${prefix}:${local}`;
    const pattern = new RegExp(`(\\s${name.replaceAll('.', '\\.')}\\s*=\\s*)("[^"]*"|'[^']*')`, 'g');
    pattern.lastIndex = offset;
    const found = pattern.exec(xml);
    if (found === null) continue;
    const start = found.index + (found[1]?.length ?? 0);
    replace(start, start + (found[2]?.length ?? 0), `"${MASK}"`);
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
