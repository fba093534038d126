import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A child process that listens: where, and how to end it. */
export interface Listening {
  readonly port: number;
  readonly child: ChildProcess;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
}

/** The gateway has a core of its own; the backend and the load share the other one. */
export const GATEWAY_CORE = 1;
export const OTHER_CORE = 0;

/** The command, kept on one core where the system can do that. */
function pinned(core: number, args: readonly string[]): readonly [string, readonly string[]] {
  return canPin ? ['taskset', ['-c', String(core), process.execPath, ...args]] : [process.execPath, args];
}

const canPin = ((): boolean => {
  try {
    execFileSync('taskset', ['-c', String(GATEWAY_CORE), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Starts Node.js on a core. */
export function start(core: number, args: readonly string[], options: SpawnOptions): ChildProcess {
  const [command, all] = pinned(core, args);
  return spawn(command, [...all], options);
}

/**
 * Starts a server that prints its port, or a URL with it, on standard output, and waits for that.
 * @throws Error when it ends before that
 */
export async function startListening(
  core: number,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Listening> {
  const child = start(core, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  const output = child.stdout;
  if (output === null) throw new Error('no standard output');
  for await (const line of createInterface({ input: output })) {
    const port = /^(\d+)$|http:\/\/[^:/]+:(\d+)/u
      .exec(line)
      ?.slice(1)
      .find((each) => each !== undefined);
    if (port === undefined) continue;
    // what it prints from here on, such as the access log, is its own cost and nobody's reading
    output.resume();
    return { port: Number(port), child, stop };
  }
  throw new Error(`it ended before it listened: ${args.join(' ')}`);
}

/** What a process has used so far. */
export interface ProcessFigures {
  /** User and system time in milliseconds, to the 10 ms of the kernel's clock. */
  readonly cpuMs: number;
  /** Largest resident size in bytes since {@link resetPeak}. */
  readonly peakBytes: number;
  /** Resident size now, in bytes. */
  readonly residentBytes: number;
}

/** Reads them from /proc (Linux); zeros elsewhere. */
export function readFigures(pid: number): ProcessFigures {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1] ?? 0);
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * 10;
    return { cpuMs, peakBytes: kilobytes('VmHWM') * 1024, residentBytes: kilobytes('VmRSS') * 1024 };
  } catch {
    return { cpuMs: 0, peakBytes: 0, residentBytes: 0 };
  }
}

/** Starts the count of the largest resident size anew. */
export function resetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // not Linux, or not allowed: the peak is then that of the whole run
  }
}
