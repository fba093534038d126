import type { Location } from '../diagnostics/location.ts';
import { isNCName, isSpace, isSurrogatePair, NAME_CHARACTERS, TEXT_STOPS } from './characters.ts';
import { skipDoctype } from './doctype.ts';
import { XmlError, type XmlRule } from './error.ts';
import { refuseIllegal, skipDeclaration, skipMisc } from './markup.ts';
import { NamespaceScope } from './namespace-scope.ts';
import { XML, XMLNS } from './namespaces.ts';
import type { XmlAttribute, XmlEventKind, XmlLimits, XmlReader } from './reader.ts';
import { normaliseAttributeSpace, normaliseLineEnds, replaceReferences } from './references.ts';
import { type DeclarationReader, serialiseContent, serialiseElement } from './serialise.ts';
import { TextPosition } from './text-position.ts';

/**
 * Reads a document held in memory, in one pass, each character once. Stands on the root's start tag.
 * @param file - where it came from, for locations
 * @throws {XmlError} when the document is refused before its root
 */
export function createReader(text: string, file: string, limits: XmlLimits): XmlReader {
  return createDeclarationReader(text, file, limits);
}

/**
 * {@link createReader}, with what serialising needs.
 * @param doctype - `skip`: a document type declaration that changes nothing is passed over; by default each is refused
 */
export function createDeclarationReader(
  text: string,
  file: string,
  limits: XmlLimits,
  doctype: 'refuse' | 'skip' = 'refuse',
): DeclarationReader {
  return new StringReader(text, file, limits, doctype);
}

/** A name as written, checked and split once however often it occurs. */
interface WrittenName {
  readonly raw: string;
  readonly prefix: string;
  readonly local: string;
}

interface ReadAttribute extends XmlAttribute {
  namespace: string;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const EXCLAMATION = 0x21;
const AMPERSAND = 0x26;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;
const QUESTION = 0x3f;
const CDATA = '<![CDATA[';
const NO_ATTRIBUTES: readonly XmlAttribute[] = Object.freeze([]);
/** Up to here duplicate attributes are looked for pair by pair, beyond by a set. */
const PAIRWISE_MAX = 8;
const QUOTED_NAME_MAX = 80;

class StringReader implements DeclarationReader {
  kind: XmlEventKind = 'eof';
  local = '';
  prefix = '';
  namespace = '';
  attributes = NO_ATTRIBUTES;
  depth = 0;
  offset = 0;

