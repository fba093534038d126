import type { Location } from '../diagnostics/location.ts';
import { isSpace } from './characters.ts';
import { skipDoctype } from './doctype.ts';
import { XmlError, type XmlRule } from './error.ts';
import { skipDeclaration, skipMisc } from './markup.ts';
import { NamespaceScope } from './namespace-scope.ts';
import type { XmlEventKind, XmlLimits, XmlReader } from './reader.ts';
import { type DeclarationReader, serialiseContent, serialiseElement } from './serialise.ts';
import { NO_ATTRIBUTES, namespaceOf, StartTagReader } from './start-tag.ts';
import { TextPosition } from './text-position.ts';
import { TextRun } from './text-run.ts';
import { quoteName, type WrittenName, WrittenNames } from './written-names.ts';

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

const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const QUESTION = 0x3f;

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
  readonly #names: WrittenNames;
  readonly #text: TextRun;
  readonly #startTagReader: StartTagReader;
  /** By depth; what stands beyond the open elements is left over from closed ones. */
  readonly #openNames: WrittenName[] = [];
  readonly #openNamespaces: string[] = [];
  /** Where scanning goes on. */
  #at = 0;
  #elements = 0;
  /** The start tag at hand was an empty-element tag: its end is the next event. */
  #endDue = false;

  constructor(source: string, file: string, limits: XmlLimits, doctype: 'refuse' | 'skip') {
    this.#source = source;
    this.#file = file;
    this.#limits = limits;
    this.#position = new TextPosition(source);
    this.#names = new WrittenNames(source, this.#malformed);
    this.#text = new TextRun(source, this.#refuse, this.#malformed);
    this.#startTagReader = new StartTagReader({
      source,
      names: this.#names,
      scope: this.#scope,
      attributesMax: limits.attributesMax,
      refuse: this.#refuse,
      malformed: this.#malformed,
    });
    if (source.length > limits.bytesMax) {
      this.#refuse(0, 'xml/too-large', `the document is larger than ${limits.bytesMax} bytes`);
    }
    this.#at = skipDeclaration(source, this.#refuse);
    if (doctype === 'skip') this.#passDoctype();
    this.#skipBetweenRootAndEnds();
    if (this.#at >= source.length) this.#refuse(this.#at, 'xml/truncated', 'the document ends before its root element');
    this.#startTag();
  }

  readonly #refuse = (at: number, rule: XmlRule, message: string): never => {
    throw new XmlError(rule, message, { file: this.#file, ...this.#position.of(Math.min(at, this.#source.length)) });
  };

  readonly #malformed = (at: number, message: string): never => {
    if (at >= this.#source.length) this.#refuse(at, 'xml/truncated', 'the document ends before it is complete');
    return this.#refuse(at, 'xml/not-well-formed', message);
  };

  get text(): string {
    return this.#text.value;
  }

  next(): XmlEventKind {
    if (this.kind === 'end') this.#scope.leave(this.depth--);
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
    return this.#scope.snapshot();
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
    this.#at = this.#text.scan(this.#at);
    const mark = source.charCodeAt(this.#at + 1);
    if (mark === EXCLAMATION || mark === QUESTION) {
      this.#at = this.#text.join(this.#at);
      this.#refuseDoctype();
    }
    if (!this.#text.isEmpty) {
      this.kind = 'text';
      return 'text';
    }
    this.offset = this.#at;
    if (source.charCodeAt(this.#at + 1) === SLASH) this.#endTag();
    else this.#startTag();
    this.#text.clear();
    return this.kind;
  }

  #startTag(): void {
    const nameFrom = this.#at + 1;
    const nameTo = this.#names.endFrom(nameFrom);
    const name = this.#names.at(nameFrom, nameTo);
    const depth = this.depth + 1;
    this.#checkLimits(depth);
    this.offset = this.#at;
    this.depth = depth;
    this.kind = 'start';
    if (this.#source.charCodeAt(nameTo) === GREATER_THAN) this.#at = nameTo + 1;
    else {
      this.#at = this.#startTagReader.read(nameTo, depth);
      this.attributes = this.#startTagReader.attributes;
      this.#endDue = this.#startTagReader.isEmpty;
    }
    this.#openNames[depth - 1] = name;
    this.local = name.local;
    this.prefix = name.prefix;
    this.namespace =
      name.prefix === ''
        ? this.#scope.defaultNamespace
        : namespaceOf(name.prefix, this.#scope, this.#malformed, nameFrom);
    this.#openNamespaces[depth - 1] = this.namespace;
  }

  #checkLimits(depth: number): void {
    const { depthMax, elementsMax } = this.#limits;
    if (depth > depthMax) this.#refuse(this.#at, 'xml/too-deep', `elements are nested more than ${depthMax} deep`);
    if (++this.#elements > elementsMax) {
      this.#refuse(this.#at, 'xml/too-many-elements', `the document has more than ${elementsMax} elements`);
    }
  }

  #endTag(): void {
    const source = this.#source;
    const name = this.#openNames[this.depth - 1];
    const raw = name === undefined ? '' : name.raw;
    const nameFrom = this.#at + 2;
    let at = nameFrom + raw.length;
    while (isSpace(source.charCodeAt(at))) at++;
    if (!source.startsWith(raw, nameFrom) || source.charCodeAt(at) !== GREATER_THAN) {
      const cut = source.length < nameFrom + raw.length ? raw.startsWith(source.slice(nameFrom)) : at >= source.length;
      this.#malformed(cut ? source.length : this.#at, `an end tag does not match the open element ${quoteName(raw)}`);
    }
    this.#at = at + 1;
    this.local = name === undefined ? '' : name.local;
    this.prefix = name === undefined ? '' : name.prefix;
    this.namespace = this.#openNamespaces[this.depth - 1] ?? '';
    this.kind = 'end';
  }
}
