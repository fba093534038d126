import { parseNumeral } from './numeral.ts';
import { renderPointer } from './pointer.ts';
import { JsonSyntaxError, type JsonSyntaxErrorKind } from './syntax-error.ts';
import { type JsonObject, type JsonValue, setMember } from './value.ts';

/** How deep arrays and objects may be nested unless the caller says otherwise (design.md §6). */
const DEPTH_MAX_DEFAULT = 128;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Bytes to text: UTF-8 (RFC 8259 §8.1), a byte order mark passed over.
 * @throws {JsonSyntaxError} on malformed bytes
 */
export function decodeJson(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new JsonSyntaxError('syntax', 'the bytes are not valid UTF-8', '', 0);
  }
}

/**
 * Parses JSON strictly (RFC 8259): a name twice in one object is refused, numbers that a double would change become
 * numerals, `__proto__` is a name like any other. Lone surrogates written as escapes are kept: whether they can be
 * carried is for the schema to say, with a pointer.
 * @throws {JsonSyntaxError}
 */
export function parseJson(
  text: string,
  { depthMax = DEPTH_MAX_DEFAULT }: { readonly depthMax?: number } = {},
): JsonValue {
  return new JsonParser(text, depthMax).parse();
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

class JsonParser {
  readonly #text: string;
  readonly #depthMax: number;
  /** Names and indexes on the way to the value at hand, as far as `#depth`. */
  readonly #path: (string | number)[] = [];
  #depth = 0;
  #at = 0;

  constructor(text: string, depthMax: number) {
    this.#text = text;
    this.#depthMax = depthMax;
  }

  parse(): JsonValue {
    this.#skipSpace();
    const value = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail('text behind the end of the JSON value');
    return value;
  }

  #value(): JsonValue {
    switch (this.#text.charCodeAt(this.#at)) {
      case QUOTE:
        return this.#string();
      case OPEN_OBJECT:
        return this.#object();
      case OPEN_ARRAY:
        return this.#array();
      case 0x74:
        return this.#literal('true', true);
      case 0x66:
        return this.#literal('false', false);
      case 0x6e:
        return this.#literal('null', null);
      default:
        return this.#number();
    }
  }

  #literal<T extends JsonValue>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#fail('a value was expected');
    this.#at += word.length;
    return value;
  }

  #number(): JsonValue {
    const number = parseNumeral(this.#text, this.#at);
    if (number === undefined) return this.#fail('a value was expected');
    this.#at = number.end;
    return number.value;
  }

  #object(): JsonObject {
    this.#enter();
    const object: JsonObject = {};
    if (this.#skipSpace() === CLOSE_OBJECT) return this.#leave(object);
    for (;;) {
      if (this.#text.charCodeAt(this.#at) !== QUOTE) this.#fail('a member name in double quotes was expected');
      const nameAt = this.#at;
      const name = this.#string();
      this.#path[this.#depth - 1] = name;
      if (Object.hasOwn(object, name))
        this.#failAt(nameAt, 'duplicate-key', 'a member name stands twice in one object');
      if (this.#skipSpace() !== COLON) this.#fail('":" was expected');
      this.#at++;
      this.#skipSpace();
      setMember(object, name, this.#value());
      if (this.#endOfEntry(CLOSE_OBJECT, '"," or "}" was expected')) return this.#leave(object);
    }
  }

  #array(): JsonValue[] {
    this.#enter();
    const array: JsonValue[] = [];
    if (this.#skipSpace() === CLOSE_ARRAY) return this.#leave(array);
    for (;;) {
      this.#path[this.#depth - 1] = array.length;
      array.push(this.#value());
      if (this.#endOfEntry(CLOSE_ARRAY, '"," or "]" was expected')) return this.#leave(array);
    }
  }

  #enter(): void {
    if (++this.#depth > this.#depthMax) {
      this.#failAt(this.#at, 'too-deep', `arrays and objects are nested more than ${this.#depthMax} deep`);
    }
    this.#at++;
  }

  #leave<T>(value: T): T {
    this.#depth--;
    this.#at++;
    return value;
  }

  /** True at the closing bracket; false behind a comma and its space. */
  #endOfEntry(close: number, expected: string): boolean {
    const code = this.#skipSpace();
    if (code === close) return true;
    if (code !== COMMA) this.#fail(expected);
    this.#at++;
    this.#skipSpace();
    return false;
  }

  #string(): string {
    const text = this.#text;
    const from = this.#at + 1;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return text.slice(from, at);
      }
      if (code === BACKSLASH) return this.#escapedString(from, at);
      if (!(code >= 0x20)) this.#failInString(at);
      at++;
    }
  }

  /** A string from its first escape on. */
  #escapedString(from: number, firstEscape: number): string {
    const text = this.#text;
    let value = '';
    let pieceFrom = from;
    let at = firstEscape;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return value + text.slice(pieceFrom, at);
      }
      if (code === BACKSLASH) {
        value += text.slice(pieceFrom, at) + this.#escape(at);
        at += text.charCodeAt(at + 1) === 0x75 ? 6 : 2;
        pieceFrom = at;
      } else {
        if (!(code >= 0x20)) this.#failInString(at);
        at++;
      }
    }
  }

  #escape(at: number): string {
    const mark = this.#text.charAt(at + 1);
    if (mark === 'u') {
      const digits = this.#text.slice(at + 2, at + 6);
      if (/^[0-9a-fA-F]{4}$/.test(digits)) return String.fromCharCode(Number.parseInt(digits, 16));
    }
    return ESCAPES.get(mark) ?? this.#failAt(at, 'syntax', 'an escape that JSON does not have');
  }

  #failInString(at: number): never {
    const ended = at >= this.#text.length;
    return this.#failAt(
      at,
      'syntax',
      ended ? 'the text ends within a string' : 'a control character stands in a string',
    );
  }

  #skipSpace(): number {
    const text = this.#text;
    let code = text.charCodeAt(this.#at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = text.charCodeAt(++this.#at);
    return code;
  }

  #fail(expected: string): never {
    const ended = this.#at >= this.#text.length;
    return this.#failAt(this.#at, 'syntax', ended ? 'the text ends before the JSON value is complete' : expected);
  }

  #failAt(at: number, kind: JsonSyntaxErrorKind, reason: string): never {
    const pointer = kind === 'duplicate-key' ? renderPointer(this.#path.slice(0, this.#depth)) : undefined;
    throw new JsonSyntaxError(kind, reason, this.#text, Math.min(at, this.#text.length), pointer);
  }
}
