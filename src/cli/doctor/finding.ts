/** What one examination found. */
export interface Finding {
  readonly level: 'ok' | 'note' | 'problem';
  /** What was examined: `dns`, `tls`, `clock`. */
  readonly subject: string;
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string;
}

/** Findings as lines, the remedy of each below it. */
export function renderFindings(findings: readonly Finding[], colour: boolean): string {
  const width = Math.max(0, ...findings.map(({ subject }) => subject.length));
  return findings
    .map(({ level, subject, message, remedy }) => {
      const line = `${mark(level, colour)}  ${subject.padEnd(width)}  ${message}\n`;
      return remedy === undefined ? line : `${line}${' '.repeat(width + 11)}${remedy}\n`;
    })
    .join('');
}

const COLOURS = { ok: 32, note: 33, problem: 31 } as const;

function mark(level: Finding['level'], colour: boolean): string {
  const text = level.padEnd(7);
  return colour ? `\u001b[${COLOURS[level]}m${text}\u001b[0m` : text;
}
