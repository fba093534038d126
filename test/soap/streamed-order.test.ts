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
