import { createHash } from 'node:crypto';
import type { LoadLimits } from './limits.ts';
import { findIgnoringCase, type ReadOutcome, readDocumentFile } from './read-file.ts';

/**
 * One look at the file system that a load was made from, and what it found: a file (its real path and the hash of its bytes,
 * or why there are none), or the name in another case under which a file was looked for.
 */
export interface Reading {
  readonly kind: 'file' | 'name';
  readonly path: string;
  readonly found: string;
}

/** Takes down what loads read. */
export interface ReadingLog {
  file(path: string, outcome: ReadOutcome): void;
  name(path: string, found: string | undefined): void;
  network(): void;
  /** Undefined when something came from the network, which cannot be looked at again without asking for it. */
  readings(): readonly Reading[] | undefined;
}

/** An empty log. */
export function createReadingLog(): ReadingLog {
  const readings = new Map<string, Reading>();
  const add = (reading: Reading) => void readings.set(`${reading.kind} ${reading.path}`, reading);
  let usesNetwork = false;
  return {
    file: (path, outcome) => add({ kind: 'file', path, found: describe(outcome) }),
    name: (path, found) => add({ kind: 'name', path, found: found ?? '' }),
    network: () => {
      usesNetwork = true;
    },
    readings: () => (usesNetwork ? undefined : [...readings.values()]),
  };
}

/** True when every look finds today what it found then. */
export async function isUnchanged(readings: readonly Reading[], limits: LoadLimits): Promise<boolean> {
  for (let at = 0; at < readings.length; at += AT_A_TIME) {
    const same = await Promise.all(
      readings.slice(at, at + AT_A_TIME).map(async ({ kind, path, found }) => {
        if (kind === 'name') return ((await findIgnoringCase(path)) ?? '') === found;
        return describe(await readDocumentFile(path, limits.documentBytesMax)) === found;
      }),
    );
    if (same.includes(false)) return false;
  }
  return true;
}

/** Files that are open at a time. */
const AT_A_TIME = 8;

function describe(outcome: ReadOutcome): string {
  if (outcome.kind === 'bytes') {
    return `${createHash('sha256').update(outcome.bytes).digest('base64url')} ${outcome.key}`;
  }
  return outcome.kind === 'failed' ? `failed: ${outcome.reason}` : outcome.kind;
}
