import type { Location } from './location.ts';

/** `error`: the component is refused; `warning`: served, but not as its author may expect; `info`: worth knowing. */
export type DiagnosticLevel = 'error' | 'warning' | 'info';

/**
 * One finding about a document, as data. `rule` is an id of the catalogue (the standard's own where it has one,
 * such as `src-resolve`), `remedy` says what to do about it. Layers report diagnostics; only the command line prints them.
 */
export interface Diagnostic {
  readonly level: DiagnosticLevel;
  readonly rule: string;
  readonly message: string;
  readonly location: Location;
  readonly remedy?: string;
}

/** Where layers report what they find; collecting, never throwing, so that one run shows every finding. */
export interface DiagnosticSink {
  report(diagnostic: Diagnostic): void;
}

/** A sink that keeps what it is given, in order. */
export interface DiagnosticCollector extends DiagnosticSink {
  readonly diagnostics: readonly Diagnostic[];
  readonly hasErrors: boolean;
}

/** Makes an empty collector. */
export function collectDiagnostics(): DiagnosticCollector {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    report: (diagnostic) => void diagnostics.push(diagnostic),
    get hasErrors() {
      return diagnostics.some(({ level }) => level === 'error');
    },
  };
}

/** Thrown only where going on is impossible: carries every diagnostic found so far. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ rule, message }) => `${rule}: ${message}`).join('\n'));
    this.name = 'DiagnosticError';
    this.diagnostics = diagnostics;
  }
}
