import { statSync } from 'node:fs';

/** How often files are looked at, in milliseconds: mounted volumes and network folders send no events. */
const POLL_MS = 2000;

/** Watches files that may be replaced as a whole, as a mounted ConfigMap is. */
export interface FileWatch {
  /** Watches these files and no others from now on, as they are now. */
  watch(files: readonly string[]): void;
  close(): void;
}

/** Calls back when a watched file has changed, appeared or gone. It does not keep the process alive. */
export function watchFiles(onChange: () => void, pollMs: number = POLL_MS): FileWatch {
  let states = new Map<string, string>();
  const poll = (): void => {
    const changed = [...states].filter(([file, state]) => stateOf(file) !== state);
    for (const [file] of changed) states.set(file, stateOf(file));
    if (changed.length > 0) onChange();
  };
  const timer = setInterval(poll, pollMs).unref();
  return {
    watch: (files) => {
      states = new Map(files.map((file) => [file, states.get(file) ?? stateOf(file)]));
    },
    close: () => clearInterval(timer),
  };
}

function stateOf(file: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return 'cannot be read';
  }
}
