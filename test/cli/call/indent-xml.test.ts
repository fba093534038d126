import { expect, it } from 'vitest';
import { indentXml } from '../../../src/cli/call/indent-xml.ts';

const rows: readonly (readonly [string, string, string])[] = [
  [
    'puts each element on its line',
    '<a x="1"><b>t</b><c/><d><e>1</e></d></a>',
    '<a x="1">\n  <b>t</b>\n  <c/>\n  <d>\n    <e>1</e>\n  </d>\n</a>',
  ],
  ['keeps the declaration on a line', '<?xml version="1.0"?><a/>', '<?xml version="1.0"?>\n<a/>'],
  ['leaves mixed content alone', '<a><b>t<i>x</i><j/> y</b></a>', '<a>\n  <b>t<i>x</i><j/> y</b>\n</a>'],
  ['leaves an empty element alone', '<a><b></b></a>', '<a>\n  <b></b>\n</a>'],
  ['takes white space between elements for its own', '<a>\n\n<b/> <c/></a>', '<a>\n  <b/>\n  <c/>\n</a>'],
  ['gives back what is not well-formed', '<a><b></a>', '<a><b></a>'],
];

it.each(rows)('%s', (_what, xml, indented) => {
  expect(indentXml(xml)).toBe(indented);
});
