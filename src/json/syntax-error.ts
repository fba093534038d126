/** Why a text was refused as JSON. */
export type JsonSyntaxErrorKind = 'syntax' | 'too-deep' | 'duplicate-key';

/** A text that is not JSON as this program takes it. The message quotes nothing of the text. */
export class JsonSyntaxError extends Error {
  readonly kind: JsonSyntaxErrorKind;
  /** From 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** In UTF-16 code units from the start. */
  readonly offset: number;
  /** Of the member that stands twice; for `duplicate-key` only. */
  readonly pointer?: string;

  constructor(kind: JsonSyntaxErrorKind, reason: string, text: string, offset: number, pointer?: string) {
    const before = text.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - before.lastIndexOf('\n');
    super(`${reason} (line ${line}, column ${column})`);
    this.name = 'JsonSyntaxError';
    this.kind = kind;
    this.line = line;
    this.column = column;
    this.offset = offset;
    if (pointer !== undefined) this.pointer = pointer;
  }
}
