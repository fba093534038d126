/**
 * The floor of Node.js: node:http, undici, and a codec written by hand for these two operations alone. No routing to speak
 * of, no validation, no metrics, no limits: what no general program can pass, and the distance to it is the price of those.
 *   node floor.js BACKEND_PORT
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { credentialsXmlToJson } from './floor-decode.ts';
import { isSuccess, listEnvelope, saveEnvelope } from './floor-envelope.ts';

const [backendPort] = process.argv.slice(2);
const pool = new Pool(`http://127.0.0.1:${backendPort}`, { connections: 64 });
const SERVICE = '/Remote/Services86/User.svc';
const ACTION = 'http://www.superoffice.net/ws/crm/NetServer/Services86/User/';

async function call(operation: string, envelope: string): Promise<Buffer> {
  const { body } = await pool.request({
    path: SERVICE,
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${ACTION}${operation}"` },
    body: envelope,
  });
  const reply = Buffer.from(await body.arrayBuffer());
  if (!isSuccess(reply)) throw new Error('the call failed');
  return reply;
}

const server = createServer((request, response) => {
  const type = (request.url ?? '').slice('/users/me/credentials/'.length);
  const fail = () => response.writeHead(502).end();
  if (request.method === 'GET') {
    call('GetUntrustedCredentials', listEnvelope(type)).then((reply) => {
      const json = credentialsXmlToJson(reply);
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': json.length,
        'Cache-Control': 'no-store',
      });
      response.end(json);
    }, fail);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const credential = JSON.parse(Buffer.concat(chunks).toString());
    call('SaveUntrustedCredentials', saveEnvelope(type, credential)).then(() => response.writeHead(204).end(), fail);
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.on('SIGTERM', () => process.exit(0));