  readonly #source: string;
  readonly #file: string;
  readonly #limits: XmlLimits;
  readonly #position: TextPosition;
  readonly #scope = new NamespaceScope();
  readonly #names = new Map<string, WrittenName>();
  /** By depth; what stands beyond the open elements is left over from closed ones. */
  readonly #openNames: WrittenName[] = [];
  readonly #openNamespaces: string[] = [];
  readonly #refuse = (at: number, rule: XmlRule, message: string): never => {
    throw new XmlError(rule, message, { file: this.#file, ...this.#position.of(Math.min(at, this.#source.length)) });
  };
  readonly #badReference = (at: number, reason: string): never => this.#malformed(at, reason);
  /** Where scanning goes on. */
  #at = 0;
  #elements = 0;
  /** The start tag at hand was an empty-element tag: its end is the next event. */
  #endDue = false;
  /** The piece of text at hand, not yet cut out of the source; `#textValue` once it is, or when it has several pieces. */
  #textFrom = 0;
  #textTo = 0;
  #textPlain = true;
  #textHasReference = false;
  #textValue: string | undefined = '';
  #snapshot: ReadonlyMap<string, string> | undefined;

  constructor(source: string, file: string, limits: XmlLimits, doctype: 'refuse' | 'skip') {
    this.#source = source;
    this.#file = file;
    this.#limits = limits;
    this.#position = new TextPosition(source);
    if (source.length > limits.bytesMax) {
      this.#refuse(0, 'xml/too-large', `the document is larger than ${limits.bytesMax} bytes`);
    }
    this.#at = skipDeclaration(source, this.#refuse);
    if (doctype === 'skip') this.#passDoctype();
    this.#skipBetweenRootAndEnds();
    if (this.#at >= source.length) this.#refuse(this.#at, 'xml/truncated', 'the document ends before its root element');
    this.#startTag();
  }

  get text(): string {
    this.#textValue ??= this.#cutText();
    return this.#textValue;
  }

  next(): XmlEventKind {
    if (this.kind === 'end') this.#leaveElement();
    if (this.depth === 0) return this.#end();
    if (this.#endDue) {
      this.#endDue = false;
      this.attributes = NO_ATTRIBUTES;
      this.kind = 'end';
      return 'end';
    }
    return this.#content();
  }

  attribute(namespace: string, local: string): string | undefined {
    for (const attribute of this.attributes) {
      if (attribute.local === local && attribute.namespace === namespace) return attribute.value;
    }
    return undefined;
  }

  lookupNamespace(prefix: string): string | undefined {
    return this.#scope.lookup(prefix);
  }

  readText(): string {
    const { local } = this;
    const kind = this.next();
    const value = kind === 'text' ? this.text : '';
    if (kind === 'text') this.next();
    if (this.kind === 'start') {
      this.#refuse(
        this.offset,
        'xml/unexpected-element',
        `element ${quoteName(local)} holds an element instead of text alone`,
      );
    }
    this.next();
    return value;
  }

  skipElement(): void {
    const { depth } = this;
    while (!(this.next() === 'end' && this.depth === depth)) {
      // every event is checked as it is passed over
    }
    this.next();
  }

  readOuterXml(): string {
    return serialiseElement(this, 'read');
  }

  readInnerXml(): string {
    return serialiseContent(this, 'read').xml;
  }

  inScopeNamespaces(): ReadonlyMap<string, string> {
    this.#snapshot ??= this.#scope.snapshot();
    return this.#snapshot;
  }

  declarations(): readonly { readonly prefix: string; readonly namespace: string }[] {
    return this.#scope.declaredAt(this.depth);
  }

  declaringDepth(prefix: string): number {
    return this.#scope.depthOf(prefix);
  }

  location(): Location {
    return { file: this.#file, ...this.#position.of(this.offset) };
  }

  #malformed(at: number, message: string): never {
    if (at >= this.#source.length) this.#refuse(at, 'xml/truncated', 'the document ends before it is complete');
    return this.#refuse(at, 'xml/not-well-formed', message);
  }

  /** White space, comments and processing instructions before and after the root. */
  #skipBetweenRootAndEnds(): void {
    const source = this.#source;
    this.#skipMiscs();
    this.#refuseDoctype();
    const misplaced = source.charCodeAt(this.#at) !== LESS_THAN || source.charCodeAt(this.#at + 1) === SLASH;
    if (this.#at < source.length && misplaced) this.#malformed(this.#at, 'content outside the root element');
  }

  #skipMiscs(): void {
    const source = this.#source;
    for (let from = -1; from !== this.#at; ) {
      from = this.#at;
      while (isSpace(source.charCodeAt(this.#at))) this.#at++;
      this.#at = skipMisc(source, this.#at, this.#refuse);
    }
  }

  #passDoctype(): void {
    this.#skipMiscs();
    if (this.#source.startsWith('<!DOCTYPE', this.#at)) this.#at = skipDoctype(this.#source, this.#at, this.#refuse);
  }

  #refuseDoctype(): void {
    if (this.#source.slice(this.#at, this.#at + 9).toUpperCase() === '<!DOCTYPE') {
      this.#refuse(this.#at, 'xml/doctype', 'the document has a document type declaration');
    }
  }

  #end(): XmlEventKind {
    if (this.kind === 'eof') return 'eof';
    this.#skipBetweenRootAndEnds();
    if (this.#at < this.#source.length) this.#malformed(this.#at, 'an element after the root element');
    this.local = '';
    this.prefix = '';
    this.namespace = '';
    this.offset = this.#at;
    this.kind = 'eof';
    return 'eof';
  }

  /** Text, else the tag behind it. */
  #content(): XmlEventKind {
    const source = this.#source;
    this.attributes = NO_ATTRIBUTES;
    this.offset = this.#at;
    this.#textFrom = this.#at;
    this.#textPlain = true;
    this.#textHasReference = false;
    this.#textValue = undefined;
    if (source.charCodeAt(this.#at) !== LESS_THAN) this.#scanText();
    this.#textTo = this.#at;
    // Cut only when it is asked for; but references must be checked also in text that is passed over.
    if (this.#textHasReference) this.#textValue = this.#cutText();
    const mark = source.charCodeAt(this.#at + 1);
    if (mark === EXCLAMATION || mark === QUESTION) this.#joinText();
    if (this.#textValue === undefined ? this.#textTo > this.#textFrom : this.#textValue !== '') {
      this.kind = 'text';
      return 'text';
    }
    this.offset = this.#at;
    if (source.charCodeAt(this.#at + 1) === SLASH) this.#endTag();
    else this.#startTag();
    return this.kind;
  }

  /** Moves to the next `<`, noting whether the text needs work (XML 1.0 §2.4). */
  #scanText(): void {
    const source = this.#source;
    let at = this.#at;
    for (;;) {
      const code = source.charCodeAt(at);
      if (code < 0x80 ? TEXT_STOPS[code] === 0 : code < 0xd800) {
        at++;
      } else if (code === LESS_THAN) {
        this.#at = at;
        return;
      } else if (code === AMPERSAND || code === CARRIAGE_RETURN) {
        this.#textPlain = false;
        if (code === AMPERSAND) this.#textHasReference = true;
        at++;
      } else {
        at = this.#checkedCharacter(at);
      }
    }
  }

  /** A `]` or a character beyond U+D7FF or below U+0020: the index behind it when it is legal in text. */
  #checkedCharacter(at: number): number {
    const source = this.#source;
    const code = source.charCodeAt(at);
    if (code === 0x5d) {
      if (source.startsWith(']]>', at)) this.#malformed(at, 'text holds "]]>"');
      return at + 1;
    }
    if (isSurrogatePair(source, at)) return at + 2;
    if (code < 0xe000 || code > 0xfffd || Number.isNaN(code))
      this.#malformed(at, 'a character that XML does not allow');
    return at + 1;
  }

  /** Joins text with what stands behind a comment, a processing instruction or a CDATA section. */
  #joinText(): void {
    const source = this.#source;
    let value = this.text;
    for (;;) {
      if (source.startsWith(CDATA, this.#at)) {
        const from = this.#at + CDATA.length;
        const to = source.indexOf(']]>', from);
        if (to < 0) this.#refuse(source.length, 'xml/truncated', 'the document ends within a CDATA section');
        refuseIllegal(source, from, to, this.#refuse);
        value += normaliseLineEnds(source.slice(from, to));
        this.#at = to + 3;
      } else {
        const behind = skipMisc(source, this.#at, this.#refuse);
        if (behind === this.#at) break;
        this.#at = behind;
      }
      this.#textFrom = this.#at;
      this.#textPlain = true;
      this.#scanText();
      this.#textTo = this.#at;
      value += this.#cutText();
    }
    this.#refuseDoctype();
    this.#textValue = value;
  }

  #cutText(): string {
    if (this.#textPlain) return this.#source.slice(this.#textFrom, this.#textTo);
    return replaceReferences(this.#source, this.#textFrom, this.#textTo, normaliseLineEnds, this.#badReference);
  }

  #startTag(): void {
    const source = this.#source;
    this.offset = this.#at;
    const nameFrom = this.#at + 1;
    let at = this.#nameEnd(nameFrom);
    const name = this.#name(nameFrom, at);
    const depth = this.depth + 1;
    if (depth > this.#limits.depthMax) {
      this.#refuse(this.#at, 'xml/too-deep', `elements are nested more than ${this.#limits.depthMax} deep`);
    }
    if (++this.#elements > this.#limits.elementsMax) {
      this.#refuse(
        this.#at,
        'xml/too-many-elements',
        `the document has more than ${this.#limits.elementsMax} elements`,
      );
    }
    this.depth = depth;
    this.kind = 'start';
    if (source.charCodeAt(at) === GREATER_THAN) at++;
    else at = this.#restOfStartTag(at);
    this.#at = at;
    const namespace =
      name.prefix === '' ? this.#scope.defaultNamespace : this.#requiredNamespace(name.prefix, nameFrom);
    this.local = name.local;
    this.prefix = name.prefix;
    this.namespace = namespace;
    this.#openNames[depth - 1] = name;
    this.#openNamespaces[depth - 1] = namespace;
    // The text of an element's start is none, also where `text` is asked for without looking at `kind`.
    this.#textValue = '';
  }

  /** Attributes and the end of the tag. @returns the index behind it */
  #restOfStartTag(from: number): number {
    const source = this.#source;
    const attributes: ReadAttribute[] = [];
    let attributeCount = 0;
    let prefixed = false;
    let at = from;
    for (;;) {
      const spaceFrom = at;
      at = this.#skipSpace(at);
      const code = source.charCodeAt(at);
      if (code === GREATER_THAN) {
        at++;
        break;
      }
      if (code === SLASH) {
        if (source.charCodeAt(at + 1) !== GREATER_THAN) this.#malformed(at + 1, '"/" in a tag is not followed by ">"');
        this.#endDue = true;
        at += 2;
        break;
      }
      if (at === spaceFrom) this.#malformed(at, 'a tag has no white space before an attribute, or a name is not valid');
      if (++attributeCount > this.#limits.attributesMax) {
        this.#refuse(
          at,
          'xml/too-many-attributes',
          `an element has more than ${this.#limits.attributesMax} attributes`,
        );
      }
      const nameTo = this.#nameEnd(at);
      const name = this.#name(at, nameTo);
      const valueFrom = this.#valueStart(nameTo);
      const value = this.#attributeValue(valueFrom);
      if (name.raw === 'xmlns') this.#declare('', value, at);
      else if (name.prefix === 'xmlns') this.#declare(name.local, value, at);
      else {
        if (name.prefix !== '') prefixed = true;
        attributes.push({ namespace: '', local: name.local, prefix: name.prefix, value });
      }
      at = this.#at;
    }
    if (attributes.length > 0) {
      if (prefixed) this.#resolveAttributes(attributes, from);
      if (attributes.length > 1) this.#refuseDuplicates(attributes, from);
      this.attributes = attributes;
    }
    return at;
  }

  #skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.#source.charCodeAt(at))) at++;
    return at;
  }

  /** Index of the opening quote. */
  #valueStart(from: number): number {
    const equals = this.#skipSpace(from);
    if (this.#source.charCodeAt(equals) !== EQUALS) this.#malformed(equals, 'an attribute has no "="');
    return this.#skipSpace(equals + 1);
  }

  /** The value from its opening quote; `#at` then stands behind the closing one. */
  #attributeValue(from: number): string {
    const source = this.#source;
    const quote = source.charCodeAt(from);
    if (quote !== 0x22 && quote !== 0x27) this.#malformed(from, 'an attribute value has no quotes');
    let plain = true;
    let at = from + 1;
    for (;;) {
      const code = source.charCodeAt(at);
      if (code === quote) break;
      if (code < 0x80 ? TEXT_STOPS[code] === 0 : code < 0xd800) {
        if (code === TAB || code === LINE_FEED) plain = false;
        at++;
      } else if (code === AMPERSAND || code === CARRIAGE_RETURN) {
        plain = false;
        at++;
      } else if (code === 0x5d) {
        at++;
      } else {
        if (code === LESS_THAN) this.#malformed(at, 'an attribute value holds "<"');
        at = this.#checkedCharacter(at);
      }
    }
    this.#at = at + 1;
    if (plain) return source.slice(from + 1, at);
    return replaceReferences(source, from + 1, at, normaliseAttributeSpace, this.#badReference);
  }

  /** Namespaces in XML 1.0 §3: reserved prefixes and namespaces, no undeclaring of prefixes, no declaration twice. */
  #declare(prefix: string, namespace: string, at: number): void {
    if (prefix === 'xmlns' || namespace === XMLNS || (prefix === 'xml') !== (namespace === XML)) {
      this.#malformed(at, 'a declaration of a reserved prefix or namespace');
    }
    if (prefix !== '' && namespace === '') this.#malformed(at, `prefix ${quoteName(prefix)} is bound to no namespace`);
    if (this.#scope.depthOf(prefix) === this.depth)
      this.#malformed(at, `prefix ${quoteName(prefix)} is declared twice`);
    this.#scope.declare(prefix, namespace, this.depth);
    this.#snapshot = undefined;
  }

  #resolveAttributes(attributes: readonly ReadAttribute[], at: number): void {
    for (const attribute of attributes) {
      if (attribute.prefix !== '') attribute.namespace = this.#requiredNamespace(attribute.prefix, at);
    }
  }

  #requiredNamespace(prefix: string, at: number): string {
    const namespace = this.#scope.lookup(prefix);
    return namespace ?? this.#malformed(at, `prefix ${quoteName(prefix)} is not declared`);
  }

  /** XML 1.0 §3.1, Unique Att Spec, by expanded name (Namespaces in XML 1.0 §6.3). */
  #refuseDuplicates(attributes: readonly XmlAttribute[], at: number): void {
    if (attributes.length <= PAIRWISE_MAX) {
      for (let second = 1; second < attributes.length; second++) {
        for (let first = 0; first < second; first++) {
          const [a, b] = [attributes[first], attributes[second]];
          if (a !== undefined && a.local === b?.local && a.namespace === b.namespace) this.#duplicate(a.local, at);
        }
      }
      return;
    }
    const seen = new Set<string>();
    for (const { namespace, local } of attributes) {
      const name = `${local} ${namespace}`;
      if (seen.has(name)) this.#duplicate(local, at);
      seen.add(name);
    }
  }

  #duplicate(local: string, at: number): never {
    return this.#malformed(at, `attribute ${quoteName(local)} stands twice on one element`);
  }

  #endTag(): void {
    const source = this.#source;
    const name = this.#openNames[this.depth - 1];
    const raw = name === undefined ? '' : name.raw;
    const nameFrom = this.#at + 2;
    const at = this.#skipSpace(nameFrom + raw.length);
    if (!source.startsWith(raw, nameFrom) || source.charCodeAt(at) !== GREATER_THAN) {
      const cut = source.length < nameFrom + raw.length ? raw.startsWith(source.slice(nameFrom)) : at >= source.length;
      this.#malformed(cut ? source.length : this.#at, `an end tag does not match the open element ${quoteName(raw)}`);
    }
    this.#at = at + 1;
    this.local = name === undefined ? '' : name.local;
    this.prefix = name === undefined ? '' : name.prefix;
    this.namespace = this.#openNamespaces[this.depth - 1] ?? '';
    this.#textValue = '';
    this.kind = 'end';
  }

  #leaveElement(): void {
    if (this.#scope.leave(this.depth)) this.#snapshot = undefined;
    this.depth--;
  }

  /** Index behind the run of characters that may be a name; whether they are one is for {@link #name}. */
  #nameEnd(from: number): number {
    const source = this.#source;
    let at = from;
    for (;;) {
      const code = source.charCodeAt(at);
      if (!(code < 0x80 ? NAME_CHARACTERS[code] === 1 : code >= 0x80)) return at;
      at++;
    }
  }

  /** Splits and checks a qualified name (Namespaces in XML 1.0 §4). */
  #name(from: number, to: number): WrittenName {
    const raw = this.#source.slice(from, to);
    const known = this.#names.get(raw);
    if (known !== undefined) return known;
    const colon = raw.indexOf(':');
    const prefix = colon < 0 ? '' : raw.slice(0, colon);
    const local = raw.slice(colon + 1);
    if (!isNCName(local) || (colon >= 0 && !isNCName(prefix))) {
      this.#malformed(to >= this.#source.length ? to : from, 'a name is missing or not valid');
    }
    const name = { raw, prefix, local };
    this.#names.set(raw, name);
    return name;
  }
}

function quoteName(name: string): string {
  return `"${name.length > QUOTED_NAME_MAX ? `${name.slice(0, QUOTED_NAME_MAX)}…` : name}"`;
}
