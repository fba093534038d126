import { type DestinationStream, type Logger, pino } from 'pino';
import { holdBackLines } from './held-back-lines.ts';
import { createPrettyDestination } from './pretty-log.ts';

/** The log of the program: one JSON object a line. */
export type Log = Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'level' | 'child'>;

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

/** The time as pino's own `isoTime` writes it; all but the milliseconds is made once for each second. */
function isoTime(): () => string {
  let known = Number.NaN;
  let text = '';
  return () => {
    const nowMs = Date.now();
    const second = Math.floor(nowMs / 1000);
    if (second !== known) {
      known = second;
      text = `,"time":"${new Date(nowMs).toISOString().slice(0, -'000Z'.length)}`;
    }
    return `${text}${String(nowMs % 1000).padStart(3, '0')}Z"`;
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
