import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Reading } from '../load/readings.ts';
import type { Graph } from './graph.ts';

/** What a file of the store holds. */
export interface ModelFile {
  /** Who wrote it and for what; it fits nobody else. */
  readonly key: string;
  /** What the model was made from. */
  readonly readings: readonly Reading[];
  readonly graph: Graph;
}

const HASH_BYTES = 32;
/** Larger files are not taken: no model of ours is. */
const FILE_BYTES_MAX = 512 * 1024 * 1024;

/**
 * Reads a file of the store. It begins with the hash of the rest: the length of a JSON header in four bytes, the header, the
 * numbers of the graph in four bytes each, all as little endian.
 * @returns undefined for a file that is not there, is damaged, or may have been written by somebody else
 */
export async function readModelFile(path: string): Promise<ModelFile | undefined> {
  try {
    const bytes = await readOwnFile(path);
    if (bytes === undefined || bytes.length < HASH_BYTES + 4) return undefined;
    const rest = bytes.subarray(HASH_BYTES);
    if (!hashOf([rest]).equals(bytes.subarray(0, HASH_BYTES))) return undefined;
    const numbersAt = 4 + rest.readUInt32LE(0);
    const { shapes, constants: values, ...header } = JSON.parse(rest.toString('utf8', 4, numbersAt));
    return { ...header, graph: { shapes, constants: values, numbers: readNumbers(rest.subarray(numbersAt)) } };
  } catch {
    return undefined;
  }
}

/**
 * Writes a file of the store, whole or not at all: under another name first. Only its owner can read it.
 * @throws {Error} with the system's code where the folder cannot be written to
 */
export async function writeModelFile(path: string, { key, readings, graph }: ModelFile): Promise<void> {
  const { shapes, constants: values, numbers } = graph;
  const header = Buffer.from(JSON.stringify({ key, readings, shapes, constants: values }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const rest = [length, header, writeNumbers(numbers)];
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, Buffer.concat([hashOf(rest), ...rest]), { flag: 'wx', mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * The hash shows damage, not intent: so a file that another user owns, or may write to, is no file of ours. The system's
 * administrator may do anything anyway, and an image may bring the file along.
 */
async function readOwnFile(path: string): Promise<Buffer | undefined> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const stat = await handle.stat();
    const isOwn = process.getuid === undefined || stat.uid === process.getuid() || stat.uid === 0;
    const isShared = process.getuid !== undefined && (stat.mode & 0o022) !== 0;
    return isOwn && !isShared && stat.isFile() && stat.size <= FILE_BYTES_MAX ? await handle.readFile() : undefined;
  } finally {
    await handle.close();
  }
}

function hashOf(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function readNumbers(bytes: Buffer): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Int32Array(bytes.length >> 2);
  for (let index = 0; index < numbers.length; index++) numbers[index] = view.getInt32(index * 4, true);
  return numbers;
}

function writeNumbers(numbers: Int32Array): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeInt32LE(number, index * 4);
  return bytes;
}
