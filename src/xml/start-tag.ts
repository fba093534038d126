import { isSpace, TEXT_STOPS } from './characters.ts';
import type { Malformed, Refuse } from './markup.ts';
import type { NamespaceScope } from './namespace-scope.ts';
import { XML, XMLNS } from './namespaces.ts';
import type { XmlAttribute } from './reader.ts';
import { normaliseAttributeSpace, replaceReferences } from './references.ts';
import { behindCharacter } from './text-run.ts';
import { quoteName, type WrittenNames } from './written-names.ts';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;
const CLOSING_BRACKET = 0x5d;
/** Up to here duplicate attributes are looked for pair by pair, beyond by a set. */
const PAIRWISE_MAX = 8;

/** Of all start tags without attributes. */
export const NO_ATTRIBUTES: readonly XmlAttribute[] = Object.freeze([]);

/** What reading a start tag takes from its document. */
export interface TagContext {
  readonly source: string;
  readonly names: WrittenNames;
  readonly scope: NamespaceScope;
  /** On one element, namespace declarations among them. */
  readonly attributesMax: number;
  readonly refuse: Refuse;
  readonly malformed: Malformed;
}

interface ReadAttribute extends XmlAttribute {
  namespace: string;
}

/** Reads what stands behind the name of a start tag (XML 1.0 §3.1). What was found holds until the next tag is read. */
export class StartTagReader {
  attributes = NO_ATTRIBUTES;
  /** It was an empty-element tag. */
  isEmpty = false;
  readonly #context: TagContext;
  /** Behind the attribute value that was read last. */
  #behindValue = 0;

  constructor(context: TagContext) {
    this.#context = context;
  }

  /**
   * Declares what the tag declares, and reads its attributes.
   * @param from - index behind the tag's name
   * @param depth - of the element, for the scope
   * @returns the index behind the tag
   */
  read(from: number, depth: number): number {
    const { source, names, malformed } = this.#context;
    const attributes: ReadAttribute[] = [];
    let count = 0;
    let at = from;
    for (;;) {
      const spaceFrom = at;
      at = this.#skipSpace(at);
      const code = source.charCodeAt(at);
      if (code === GREATER_THAN || code === SLASH) break;
      if (at === spaceFrom) malformed(at, 'a tag has no white space before an attribute, or a name is not valid');
      if (++count > this.#context.attributesMax) this.#refuseCount(at);
      const nameTo = names.endFrom(at);
      const { raw, prefix, local } = names.at(at, nameTo);
      const value = this.#value(this.#valueStart(nameTo));
      if (raw === 'xmlns') this.#declare('', value, depth, at);
      else if (prefix === 'xmlns') this.#declare(local, value, depth, at);
      else attributes.push({ namespace: '', local, prefix, value });
      at = this.#behindValue;
    }
    this.attributes = attributes.length === 0 ? NO_ATTRIBUTES : this.#resolved(attributes, from);
    return this.#behindTag(at);
  }

  #behindTag(at: number): number {
    const { source, malformed } = this.#context;
    this.isEmpty = source.charCodeAt(at) === SLASH;
    if (!this.isEmpty) return at + 1;
    if (source.charCodeAt(at + 1) !== GREATER_THAN) malformed(at + 1, '"/" in a tag is not followed by ">"');
    return at + 2;
  }

  #refuseCount(at: number): never {
    const { attributesMax, refuse } = this.#context;
    return refuse(at, 'xml/too-many-attributes', `an element has more than ${attributesMax} attributes`);
  }

  #skipSpace(from: number): number {
    const { source } = this.#context;
    let at = from;
    while (isSpace(source.charCodeAt(at))) at++;
    return at;
  }

  /** Index of the opening quote. */
  #valueStart(from: number): number {
    const { source, malformed } = this.#context;
    const equals = this.#skipSpace(from);
    if (source.charCodeAt(equals) !== EQUALS) malformed(equals, 'an attribute has no "="');
    return this.#skipSpace(equals + 1);
  }

  /** The value from its opening quote (XML 1.0 §3.3.3). */
  #value(from: number): string {
    const { source, malformed } = this.#context;
    const quote = source.charCodeAt(from);
    if (quote !== QUOTE && quote !== APOSTROPHE) malformed(from, 'an attribute value has no quotes');
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
      } else if (code === CLOSING_BRACKET) {
        at++;
      } else {
        if (code === LESS_THAN) malformed(at, 'an attribute value holds "<"');
        at = behindCharacter(source, at, malformed);
      }
    }
    this.#behindValue = at + 1;
    if (plain) return source.slice(from + 1, at);
    return replaceReferences(source, from + 1, at, normaliseAttributeSpace, malformed);
  }

  /** Namespaces in XML 1.0 §3: reserved prefixes and namespaces, no undeclaring of prefixes, no declaration twice. */
  #declare(prefix: string, namespace: string, depth: number, at: number): void {
    const { scope, malformed } = this.#context;
    if (prefix === 'xmlns' || namespace === XMLNS || (prefix === 'xml') !== (namespace === XML)) {
      malformed(at, 'a declaration of a reserved prefix or namespace');
    }
    if (prefix !== '' && namespace === '') malformed(at, `prefix ${quoteName(prefix)} is bound to no namespace`);
    if (scope.depthOf(prefix) === depth) malformed(at, `prefix ${quoteName(prefix)} is declared twice`);
    scope.declare(prefix, namespace, depth);
  }

  /** With their namespaces, once all declarations of the tag are known. */
  #resolved(attributes: readonly ReadAttribute[], at: number): readonly XmlAttribute[] {
    const { scope, malformed } = this.#context;
    for (const attribute of attributes) {
      if (attribute.prefix !== '') attribute.namespace = namespaceOf(attribute.prefix, scope, malformed, at);
    }
    if (attributes.length > 1) refuseDuplicates(attributes, at, malformed);
    return attributes;
  }
}

/** Namespace of a prefix that must be declared (Namespaces in XML 1.0 §5). */
export function namespaceOf(prefix: string, scope: NamespaceScope, malformed: Malformed, at: number): string {
  return scope.lookup(prefix) ?? malformed(at, `prefix ${quoteName(prefix)} is not declared`);
}

/** XML 1.0 §3.1, Unique Att Spec, by expanded name (Namespaces in XML 1.0 §6.3). */
function refuseDuplicates(attributes: readonly XmlAttribute[], at: number, malformed: Malformed): void {
  const refuse = (local: string): never => malformed(at, `attribute ${quoteName(local)} stands twice on one element`);
  if (attributes.length <= PAIRWISE_MAX) {
    for (let second = 1; second < attributes.length; second++) {
      for (let first = 0; first < second; first++) {
        const [a, b] = [attributes[first], attributes[second]];
        if (a !== undefined && a.local === b?.local && a.namespace === b.namespace) refuse(a.local);
      }
    }
    return;
  }
  const seen = new Set<string>();
  for (const { namespace, local } of attributes) {
    const name = `${local} ${namespace}`;
    if (seen.has(name)) refuse(local);
    seen.add(name);
  }
}
