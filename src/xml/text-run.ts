import { isSurrogatePair, TEXT_STOPS } from './characters.ts';
import { type Malformed, type Refuse, refuseIllegal, skipMisc } from './markup.ts';
import { normaliseLineEnds, replaceReferences } from './references.ts';

const AMPERSAND = 0x26;
const CARRIAGE_RETURN = 0x0d;
const LESS_THAN = 0x3c;
const CLOSING_BRACKET = 0x5d;
const CDATA = '<![CDATA[';

/** The text at hand between two tags: scanned once, and cut out of the source only when it is asked for. */
export class TextRun {
  readonly #source: string;
  readonly #refuse: Refuse;
  readonly #malformed: Malformed;
  /** The piece that is not yet cut out; `#value` once it is, or when there are several pieces. */
  #from = 0;
  #to = 0;
  #plain = true;
  #hasReference = false;
  #value: string | undefined = '';

  constructor(source: string, refuse: Refuse, malformed: Malformed) {
    this.#source = source;
    this.#refuse = refuse;
    this.#malformed = malformed;
  }

  /** References replaced and line ends normalised. */
  get value(): string {
    this.#value ??= this.#cut();
    return this.#value;
  }

  get isEmpty(): boolean {
    return this.#value === undefined ? this.#to === this.#from : this.#value === '';
  }

  /** At a tag there is no text, also where it is asked for without looking at the kind of event. */
  clear(): void {
    this.#value = '';
  }

  /** Scans the piece that begins at an index, which may be empty. @returns the index of the `<` behind it */
  scan(from: number): number {
    this.#hasReference = false;
    const to = this.#scanPiece(from);
    // references must be checked also in text that is passed over
    this.#value = this.#hasReference ? this.#cut() : undefined;
    return to;
  }

  /**
   * Joins the piece at hand with what stands behind a comment, a processing instruction or a CDATA section.
   * @param from - index of the `<` behind that piece
   * @returns the index of the `<` that begins none of them
   */
  join(from: number): number {
    const source = this.#source;
    let { value } = this;
    let at = from;
    for (;;) {
      if (source.startsWith(CDATA, at)) {
        const to = this.#cdataEnd(at);
        value += normaliseLineEnds(source.slice(at + CDATA.length, to));
        at = to + 3;
      } else {
        const behind = skipMisc(source, at, this.#refuse);
        if (behind === at) break;
        at = behind;
      }
      at = this.#scanPiece(at);
      value += this.#cut();
    }
    this.#value = value;
    return at;
  }

  /** Moves to the next `<`, noting whether the text needs work (XML 1.0 §2.4). */
  #scanPiece(from: number): number {
    const source = this.#source;
    let plain = true;
    let at = from;
    for (;;) {
      const code = source.charCodeAt(at);
      if (code < 0x80 ? TEXT_STOPS[code] === 0 : code < 0xd800) {
        at++;
      } else if (code === LESS_THAN) {
        this.#from = from;
        this.#to = at;
        this.#plain = plain;
        return at;
      } else if (code === AMPERSAND || code === CARRIAGE_RETURN) {
        plain = false;
        if (code === AMPERSAND) this.#hasReference = true;
        at++;
      } else if (code === CLOSING_BRACKET) {
        if (source.startsWith(']]>', at)) this.#malformed(at, 'text holds "]]>"');
        at++;
      } else {
        at = behindCharacter(source, at, this.#malformed);
      }
    }
  }

  #cdataEnd(at: number): number {
    const source = this.#source;
    const from = at + CDATA.length;
    const to = source.indexOf(']]>', from);
    if (to < 0) this.#refuse(source.length, 'xml/truncated', 'the document ends within a CDATA section');
    refuseIllegal(source, from, to, this.#refuse);
    return to;
  }

  #cut(): string {
    if (this.#plain) return this.#source.slice(this.#from, this.#to);
    return replaceReferences(this.#source, this.#from, this.#to, normaliseLineEnds, this.#malformed);
  }
}

/** Index behind a character beyond U+D7FF or below U+0020, which is refused where it is not one (XML 1.0 §2.2). */
export function behindCharacter(source: string, at: number, malformed: Malformed): number {
  if (isSurrogatePair(source, at)) return at + 2;
  const code = source.charCodeAt(at);
  // NaN: behind the end of the source
  if (code < 0xe000 || code > 0xfffd || Number.isNaN(code)) malformed(at, 'a character that XML does not allow');
  return at + 1;
}
