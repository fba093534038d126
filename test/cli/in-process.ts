import { runCommandLine } from '../../src/cli/main.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** How a command ended and what it said. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A terminal that keeps what is printed. */
export function recordingTerminal(
  overrides: Partial<Terminal> = {},
): Terminal & { readonly printed: () => Omit<CommandResult, 'code'> } {
  let stdout = '';
  let stderr = '';
  return {
    print: (text) => {
      stdout += text;
    },
    complain: (text) => {
      stderr += text;
    },
    env: {},
    isTerminal: false,
    stopSignal: new AbortController().signal,
    onReload: () => undefined,
    readInput: async () => '',
    ...overrides,
    printed: () => ({ stdout, stderr }),
  };
}

/** Runs the command line in this process, to its end. */
export async function runCommand(args: readonly string[], overrides: Partial<Terminal> = {}): Promise<CommandResult> {
  const terminal = recordingTerminal(overrides);
  const code = await runCommandLine(args, terminal);
  return { code, ...terminal.printed() };
}
