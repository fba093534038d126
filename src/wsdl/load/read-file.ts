import { open, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Bytes of a file, or why there are none. `absent` when nothing is there, so that another name may be tried. */
export type ReadOutcome =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly key: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Reads a regular file of at most `bytesMax` bytes. `key` is its real path, the same for every way to it. */
export async function readDocumentFile(path: string, bytesMax: number): Promise<ReadOutcome> {
  try {
    const handle = await open(path, 'r');
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return { kind: 'absent' };
      if (stat.size > bytesMax) return { kind: 'too-large' };
      return { kind: 'bytes', bytes: await handle.readFile(), key: await realpath(path) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EISDIR', 'ERR_INVALID_ARG_VALUE'].includes(code)) {
      return { kind: 'absent' };
    }
    return { kind: 'failed', reason: code === 'EACCES' ? 'permission denied' : code };
  }
}

/** The file of that name in another case, as documents from case-insensitive file systems refer to it. */
export async function findIgnoringCase(path: string): Promise<string | undefined> {
  const wanted = basename(path).toLowerCase();
  try {
    const names = await readdir(dirname(path));
    const found = names.sort().find((name) => name.toLowerCase() === wanted);
    return found === undefined ? undefined : join(dirname(path), found);
  } catch {
    return undefined;
  }
}
