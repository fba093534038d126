/** Characters that may start a name (XML 1.0, fifth edition, production 4) without the colon: pairs of first and last. */
export const nameStartRanges: readonly (readonly [number, number])[] = [
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
];

/** What names may hold beyond their first character (production 4a): `-`, `.`, digits and combining marks. */
export const nameRestRanges: readonly (readonly [number, number])[] = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

/** The inside of a character class for pairs of code points; `-` is written first-class safe. */
function classText(ranges: readonly (readonly [number, number])[]): string {
  return ranges.map(([low, high]) => (low === high ? codePoint(low) : `${codePoint(low)}-${codePoint(high)}`)).join('');
}

function codePoint(value: number): string {
  if (value === 0x2d) return '\\-';
  if (value < 0x7f) return String.fromCharCode(value);
  const hex = value.toString(16).toUpperCase();
  return value > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** Pattern pieces (ECMAScript `u`): inside of the class of characters that start a name, and of those it may hold. */
export const NAME_START = classText(nameStartRanges);
export const NAME_CHAR = NAME_START + classText(nameRestRanges);

const startsName = new RegExp(`^[${NAME_START}]`, 'u');
// One search for a character that is out of place: linear and without a stack, however long the text is.
const notNameChar = new RegExp(`[^${NAME_CHAR}]`, 'u');
const notNameCharOrColon = new RegExp(`[^:${NAME_CHAR}]`, 'u');

/** `NCName` (Namespaces in XML §2, production 4). */
export function isNCName(text: string): boolean {
  return startsName.test(text) && !notNameChar.test(text);
}

/** `Name` (XML 1.0 production 5): colons anywhere. */
export function isName(text: string): boolean {
  return (text.startsWith(':') || startsName.test(text)) && !notNameCharOrColon.test(text);
}

/** `Nmtoken` (XML 1.0 production 7). */
export function isNmtoken(text: string): boolean {
  return text !== '' && !notNameCharOrColon.test(text);
}
