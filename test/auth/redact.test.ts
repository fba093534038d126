import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskJson, maskXml } from '../../src/auth/redact.ts';
import { escapeText } from '../../src/xml/writer.ts';

describe('masking XML', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['a secret element', '<a><Ticket>7T:x</Ticket></a>', '<a><Ticket>***</Ticket></a>'],
    [
      'a prefixed one',
      '<a xmlns:n="u"><n:SecretValue>s</n:SecretValue></a>',
      '<a xmlns:n="u"><n:SecretValue>***</n:SecretValue></a>',
    ],
    ['a name in another case', '<a><accessTOKEN>s</accessTOKEN></a>', '<a><accessTOKEN>***</accessTOKEN></a>'],
    ['CDATA and references', '<Password>a&amp;<![CDATA[<b>]]>c</Password>', '<Password>***</Password>'],
    ['an attribute', '<a other="1" password = \'p\' b="2"/>', '<a other="1" password = "***" b="2"/>'],
    [
      'the value beside a secret key',
      '<d><p><Key>password</Key><Value>s</Value></p></d>',
      '<d><p><Key>password</Key><Value>***</Value></p></d>',
    ],
    [
      'no other value',
      '<d><p><Key>user</Key><Value>s</Value></p></d>',
      '<d><p><Key>user</Key><Value>s</Value></p></d>',
    ],
    [
      'the texts of a structure, not its tags',
      '<Tickets><id>5</id><Token>t</Token></Tickets>',
      '<Tickets><id>***</id><Token>***</Token></Tickets>',
    ],
    ['text beside a child', '<a><Ticket>7T:x<b/>7T:x</Ticket>c</a>', '<a><Ticket>***<b/>***</Ticket>c</a>'],
    [
      'text within a child',
      '<Ticket><b>7T:x</b> <b><i>7T:x</i></b></Ticket>',
      '<Ticket><b>***</b> <b><i>***</i></b></Ticket>',
    ],
    ['a comment', '<a><Ticket><!--7T:x--></Ticket>b</a>', '<a><Ticket>***</Ticket>b</a>'],
    [
      'attributes within',
      '<Ticket xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="t"><b v=">7T:x" i:nil="0"/></Ticket>',
      '<Ticket xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="t"><b v="***" i:nil="0"/></Ticket>',
    ],
    [
      'an attribute whose name stands in the value of another',
      '<a b=" password=\'c\'" password="7T:x"/>',
      '<a b=" password=\'c\'" password="***"/>',
    ],
    [
      'nothing by the name of an operation',
      '<e:Envelope xmlns:e="u"><e:Body><SetPassword><id>5</id><Password>p</Password></SetPassword></e:Body></e:Envelope>',
      '<e:Envelope xmlns:e="u"><e:Body><SetPassword><id>5</id><Password>***</Password></SetPassword></e:Body></e:Envelope>',
    ],
    [
      'the text of a body that is one secret',
      '<e:Envelope xmlns:e="u"><e:Body><Ticket>7T:x</Ticket></e:Body></e:Envelope>',
      '<e:Envelope xmlns:e="u"><e:Body><Ticket>***</Ticket></e:Body></e:Envelope>',
    ],
    [
      'the whole value beside a secret key',
      '<p><Key>password</Key><Value><s>7T:x</s></Value></p>',
      '<p><Key>password</Key><Value><s>***</s></Value></p>',
    ],
    ['no empty element', '<a><Password/><Secret></Secret></a>', '<a><Password/><Secret></Secret></a>'],
    ['nothing of XML that is cut off', '<a><Ticket>7T:x', '(not shown: '],
  ];
  it.each(rows)('masks %s', (_what, xml, masked) => {
    expect(maskXml(xml).slice(0, masked.length)).toBe(masked);
    expect(maskXml(xml)).not.toContain('7T:x');
  });

  it('masks behind a tag that is longer than any pattern takes at once', () => {
    const tag = `<a${' '.repeat(20_000_000)}>`;
    expect(maskXml(`${tag}<Ticket>7T:x</Ticket></a>`).slice(tag.length)).toBe('<Ticket>***</Ticket></a>');
  });

  it('never shows the text of a secret element', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'grapheme-ascii' }), (secret) => {
        const text = escapeText(secret);
        expect(maskXml(`<e><x>before</x><ns:Ticket xmlns:ns="urn:t">${text}</ns:Ticket></e>`)).not.toContain(
          `>${text}<`,
        );
      }),
      { seed: 1 },
    );
  });
});

describe('masking JSON', () => {
  it('masks scalars of secret names at any depth and leaves the rest', () => {
    const value = {
      userName: 'demo',
      password: 'p',
      list: [{ ticket: '7T:x', tokens: null }],
      secret: { id: 1 },
      token: '',
    };
    expect(maskJson(value)).toEqual({
      userName: 'demo',
      password: '***',
      list: [{ ticket: '***', tokens: null }],
      secret: { id: 1 },
      token: '',
    });
  });

  it('keeps a member called __proto__ a member', () => {
    const value = JSON.parse('{"__proto__":{"password":"p"}}');
    expect(JSON.stringify(maskJson(value))).toBe('{"__proto__":{"password":"***"}}');
  });
});
