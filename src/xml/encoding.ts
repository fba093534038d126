import { XmlError } from './error.ts';

/** Encodings that are read. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'windows-1252' | 'us-ascii';

/** IANA's names and the aliases met in practice, in lower case. */
const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['iso-8859-1', 'iso-8859-1'],
  ['iso8859-1', 'iso-8859-1'],
  ['iso_8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['us-ascii', 'us-ascii'],
  ['ascii', 'us-ascii'],
]);

/** Code points of the bytes 0x80 to 0x9F in windows-1252, in which it differs from ISO-8859-1; 0 for the five unused. */
const WINDOWS_1252 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
  0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/** How much of a document is looked at for the encoding that its XML declaration names. */
const DECLARATION_BYTES_MAX = 512;

/**
 * Bytes of an XML document to text, by its byte order mark, else the `charset` of the HTTP content type, else its XML
 * declaration, else UTF-8 (RFC 7303 §3, XML 1.0 §4.3.3 and Appendix F). The mark is taken off.
 * @param file - where it came from, for locations
 * @param contentType - value of the HTTP header, when there was one
 * @throws {XmlError} `xml/encoding`: an encoding that is not read, or bytes that are malformed in theirs
 */
export function decodeXml(bytes: Uint8Array, file: string, contentType?: string): string {
  const refuse = (message: string): never => {
    throw new XmlError('xml/encoding', message, { file, line: 1, column: 1 });
  };
  const encoding =
    encodingOfMark(bytes) ??
    namedEncoding(charsetOf(contentType), bytes, refuse) ??
    encodingOfShape(bytes) ??
    namedEncoding(declaredEncoding(bytes), bytes, refuse) ??
    'utf-8';
  return decode(bytes, encoding) ?? refuse(`the bytes are not valid ${encoding.toUpperCase()}`);
}

function encodingOfMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark shows by the zero beside its first `<`. */
function encodingOfShape(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  return undefined;
}

function charsetOf(contentType: string | undefined): string | undefined {
  const charset = /;[ \t]*charset[ \t]*=[ \t]*("[^"]*"|[^;\s]*)/i.exec(contentType ?? '')?.[1];
  return charset?.replaceAll('"', '').replaceAll("'", '');
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, DECLARATION_BYTES_MAX));
  return /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start.toString('latin1'))?.[1];
}

function namedEncoding(
  name: string | undefined,
  bytes: Uint8Array,
  refuse: (message: string) => never,
): Encoding | undefined {
  if (name === undefined || name === '') return undefined;
  const label = name.toLowerCase();
  // Text that was a string in some program keeps "utf-16" in its declaration when it is sent as UTF-8: the bytes know better.
  if (label === 'utf-16' || label === 'utf16') return encodingOfShape(bytes) ?? 'utf-8';
  return ENCODINGS.get(label) ?? refuse(`encoding "${name.slice(0, 40)}" is not supported`);
}

/** @returns undefined when the bytes are malformed */
function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (encoding) {
    case 'iso-8859-1':
      return buffer.toString('latin1');
    case 'us-ascii':
      return bytes.some((byte) => byte > 0x7f) ? undefined : buffer.toString('latin1');
    case 'windows-1252':
      return decodeWindows1252(buffer.toString('latin1'));
    default:
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
      } catch {
        return undefined;
      }
  }
}

function decodeWindows1252(text: string): string | undefined {
  let valid = true;
  const decoded = text.replace(/[\u0080-\u009f]/g, (byte) => {
    const codePoint = WINDOWS_1252[byte.charCodeAt(0) - 0x80] ?? 0;
    if (codePoint === 0) valid = false;
    return String.fromCharCode(codePoint);
  });
  return valid ? decoded : undefined;
}
