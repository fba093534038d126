import { findIllegalCharacter, isNCName, isSpace } from './characters.ts';
import type { XmlRule } from './error.ts';

/** Stops reading: at an index of the source, by a rule, for a reason that quotes no content. */
export type Refuse = (at: number, rule: XmlRule, message: string) => never;

/** Stops reading where the document is not well-formed, or where it ends too early. */
export type Malformed = (at: number, message: string) => never;

/** XML 1.0 §2.8, production XMLDecl; versions 1.x are read as 1.0. Applied to a bounded piece. */
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>$/;

const DECLARATION_LENGTH_MAX = 512;

/**
 * Passes over a byte order mark and the XML declaration at the start of a document.
 * @returns the index behind them
 */
export function skipDeclaration(source: string, refuse: Refuse): number {
  const from = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!source.startsWith('<?xml', from) || !isSpace(source.charCodeAt(from + 5))) return from;
  const end = source.indexOf('?>', from);
  if (end < 0) return refuse(source.length, 'xml/truncated', 'the document ends within its XML declaration');
  if (end - from > DECLARATION_LENGTH_MAX || !DECLARATION.test(source.slice(from, end + 2))) {
    return refuse(from, 'xml/not-well-formed', 'the XML declaration is not well-formed');
  }
  return end + 2;
}

/**
 * Passes over a comment or a processing instruction (XML 1.0 §2.5, §2.6).
 * @param at - index of its `<`
 * @returns the index behind it; `at` when neither stands there
 */
export function skipMisc(source: string, at: number, refuse: Refuse): number {
  if (source.startsWith('<!--', at)) return skipComment(source, at, refuse);
  if (source.startsWith('<?', at)) return skipInstruction(source, at, refuse);
  return at;
}

function skipComment(source: string, at: number, refuse: Refuse): number {
  const dashes = source.indexOf('--', at + 4);
  if (dashes < 0) return refuse(source.length, 'xml/truncated', 'the document ends within a comment');
  if (source.charCodeAt(dashes + 2) !== 0x3e) {
    if (dashes + 2 >= source.length) refuse(source.length, 'xml/truncated', 'the document ends within a comment');
    refuse(dashes, 'xml/not-well-formed', 'a comment holds "--"');
  }
  refuseIllegal(source, at, dashes, refuse);
  return dashes + 3;
}

function skipInstruction(source: string, at: number, refuse: Refuse): number {
  const end = source.indexOf('?>', at + 2);
  if (end < 0) return refuse(source.length, 'xml/truncated', 'the document ends within a processing instruction');
  let targetEnd = at + 2;
  while (targetEnd < end && !isSpace(source.charCodeAt(targetEnd))) targetEnd++;
  const target = source.slice(at + 2, targetEnd);
  if (!isNCName(target) || target.toLowerCase() === 'xml') {
    refuse(
      at,
      'xml/not-well-formed',
      'a processing instruction has no valid target (an XML declaration may only come first)',
    );
  }
  refuseIllegal(source, at, end, refuse);
  return end + 2;
}

/** Refuses characters outside production Char between two indexes. */
export function refuseIllegal(source: string, from: number, to: number, refuse: Refuse): void {
  const illegal = findIllegalCharacter(source.slice(from, to));
  if (illegal >= 0) refuse(from + illegal, 'xml/not-well-formed', 'a character that XML does not allow');
}
