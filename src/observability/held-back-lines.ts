import type { DestinationStream } from 'pino';

/** Characters of lines that are held back at most, and how long, in milliseconds. */
const CHARACTERS_MAX = 64 * 1024;
const HELD_MS = 100;

/** A way out for lines that takes many at a time. */
export interface HeldBackLines extends DestinationStream {
  /** Hands on what is held back. */
  release(): void;
}

/**
 * Holds lines back for a moment and hands many on together: a write for each costs more than making the line. It is not
 * sonic-boom's `minLength`, which measures all that it holds anew with each line.
 */
export function holdBackLines(destination: DestinationStream): HeldBackLines {
  let held = '';
  let timer: NodeJS.Timeout | undefined;
  const release = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (held === '') return;
    const lines = held;
    held = '';
    destination.write(lines);
  };
  return {
    write(line) {
      held += line;
      if (held.length >= CHARACTERS_MAX) release();
      // What is left at the end of the process is the caller's to release.
      else timer ??= setTimeout(release, HELD_MS).unref();
    },
    release,
  };
}
