import { beforeAll, describe, expect, it } from 'vitest';
import { envelope, type Ways, waysOf } from './orders.ts';

let get: Ways;
beforeAll(async () => {
  get = await waysOf('Get');
});

const good = envelope('<GetResponse xmlns="urn:orders"><First>a</First></GetResponse>').replace(/^<\?xml[^>]*>/, '');
const view = { hidden: new Set<string>() };

describe('an envelope that is read from its bytes', () => {
  it.each([
    ['as it is', good],
    ['behind a declaration', `<?xml version="1.0" encoding='UTF-8'?>${good}`],
  ])('is taken %s', (_name, xml) => {
    expect(get.byBytes(xml, view)).toBeDefined();
  });

  it.each([
    ['a declaration in capitals', `<?XML version="1.0"?>${good}`],
    ['a declaration with quotes that do not match', `<?xml version="1.0'?>${good}`],
    ['a header whose tag has no "<"', good.replace('<s:Body>', '!s:Header></s:Header><s:Body>')],
  ])('is left to the plain way, which refuses it, with %s', (_name, xml) => {
    expect(get.byBytes(xml, view)).toBeUndefined();
  });
});
