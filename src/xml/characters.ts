/** White space of markup, production S (XML 1.0 §2.3). */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
}

/** True when a code point may stand in a document, production Char (XML 1.0 §2.2). */
export function isCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x09 || codePoint === 0x0a || codePoint === 0x0d;
  if (codePoint <= 0xd7ff) return true;
  return (codePoint >= 0xe000 && codePoint <= 0xfffd) || (codePoint >= 0x10000 && codePoint <= 0x10ffff);
}

/**
 * Index of the first character that XML 1.0 cannot carry, not even as a reference (§2.2): U+0000 to U+001F but for tab,
 * line feed and carriage return, lone surrogates, U+FFFE and U+FFFF. -1 when there is none.
 */
export function findIllegalCharacter(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < 0xd800) continue;
    if (isSurrogatePair(text, at)) at++;
    else if (!isCharacter(code)) return at;
  }
  return -1;
}

/** True when a high surrogate stands at `at` with its low one behind it. */
export function isSurrogatePair(text: string, at: number): boolean {
  if ((text.charCodeAt(at) & 0xfc00) !== 0xd800) return false;
  return (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00; // NaN at the end of the text gives 0
}

/**
 * 1 for each ASCII code unit that ends a run of plain character data or needs a look: controls, carriage return, `<`, `&`,
 * `]`. Tab and line feed are plain.
 */
export const TEXT_STOPS: Uint8Array = asciiTable(
  (code) => (code < 0x20 && code !== 0x09 && code !== 0x0a) || '<&]'.includes(String.fromCharCode(code)),
);

/** 1 for each ASCII code unit that may stand in a name, the colon included (productions NameChar and PrefixedName). */
export const NAME_CHARACTERS: Uint8Array = asciiTable((code) => /[-.:\w]/.test(String.fromCharCode(code)));

function asciiTable(accepts: (code: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (accepts(code) ? 1 : 0));
}

/** True for a name without a colon, production NCName (Namespaces in XML 1.0 §3). */
export function isNCName(text: string): boolean {
  let first = true;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint === 0x3a || !(first ? isNameStart(codePoint) : isNameCharacter(codePoint))) return false;
    first = false;
  }
  return !first;
}

/** Production NameStartChar (XML 1.0 Fifth Edition §2.3), the colon included. */
function isNameStart(c: number): boolean {
  if (c < 0x80) return (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f || c === 0x3a;
  return (
    (c >= 0xc0 && c <= 0x2ff && c !== 0xd7 && c !== 0xf7) ||
    (c >= 0x370 && c <= 0x1fff && c !== 0x37e) ||
    c === 0x200c ||
    c === 0x200d ||
    (c >= 0x2070 && c <= 0x218f) ||
    (c >= 0x2c00 && c <= 0x2fef) ||
    (c >= 0x3001 && c <= 0xd7ff) ||
    (c >= 0xf900 && c <= 0xfdcf) ||
    (c >= 0xfdf0 && c <= 0xfffd) ||
    (c >= 0x10000 && c <= 0xeffff)
  );
}

/** Production NameChar (XML 1.0 Fifth Edition §2.3). */
function isNameCharacter(c: number): boolean {
  return (
    isNameStart(c) ||
    (c >= 0x30 && c <= 0x39) ||
    c === 0x2d ||
    c === 0x2e ||
    c === 0xb7 ||
    (c >= 0x300 && c <= 0x36f) ||
    c === 0x203f ||
    c === 0x2040
  );
}
