import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderOf, load, operationNames, orders } from '../folder.ts';

/** What a server was asked: path and credentials. */
interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly key: string | undefined;
}

/** A server that answers as told, on a port of the system's choosing, stopped when the test is finished. */
async function serve(answer: (path: string, response: ServerResponse) => void) {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const path = request.url ?? '';
    const { authorization, 'x-key': key } = request.headers;
    asked.push({ path, authorization, key: typeof key === 'string' ? key : undefined });
    answer(path, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}`, asked };
}

const xml = (text: string) => (response: ServerResponse) =>
  void response.setHeader('content-type', 'text/xml').end(text);
const schema = (/<xs:schema[\s\S]*<\/xs:schema>/.exec(orders)?.[0] ?? '').replace(
  '<xs:schema ',
  '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:orders" ',
);
const importing = (location: string) =>
  orders.replace(
    /<xs:schema[\s\S]*<\/xs:schema>/,
    `<xs:schema><xs:import namespace="urn:orders" schemaLocation="${location}"/></xs:schema>`,
  );
const both = ['Place', 'Cancel'];

describe('load: from a URL', () => {
  test('locations are relative to it, and its own origin is asked', async () => {
    const { url, asked } = await serve((path, response) =>
      xml(path === '/a/b?wsdl' ? importing('b?xsd=1') : schema)(response),
    );
    const { definitions, findings } = await load(`${url}/a/b?wsdl`);
    expect(findings).toEqual([]);
    expect(operationNames(definitions)).toEqual(both);
    expect(asked.map(({ path }) => path)).toEqual(['/a/b?wsdl', '/a/b?xsd=1']);
    expect(definitions?.documents).toEqual([`${url}/a/b?wsdl`, `${url}/a/b?xsd=1`]);
  });

  test.each([
    ['basic', { basic: { userName: 'u', password: 'p:w' } }, { authorization: `Basic ${btoa('u:p:w')}` }],
    ['bearer', { bearer: 't' }, { authorization: 'Bearer t' }],
    ['a header', { headers: { 'x-key': 'k' } }, { key: 'k' }],
  ])('credentials go to its origin alone: %s', async (_what, access, sent) => {
    const other = await serve((_path, response) => xml(schema)(response));
    const { url, asked } = await serve((_path, response) => xml(importing(`${other.url}/x.xsd`))(response));
    const { findings } = await load(`${url}/?wsdl`, { access, allowedOrigins: [other.url] });
    expect(findings).toEqual([]);
    expect(asked).toMatchObject([sent]);
    expect(other.asked).toEqual([{ path: '/x.xsd', authorization: undefined, key: undefined }]);
  });

  test('credentials in the URL are used and shown nowhere', async () => {
    const { url, asked } = await serve((_path, response) => xml(importing('gone.xsd'))(response));
    const { report } = await load(`${url.replace('//', '//user:secret@')}/?wsdl`);
    expect(asked[0]?.authorization).toBe(`Basic ${btoa('user:secret')}`);
    expect(report).not.toContain('secret');
  });

  test('another origin is refused unless it is allowed', async () => {
    const other = await serve((_path, response) => xml(schema)(response));
    const { url } = await serve((_path, response) => xml(importing(`${other.url}/x.xsd`))(response));
    const { findings, report } = await load(`${url}/?wsdl`);
    expect(findings[0]).toBe('error wsdl/network-refused');
    expect(report).toContain('another origin than that of the WSDL');
    expect(other.asked).toEqual([]);
    expect((await load(`${url}/?wsdl`, { allowedOrigins: ['*'] })).findings).toEqual([]);
  });

  test('a redirect is followed within the origin, and no further', async () => {
    const other = await serve((_path, response) => xml(orders)(response));
    const { url } = await serve((path, response) => {
      if (path === '/moved/x.wsdl') xml(importing('x.xsd'))(response);
      else if (path === '/moved/x.xsd') xml(schema)(response);
      else
        response
          .writeHead(302, { location: path === '/in' ? '/moved/x.wsdl' : path === '/loop' ? '/loop' : other.url })
          .end();
    });
    const inside = await load(`${url}/in`);
    expect(inside.findings).toEqual([]);
    expect(operationNames(inside.definitions)).toEqual(both);
    expect((await load(`${url}/out`)).findings).toEqual(['error wsdl/network-refused']);
    expect((await load(`${url}/loop`)).report).toContain('redirected more than 5 times');
    expect(other.asked).toEqual([]);
  });

  test.each([
    ['404', (response: ServerResponse) => void response.writeHead(404).end('no'), 'the server answered 404'],
    [
      'a login page',
      (response: ServerResponse) => void response.setHeader('content-type', 'text/html').end('<html/>'),
      'the document is html',
    ],
    ['a connection that breaks', (response: ServerResponse) => void response.destroy(), 'the WSDL cannot be read'],
    [
      'more than the limit',
      (response: ServerResponse) => void response.end(' '.repeat(5000)),
      'it has more than 4000 bytes (documentBytesMax)',
    ],
    ['nothing in time', () => undefined, 'no answer within 300 ms'],
  ])('%s is reported', async (_what, answer, reason) => {
    const { url } = await serve((_path, response) => answer(response));
    const { definitions, report } = await load(`${url}/?wsdl`, {
      limits: { documentBytesMax: 4000, fetchTimeoutMs: 300 },
    });
    expect(definitions).toBeUndefined();
    expect(report).toContain(reason);
  });

  test('a file of the machine is not read for a WSDL from the network', async () => {
    const folder = await folderOf({ 'types.xsd': schema });
    const { url } = await serve((_path, response) => xml(importing(`file://${join(folder, 'types.xsd')}`))(response));
    const { definitions, findings } = await load(`${url}/?wsdl`);
    expect(findings[0]).toBe('error wsdl/document-missing');
    expect(operationNames(definitions)).toEqual([]);
  });
});

test('load: a WSDL on disk asks no network', async () => {
  const other = await serve((_path, response) => xml(schema)(response));
  const folder = await folderOf({ 'main.wsdl': importing(`${other.url}/x.xsd`) });
  const { findings } = await load(join(folder, 'main.wsdl'));
  expect(findings[0]).toBe('error wsdl/network-refused');
  expect(other.asked).toEqual([]);
  const allowed = await load(join(folder, 'main.wsdl'), { allowedOrigins: [other.url] });
  expect(operationNames(allowed.definitions)).toEqual(both);
});
