import { NOT_COVERED, type Transcoding } from './transcoding.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;
const BRACKET = 0x5d;
const SEMICOLON = 0x3b;
/** The longest reference that is looked at, its ends included: `&#x0010FFFF;`. */
const REFERENCE_MAX = 16;

/**
 * 1 for bytes of text that are not simply copied: markup, references, what JSON escapes, control characters, `]` for `]]>`,
 * and 0xEF, with which U+FFFE and U+FFFF begin.
 */
const STOPS = new Uint8Array(256);
for (let byte = 0; byte < 0x20; byte++) STOPS[byte] = 1;
for (const byte of [QUOTE, BACKSLASH, AMPERSAND, LESS_THAN, BRACKET, 0xef]) STOPS[byte] = 1;

/** Writes the text up to the next tag as a JSON string, white space kept (`xs:string`). */
export function writeText(state: Transcoding): void {
  const { source, out } = state;
  const { length } = source;
  let at = state.at;
  let to = state.outAt;
  out[to++] = QUOTE;
  while (at < length) {
    const byte = source[at] as number;
    if (STOPS[byte] === 0) {
      out[to++] = byte;
      at++;
      continue;
    }
    if (byte === LESS_THAN) {
      out[to++] = QUOTE;
      state.at = at;
      state.outAt = to;
      return;
    }
    if (byte === AMPERSAND) {
      const semicolon = referenceEnd(source, at);
      to = writeCharacter(out, to, referenced(source, at + 1, semicolon));
      at = semicolon + 1;
      continue;
    }
    if (byte === BRACKET) {
      if (source[at + 1] === BRACKET && source[at + 2] === 0x3e) throw NOT_COVERED;
      out[to++] = byte;
    } else if (byte === 0xef) {
      if (source[at + 1] === 0xbf && (source[at + 2] as number) >= 0xbe) throw NOT_COVERED;
      out[to++] = byte;
    } else to = writeCharacter(out, to, allowedInText(byte));
    at++;
  }
  throw NOT_COVERED;
}

/** Of the control characters, tab and line feed; a carriage return is left to the plain way, with the others that XML forbids. */
function allowedInText(byte: number): number {
  if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a) throw NOT_COVERED;
  return byte;
}

/** Index of the semicolon that ends a reference. */
function referenceEnd(source: Uint8Array, at: number): number {
  for (let end = at + 2; end < at + REFERENCE_MAX; end++) if (source[end] === SEMICOLON) return end;
  throw NOT_COVERED;
}

/** Code point of a reference (XML 1.0 §4.1, §4.6). */
function referenced(source: Uint8Array, from: number, to: number): number {
  const [first, second] = [source[from], source[from + 1]];
  // `lt`, `gt` and `amp`, without making strings of them
  if (to === from + 2 && second === 0x74) {
    if (first === 0x6c) return LESS_THAN;
    if (first === 0x67) return 0x3e;
  }
  if (to === from + 3 && first === 0x61 && second === 0x6d && source[from + 2] === 0x70) return AMPERSAND;
  const name = (source as Buffer).toString('latin1', from, to);
  if (name === 'quot') return QUOTE;
  if (name === 'apos') return 0x27;
  const digits = /^#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}))$/.exec(name);
  const code = digits?.[1] === undefined ? Number(digits?.[2]) : Number.parseInt(digits[1], 16);
  const isLegal =
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  if (!isLegal) throw NOT_COVERED;
  return code;
}

/** One character inside a JSON string, as `JSON.stringify` writes it. */
function writeCharacter(out: Buffer, to: number, code: number): number {
  switch (code) {
    case QUOTE:
    case BACKSLASH:
      out[to] = BACKSLASH;
      out[to + 1] = code;
      return to + 2;
    case 0x09:
    case 0x0a:
    case 0x0d:
      out[to] = BACKSLASH;
      out[to + 1] = code === 0x09 ? 0x74 : code === 0x0a ? 0x6e : 0x72;
      return to + 2;
  }
  if (code < 0x80) {
    out[to] = code;
    return to + 1;
  }
  return to + out.write(String.fromCodePoint(code), to, 'utf8');
}
