import { describe, expect, test } from 'vitest';
import { decodeXml } from '../../src/xml/encoding.ts';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => utf16(text).swap16();

describe('encoding: reads', () => {
  test.each([
    ['UTF-8 when nothing is said', utf8('<a>é€😀</a>'), undefined, '<a>é€😀</a>'],
    ['UTF-8 with a byte order mark, which is taken off', utf8('\ufeff<a/>'), undefined, '<a/>'],
    ['the mark before the charset', utf8('\ufeff<a>é</a>'), 'text/xml; charset=iso-8859-1', '<a>é</a>'],
    ['UTF-16 LE by its mark', utf16('\ufeff<a>é</a>'), undefined, '<a>é</a>'],
    ['UTF-16 BE by its mark', bigEndian('\ufeff<a>é</a>'), 'text/xml; charset=utf-16', '<a>é</a>'],
    [
      'UTF-16 LE by its shape',
      utf16('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'),
      undefined,
      '<?xml version="1.0" encoding="UTF-16"?><a>é</a>',
    ],
    ['UTF-16 BE by its shape', bigEndian('<a>é</a>'), 'text/xml; charset=utf-16', '<a>é</a>'],
    [
      'the charset before the declaration',
      latin1('<?xml version="1.0" encoding="utf-8"?><a>é</a>'),
      'text/xml; charset="ISO-8859-1"',
      '<?xml version="1.0" encoding="utf-8"?><a>é</a>',
    ],
    [
      'ISO-8859-1 by the declaration',
      latin1("<?xml version='1.0' encoding='iso-8859-1'?><a>é\u0080</a>"),
      'text/xml',
      "<?xml version='1.0' encoding='iso-8859-1'?><a>é\u0080</a>",
    ],
    [
      'windows-1252 with its own characters',
      Buffer.from([0x3c, 0x80, 0x99, 0xe9]),
      'text/xml;charset=windows-1252',
      '<€™é',
    ],
    ['US-ASCII', latin1('<a/>'), 'text/xml; charset=us-ascii', '<a/>'],
    [
      'UTF-8 whose declaration was left at utf-16',
      utf8('<?xml version="1.0" encoding="utf-16"?><a>é</a>'),
      undefined,
      '<?xml version="1.0" encoding="utf-16"?><a>é</a>',
    ],
  ])('%s', (_name, bytes, contentType, text) => {
    expect(decodeXml(bytes, 'a.xml', contentType)).toBe(text);
  });
});

describe('encoding: refuses (xml/encoding)', () => {
  test.each([
    ['malformed UTF-8', Buffer.from([0x3c, 0xff]), undefined],
    ['a surrogate in UTF-8', Buffer.from([0x3c, 0xed, 0xa0, 0x80]), undefined],
    ['UTF-16 with half a pair', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), undefined],
    ['UTF-16 with an odd byte', Buffer.from([0xff, 0xfe, 0x3c]), undefined],
    ['a byte beyond US-ASCII', latin1('é'), 'text/xml; charset=us-ascii'],
    ['an unused byte of windows-1252', Buffer.from([0x81]), 'text/xml; charset=windows-1252'],
    ['another charset', utf8('<a/>'), 'text/xml; charset=EBCDIC-CP-BE'],
    ['another declared encoding', utf8('<?xml version="1.0" encoding="Shift_JIS"?><a/>'), undefined],
  ])('%s', (_name, bytes, contentType) => {
    expect(() => decodeXml(bytes, 'a.xml', contentType)).toThrow(expect.objectContaining({ rule: 'xml/encoding' }));
  });
});
