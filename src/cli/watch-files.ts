import { unwatchFile, watchFile } from 'node:fs';

/** How often files are looked at, in milliseconds: mounted volumes and network folders send no events. */
const POLL_MS = 2000;

/** Watches files that may be replaced as a whole, as a mounted ConfigMap is. */
export interface FileWatch {
  /** Watches these files and no others from now on. */
  watch(files: readonly string[]): void;
  close(): void;
}

/** Calls back when a watched file has changed, appeared or gone. It does not keep the process alive. */
export function watchFiles(onChange: () => void, pollMs: number = POLL_MS): FileWatch {
  let watched: readonly string[] = [];
  const close = (): void => {
    for (const file of watched) unwatchFile(file, onChange);
    watched = [];
  };
  return {
    watch: (files) => {
      close();
      watched = [...new Set(files)];
      for (const file of watched) watchFile(file, { interval: pollMs, persistent: false }, onChange);
    },
    close,
  };
}
