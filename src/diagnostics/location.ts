/** A place in a document: the file or URL it came from, line and column counted from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column`, the form editors and terminals turn into a link. */
export function renderLocation({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
