import type { ExitCode, Terminal } from './terminal.ts';

/** Says why a file or directory cannot be written. @param error - of the system */
export function cannotWrite(path: string, error: unknown, { complain }: Pick<Terminal, 'complain'>): ExitCode {
  complain(`error: ${path} cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
}
