import { isUtf8 } from 'node:buffer';
import { NOT_COVERED, replaceSource, reserve, type Transcoding } from '../../codec/transcode/transcoding.ts';
import { BackendError } from '../call.ts';

/**
 * A message that arrives: what of it is here and not yet read is the source of a {@link Transcoding}. Zeros stand behind it
 * while more may come, so that whoever reads on finds what is no XML: a read beyond the bytes would be as harmless, but V8 makes
 * every later read of the same code slower for it.
 */
export interface Arrival {
  readonly state: Transcoding;
  /** How many bytes are here and not read. */
  unread(): number;
  /** True when nothing more comes. */
  isComplete: boolean;
  /** True when all of it is here, and is UTF-8. */
  isWhole(): boolean;
  /** From now on what was read is dropped; before, the source begins where the message does. */
  dropRead(): void;
  /** Waits until so many bytes lie unread, or all that there are. */
  grow(bytes: number): Promise<void>;
  /** All that lies unread, valid UTF-8 or not. */
  rest(): Buffer;
}

/** Zeros behind what is here: more than is ever read without a look at what was read before. */
const ZEROS = 64;
const NOTHING = Buffer.alloc(ZEROS);

/**
 * Makes the state's source the message that arrives. Only whole characters are shown; from the first byte that is not UTF-8
 * on, nothing is.
 * @param window - where it is held, as long as what is unread fits
 * @param bytesMax - of the message
 */
export function receive(state: Transcoding, chunks: AsyncIterator<Buffer>, window: Buffer, bytesMax: number): Arrival {
  let held = window;
  let filled = 0;
  let shown = 0;
  let total = 0;
  let drops = false;
  let isText = true;

  const append = (chunk: Buffer): void => {
    total += chunk.length;
    if (total > bytesMax) {
      throw new BackendError('invalid-response', 'unknown', "The backend's answer is larger than the limit allows.");
    }
    const from = drops ? state.at : 0;
    const kept = filled - from;
    if (kept + chunk.length + ZEROS > held.length) {
      const larger = Buffer.allocUnsafeSlow((kept + chunk.length) * 2 + ZEROS);
      larger.set(held.subarray(from, filled));
      held = larger;
    } else if (filled + chunk.length + ZEROS > held.length) held.copyWithin(0, from, filled);
    else {
      held.set(chunk, filled);
      filled += chunk.length;
      show(state.at);
      return;
    }
    shown -= from;
    held.set(chunk, kept);
    filled = kept + chunk.length;
    show(state.at - from);
  };
  const show = (at: number): void => {
    const end = filled - cutCharacter(held, shown, filled);
    isText &&= isUtf8(held.subarray(shown, end));
    if (isText) {
      shown = end;
      // The first part of a character that is cut is shown with them: nothing that ends there is complete.
      held.fill(0, filled, filled + ZEROS);
      replaceSource(state, held.subarray(0, filled + ZEROS), at);
    } else replaceSource(state, held.subarray(0, shown), at);
  };

  replaceSource(state, NOTHING, 0);
  const arrival: Arrival = {
    state,
    isComplete: false,
    unread: () => shown - state.at,
    isWhole: () => arrival.isComplete && isText && shown === filled,
    dropRead() {
      drops = true;
    },
    async grow(bytes) {
      while (!arrival.isComplete && arrival.unread() < bytes) {
        const { done, value } = await chunks.next();
        if (done !== true) append(value);
        else {
          arrival.isComplete = true;
          replaceSource(state, held.subarray(0, shown), state.at);
        }
      }
    },
    rest: () => held.subarray(state.at, filled),
  };
  return arrival;
}

/** Bytes at the end that are the beginning of a character (RFC 3629 §3). */
function cutCharacter(bytes: Uint8Array, from: number, to: number): number {
  for (let back = 1; back <= 3 && to - back >= from; back++) {
    const byte = bytes[to - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/**
 * Reads something that may not have arrived yet; where it has not, all that was read of it is read again later. Each time
 * twice as much must lie here, so that the work stays linear.
 * @throws NOT_COVERED when the message is complete
 */
export async function readWhenHere<T>(arrival: Arrival, read: () => T): Promise<T> {
  for (let factor = 1; ; factor = 2) {
    const { state } = arrival;
    reserve(state, 0);
    const unread = arrival.unread();
    const found = tryToRead(state, read);
    if (found !== undefined) return found;
    if (arrival.isComplete) throw NOT_COVERED;
    await arrival.grow(unread * factor + 1);
  }
}

/** Undefined where bytes are missing, or not covered: then nothing was read. Room for output must be there. */
export function tryToRead<T>(state: Transcoding, read: () => T): T | undefined {
  const { at, outAt, scope, depth, elements } = state;
  try {
    return read();
  } catch (error) {
    if (error !== NOT_COVERED) throw error;
    Object.assign(state, { at, outAt, scope, depth, elements });
    return undefined;
  }
}
