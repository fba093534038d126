import { beforeAll, describe, expect, it } from 'vitest';
import { envelope, type Ways, waysOf } from './orders.ts';

let list: Ways;
let get: Ways;
beforeAll(async () => {
  [list, get] = await Promise.all([waysOf('List'), waysOf('Get')]);
});

const ofList = (content: string) => envelope(`<ListResponse xmlns="urn:orders">${content}</ListResponse>`);
const ofGet = (content: string) => envelope(`<GetResponse xmlns="urn:orders">${content}</GetResponse>`);
const items = '<Item><Id>1</Id></Item><Item><Id>2</Id></Item>';
const orders = '<Orders><Order><Id>1</Id></Order></Orders>';

describe('a streamed reply whose members are out of the order of the schema', () => {
  it.each([
    ['a member that belongs in front of the list', `${items}<Before>x</Before><After>y</After>`],
    ['another list behind the one that is streamed', `<More>m</More>${items}<After>y</After>`],
    ['further entries behind another member', `<Before>x</Before>${items}<After>y</After>${items}`],
    ['entries of two lists in turn', `<More>m</More>${items}<More>n</More>${items}`],
    ['a member twice, around the list', `<Before>x</Before>${items}<Before>z</Before>`],
    ['a member twice, behind the list', `${items}<Before>x</Before><Before>z</Before><After>y</After>`],
  ])('has what the plain way has: %s', async (_name, content) => {
    const xml = ofList(content);
    const plain = list.plainly(xml);
    expect(plain).toHaveProperty('json');
    expect(await list.streamed(xml)).toEqual(plain);
    for (const responseBody of ['item', 'more']) {
      const view = { responseBody, hidden: new Set(['before']) };
      expect(await list.streamed(xml, view)).toBeOneOf([undefined, list.plainly(xml, view)]);
    }
  });

  it.each([
    ['a member that belongs in front', `${orders}<First>x</First><Total>2</Total>`],
    ['the wrapper twice', `<First>x</First>${orders}${orders}<Total>2</Total>`],
  ])('has what the plain way has where the list has a wrapper: %s', async (_name, content) => {
    const xml = ofGet(content);
    const plain = get.plainly(xml);
    expect(plain).toHaveProperty('json');
    expect(await get.streamed(xml)).toEqual(plain);
  });
});

describe('what stands behind a streamed list', () => {
  const end = (content: string, rest: string) => ofGet(`<Orders xmlns:z="urn:z">${content}</Orders>${rest}`);
  const order = '<Order><Id>1</Id></Order>';

  it.each([
    ['a prefix that the list declares', end(order, '<Kind>z:x</Kind>')],
    [
      'a tag with such a prefix',
      envelope(
        '<o:GetResponse xmlns:o="urn:orders"><o:Orders xmlns:z="urn:orders"><z:Order/></o:Orders><z:Total>2</z:Total></o:GetResponse>',
      ),
    ],
  ])('knows nothing of what the list declares: %s', async (_name, xml) => {
    expect(await get.streamed(xml)).toEqual(get.plainly(xml));
    const outside = xml.replace('<s:Body>', '<s:Body xmlns:z="urn:right">');
    expect(await get.streamed(outside)).toEqual(get.plainly(outside));
  });

  it.each([
    ['a byte of its own', [0xff]],
    ['the beginning of a character', [0xc3]],
    ['many of them', Array.from({ length: 50 }, () => 0xff)],
  ])('breaks the answer off where it is not UTF-8: %s', async (_name, bytes) => {
    const xml = Buffer.from(ofList(items));
    const whole = Buffer.concat([xml, Buffer.from(bytes)]);
    for (const cut of [0, xml.length, xml.length + 1]) {
      expect((await list.streamed(whole, undefined, cut)) ?? list.plainly(whole)).toHaveProperty('refused');
    }
  });
});

describe('a value of a streamed reply that cannot be read', () => {
  it.each([
    ['in an entry', () => list, ofList(`${items}${items}<Item><Id>x</Id></Item>`), '/item/4/id'],
    [
      'in an entry behind a comment',
      () => list,
      ofList(`${items}<Item><!-- --><Id>1</Id></Item>${items}<Item><Id>x</Id></Item>`),
      '/item/5/id',
    ],
    [
      'in an entry inside of a wrapper',
      () => get,
      ofGet(`${orders.replace('</Orders>', '<Order><Id>x</Id></Order></Orders>')}`),
      '/orders/1/id',
    ],
    ['behind the list', () => get, ofGet(`${orders}<Total>x</Total>`), '/total'],
  ])('has the pointer that the plain way gives: %s', async (_name, ways, xml, pointer) => {
    const refused = ways().plainly(xml);
    expect(refused).toEqual({ refused: expect.stringContaining(`at ${pointer}: `) });
    expect(await ways().streamed(xml)).toEqual(refused);
  });
});
