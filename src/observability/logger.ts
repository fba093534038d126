import { type DestinationStream, type Logger, pino } from 'pino';
import { holdBackLines } from './held-back-lines.ts';
import { createPrettyDestination } from './pretty-log.ts';

/** The log of the program: one JSON object a line. */
export type Log = Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'level'>;

/** A log with its way out. */
export interface LogOutput {
  readonly log: Log;
  /** Writes what is still held back; call it before the process ends. */
  flush(): void;
}

/** How much is logged, and in which form. */
export interface LogSettings {
  readonly level: string;
  /** Lines for people in place of JSON. */
  readonly pretty: boolean;
}

/**
 * Makes a log on standard output. Lines are written in the background, many at a time; {@link LogOutput.flush} at the end.
 * A process that ends in another way writes them on its way out.
 */
export function createLog(settings: LogSettings): LogOutput {
  const stdout = pino.destination({ dest: 1, sync: false });
  const lines = holdBackLines(stdout);
  const flush = (): void => {
    lines.release();
    flushQuietly(stdout);
  };
  process.prependOnceListener('exit', flush);
  return {
    log: createLogTo(settings, settings.pretty ? stdout : lines),
    flush: () => {
      process.removeListener('exit', flush);
      flush();
    },
  };
}

/** Makes a log on any stream. */
export function createLogTo({ level, pretty }: LogSettings, destination: DestinationStream): Log {
  const options = { level, base: null, timestamp: isoTime(), formatters: { level: levelName } };
  return pino(options, pretty ? createPrettyDestination(destination) : destination);
}

/** The time as pino's own `isoTime` writes it, made once for each millisecond. */
function isoTime(): () => string {
  let atMs = Number.NaN;
  let text = '';
  return () => {
    const nowMs = Date.now();
    if (nowMs !== atMs) {
      atMs = nowMs;
      text = `,"time":"${new Date(nowMs).toISOString()}"`;
    }
    return text;
  };
}

function levelName(label: string): { readonly level: string } {
  return { level: label };
}

/** A reader of the log that has gone is no reason to fail at the end. */
function flushQuietly(stdout: { flushSync(): void }): void {
  try {
    stdout.flushSync();
  } catch {
    // nobody is left to tell
  }
}
