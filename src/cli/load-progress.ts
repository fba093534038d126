import { basename } from 'node:path';
import type { Terminal } from './terminal.ts';

/** Milliseconds after which silence needs an explanation. */
const PATIENCE_MS = 500;

/** Tells on standard error what is being loaded. */
export interface LoadProgress {
  onLoad(source: string): void;
  /** Takes away what stands on a terminal. */
  end(): void;
}

/** Says nothing for half a second; then on a terminal each WSDL in one line that is written over, elsewhere one line in all. */
export function createLoadProgress(
  { complain, isErrorTerminal = false }: Pick<Terminal, 'complain' | 'isErrorTerminal'>,
  now: () => number = () => performance.now(),
): LoadProgress {
  const startMs = now();
  let count = 0;
  let isShown = false;
  return {
    onLoad: (source) => {
      count += 1;
      if (now() - startMs < PATIENCE_MS || (isShown && !isErrorTerminal)) return;
      isShown = true;
      complain(isErrorTerminal ? `\r\u001b[Kloading ${count}: ${basename(source)}` : 'loading the WSDLs …\n');
    },
    end: () => {
      if (isShown && isErrorTerminal) complain('\r\u001b[K');
    },
  };
}
