/** Where a message ends, found piece by piece as bytes arrive. Only what canned peers send: a length, chunks, or no body. */
export interface MessageScanner {
  /** Takes the next bytes of a connection; calls `onMessage` for each message that they complete. */
  push(bytes: Buffer): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const CHUNKS_END = Buffer.from('\r\n0\r\n\r\n');

/**
 * Reads HTTP/1.1 messages off a connection with the least work: the load and the canned backend share the other core, and
 * must not be what is measured. Bodies are passed on only when `keepBody` says so.
 * @param onMessage - told the head as latin1 text, and the body's bytes (empty when it is not kept)
 */
export function scanMessages(keepBody: boolean, onMessage: (head: string, body: Buffer) => void): MessageScanner {
  let pending: Buffer = Buffer.alloc(0);
  let head = '';
  /** Bytes of the body still to come; -1: until the last chunk; undefined: in the head. */
  let remaining: number | undefined;
  let kept: Buffer[] = [];
  let tail: Buffer = Buffer.alloc(0);

  const finish = () => {
    const message = head;
    const body = Buffer.concat(kept);
    head = '';
    remaining = undefined;
    kept = [];
    tail = Buffer.alloc(0);
    onMessage(message, body);
  };

  const readHead = (): boolean => {
    const end = pending.indexOf(HEAD_END);
    if (end < 0) return false;
    head = pending.toString('latin1', 0, end + 2);
    pending = pending.subarray(end + 4);
    const length = /^content-length: *(\d+)/imu.exec(head)?.[1];
    if (length !== undefined) remaining = Number(length);
    else if (/^transfer-encoding: *chunked/imu.test(head)) remaining = -1;
    else remaining = 0;
    // the first chunk's size line may be the last one's: "0" right behind the head
    if (remaining === -1) tail = Buffer.from('\r\n');
    return true;
  };

  /** True when the body is complete. */
  const readBody = (): boolean => {
    if (remaining === -1) return readChunks();
    const taken = pending.subarray(0, remaining);
    if (keepBody) kept.push(taken);
    pending = pending.subarray(taken.length);
    remaining = (remaining ?? 0) - taken.length;
    return remaining === 0;
  };

  const readChunks = (): boolean => {
    const joined = Buffer.concat([tail, pending]);
    const isEnd = joined.subarray(-CHUNKS_END.length).equals(CHUNKS_END);
    if (keepBody) kept.push(pending);
    tail = Buffer.from(joined.subarray(-CHUNKS_END.length));
    pending = Buffer.alloc(0);
    return isEnd;
  };

  return {
    push(bytes) {
      pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
      for (;;) {
        if (remaining === undefined && !readHead()) return;
        if (!readBody()) return;
        finish();
        if (pending.length === 0) return;
      }
    },
  };
}
