/** What is done to the bytes of one connection on their way to the parser. */
export interface ContinueFilter {
  /** A request is written: the next bytes begin a reply. */
  onRequest(): void;
  /** Changes what was read, in place. */
  onBytes(bytes: Uint8Array): void;
}

const CONTINUE = Buffer.from('HTTP/1.1 100');
/** Index in it of the digit that interim statuses have in common. */
const CLASS_AT = 9;
const HEAD_END = Buffer.from('\r\n\r\n');
const CR = 0x0d;
const LF = 0x0a;
const TWO = 0x32;

/**
 * Makes `100 Continue`, which a client must be able to take although it did not ask for it (RFC 9110 §15.2), 102 to undici
 * (7.30.2): it passes over that one, and gives the connection up for the other, so that what was executed would be lost. Looks at
 * nothing but the heads of interim replies and the ten first bytes of the last one, in whatever pieces they come.
 */
export function createContinueFilter(): ContinueFilter {
  let isInFront = false;
  let isInHead = false;
  let matched = 0;

  return {
    onRequest() {
      isInFront = true;
      isInHead = false;
      matched = 0;
    },
    onBytes(bytes) {
      for (let at = 0; isInFront && at < bytes.length; at++) {
        const byte = bytes[at];
        if (isInHead) {
          matched = byte === HEAD_END[matched] ? matched + 1 : byte === CR ? 1 : 0;
          if (matched < HEAD_END.length) continue;
          isInHead = false;
          matched = 0;
        } else if (byte === CONTINUE[matched]) {
          matched++;
          if (matched < CONTINUE.length) continue;
          bytes[at] = TWO;
          isInHead = true;
          matched = 0;
        } else if (matched > CLASS_AT) {
          isInHead = true;
          matched = 0;
        } else if (matched > 0 || (byte !== CR && byte !== LF)) isInFront = false; // empty lines in front mean nothing
      }
    },
  };
}
