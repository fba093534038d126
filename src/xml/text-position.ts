/** Turns offsets in a text into lines and columns, counting on from the last one asked for: cheap while offsets grow. */
export class TextPosition {
  readonly #text: string;
  #offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Line and column of an offset, from 1; columns in UTF-16 code units. Line feed, CR LF and CR alone end a line. */
  of(offset: number): { readonly line: number; readonly column: number } {
    if (offset < this.#offset) {
      this.#offset = 0;
      this.#line = 1;
      this.#lineStart = 0;
    }
    const text = this.#text;
    for (let at = this.#offset; at < offset; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) {
        this.#line++;
        this.#lineStart = at + 1;
      }
    }
    this.#offset = offset;
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }
}
