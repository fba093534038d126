/** What a command has of the process: streams, environment, signals. Commands return exit codes and never exit. */
export interface Terminal {
  /** Writes to standard output: results. */
  readonly print: (text: string) => void;
  /** Writes to standard error: diagnostics and progress. */
  readonly complain: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal, so that colour is welcome. */
  readonly isTerminal: boolean;
  /** Whether standard error is a terminal, so that a line may be written over. */
  readonly isErrorTerminal?: boolean;
  /** Aborts when the process is told to stop. */
  readonly stopSignal: AbortSignal;
  /** Told when a server is ready for its first request. */
  readonly onStarted?: () => void;
  /** Calls back whenever the process is told to reload (SIGHUP), and at once where it has been told before. */
  readonly onReload: (reload: () => void) => void;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
}

/** 0: done. 1: the answer is "no" (drift, fault, breaking change). 2: usage or configuration error. */
export type ExitCode = 0 | 1 | 2;
