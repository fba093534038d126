import { describe, expect, it } from 'vitest';
import type { HeaderBlockCodec } from '../../src/codec/message-codec.ts';
import { renderHeaderBlocks } from '../../src/soap/header-block.ts';
import { noteCodec } from './note-codec.ts';

const [trace] = noteCodec.inputHeaders;
const blocks = ['Second', 'a/b', 'constructor'].flatMap((name): HeaderBlockCodec[] =>
  trace ? [{ ...trace, name }] : [],
);

describe('header blocks', () => {
  it('header blocks: are written in the order of the WSDL, those without a value left out', () => {
    const values = { constructor: 'c', Second: 's', Unknown: 1 };
    expect(renderHeaderBlocks(blocks, values)).toEqual({
      ok: true,
      xml: '<t:Trace xmlns:t="urn:notes">s</t:Trace><t:Trace xmlns:t="urn:notes">c</t:Trace>',
    });
  });

  it('header blocks: an inherited name is no value', () => {
    expect(renderHeaderBlocks(blocks, {})).toEqual({ ok: true, xml: '' });
  });

  it('header blocks: every issue is told, under the name of its block', () => {
    expect(renderHeaderBlocks(blocks, { Second: 1, 'a/b': null })).toEqual({
      ok: false,
      issues: [
        { pointer: '/Second/inner', detail: 'not a string' },
        { pointer: '/a~1b/inner', detail: 'not a string' },
      ],
    });
  });
});
