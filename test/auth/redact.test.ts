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
      'no structure',
      '<Tickets><id>5</id><Token>t</Token></Tickets>',
      '<Tickets><id>5</id><Token>***</Token></Tickets>',
    ],
    ['no empty element', '<a><Password/><Secret></Secret></a>', '<a><Password/><Secret></Secret></a>'],
    ['nothing of XML that is cut off', '<a><Ticket>7T:x', '(not shown: '],
  ];
  it.each(rows)('masks %s', (_what, xml, masked) => {
    expect(maskXml(xml).slice(0, masked.length)).toBe(masked);
    expect(maskXml(xml)).not.toContain('7T:x');
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
