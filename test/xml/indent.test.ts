import { describe, expect, it } from 'vitest';
import { indentXml } from '../../src/xml/indent.ts';

describe('indenting XML', () => {
  it('puts elements on lines of their own where there is no text beside them', () => {
    expect(indentXml('<?xml version="1.0"?><a><b x="1"><c>t</c><d/></b><e></e></a>')).toBe(`<?xml version="1.0"?>
<a>
  <b x="1">
    <c>t</c>
    <d/>
  </b>
  <e></e>
</a>`);
  });

  it('leaves mixed content alone, and what is in it', () => {
    const xml = '<a>one <b><c/></b> two</a>';
    expect(indentXml(xml)).toBe('<a>one <b>\n    <c/>\n  </b> two</a>');
  });
});
