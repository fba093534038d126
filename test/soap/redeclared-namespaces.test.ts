import { beforeAll, describe, expect, it } from 'vitest';
import { envelope, type Ways, waysOf } from './orders.ts';

let list: Ways;
let get: Ways;
beforeAll(async () => {
  [list, get] = await Promise.all([waysOf('List'), waysOf('Get')]);
});

const ofList = (content: string) => envelope(`<ListResponse xmlns="urn:orders">${content}</ListResponse>`);
const ofGet = (content: string) => envelope(`<GetResponse xmlns="urn:orders">${content}</GetResponse>`);
const prefixed = (content: string) => envelope(`<o:GetResponse xmlns:o="urn:orders">${content}</o:GetResponse>`);
const OTHER = 'xmlns="urn:vendor"';

describe('an element whose own tag puts its name into another namespace', () => {
  it.each([
    ['a member', ofGet(`<First>a</First><Total ${OTHER}>5</Total>`)],
    ['a member with a prefix', prefixed('<o:First>a</o:First><o:Total xmlns:o="urn:vendor">5</o:Total>')],
    ['a member that declares more', ofGet(`<Total xmlns:i="urn:x" ${OTHER}>5</Total>`)],
    ['a list', ofGet(`<Orders ${OTHER}><Order/></Orders><Total>1</Total>`)],
    ['an item of a list', ofGet(`<Orders><Order><Id>1</Id></Order><Order ${OTHER}/></Orders>`)],
    ['an object', ofGet(`<Orders><Order ${OTHER}><Id xmlns="urn:orders">2</Id></Order></Orders>`)],
    ['the message', envelope(`<GetResponse ${OTHER}/>`).replace(' xmlns:s', ' xmlns="urn:orders" xmlns:s')],
    ['the body', ofGet('').replace('<s:Body>', '<s:Body xmlns:s="urn:vendor">')],
    ['the header', ofGet('').replace('<s:Body>', '<s:Header xmlns:s="urn:vendor"/><s:Body>')],
  ])('is not taken for one of the schema: %s', async (_name, xml) => {
    const plain = get.plainly(xml);
    for (const view of [{ hidden: new Set<string>() }, { responseBody: 'total', hidden: new Set<string>() }]) {
      expect(get.byBytes(xml, view)).toBeUndefined();
    }
    expect(await get.streamed(xml)).toBeOneOf([undefined, plain]);
  });

  it.each([
    ['a key', `<Key ${OTHER}>k</Key><Value>1</Value>`, ''],
    ['an entry', '<Key xmlns="urn:orders">k</Key><Value xmlns="urn:orders">1</Value>', ` ${OTHER}`],
    ['a value', `<Key>k</Key><Value ${OTHER}>1</Value>`, ''],
  ])('is not taken for one of a dictionary: %s', (_name, entry, own) => {
    const pairs = `<Prices><KeyValueOfstringint${own}>${entry}</KeyValueOfstringint></Prices>`;
    expect(get.byBytes(ofGet(`<Orders><Order>${pairs}</Order></Orders>`))).toBeUndefined();
  });

  it.each([
    ['an entry', `<Item><Id>1</Id></Item><Item ${OTHER}/><Item><Id>3</Id></Item><After>y</After>`],
    ['the first entry', `<Item ${OTHER}/><Item><Id>3</Id></Item>`],
    ['a member behind the list', `<Item><Id>1</Id></Item><After ${OTHER}>y</After>`],
    ['a member in front of the list', `<Before ${OTHER}>x</Before><Item><Id>1</Id></Item>`],
  ])('is dropped and counted in a streamed list as anywhere: %s', async (_name, content) => {
    const xml = ofList(content);
    const plain = list.plainly(xml);
    expect(plain).toMatchObject({ unknown: 1 });
    expect(await list.streamed(xml)).toBeOneOf([undefined, plain]);
  });

  it('is still read from bytes where it declares its own, or something else', () => {
    for (const xml of [
      ofGet('<First xmlns="urn:orders">a</First><Total xmlns:v="urn:vendor">5</Total>'),
      envelope('<a:GetResponse xmlns:a="urn:orders"><b:First xmlns:b="urn:orders">a</b:First></a:GetResponse>'),
      envelope('<o:GetResponse xmlns:o="urn:orders"><o:First xmlns:p="urn:orders">a</o:First></o:GetResponse>'),
      ofGet('<Orders xmlns:i="urn:i"><Order xmlns:j="urn:j"><Id>1</Id></Order></Orders>'),
    ]) {
      expect(get.byBytes(xml)).toEqual(get.plainly(xml));
    }
  });
});
