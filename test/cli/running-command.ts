import { runCommandLine } from '../../src/cli/main.ts';
import { recordingTerminal } from './in-process.ts';

/** A command that runs until it is stopped. */
export interface RunningCommand extends AsyncDisposable {
  readonly printed: () => { readonly stdout: string; readonly stderr: string };
  /** Stops it as SIGTERM does. @returns its exit code */
  stop(): Promise<number>;
}

/** Starts a command and waits until it has printed what it is expected to print. */
export async function startCommand(args: readonly string[], until: RegExp): Promise<RunningCommand> {
  const stopping = new AbortController();
  let wake: () => void = () => undefined;
  const terminal = recordingTerminal({ stopSignal: stopping.signal });
  const print = terminal.print;
  const watching = {
    ...terminal,
    print: (text: string) => {
      print(text);
      wake();
    },
  };
  const ended = runCommandLine(args, watching);
  const expected = new Promise<void>((resolve, reject) => {
    wake = () => {
      if (until.test(terminal.printed().stdout)) resolve();
    };
    ended.then((code) => reject(new Error(`ended with ${code}: ${terminal.printed().stderr}`)), reject);
  });
  await expected;
  const stop = () => {
    stopping.abort();
    return ended;
  };
  return {
    printed: terminal.printed,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}
