import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNetServerSimulator } from '../../src/simulator/netserver/start.ts';
import { response, startRawServer } from '../soap/raw-server.ts';
import { startSuperofficeGateway } from './superoffice-gateway.ts';

const NAMESPACE = 'http://www.superoffice.net/ws/crm/NetServer/Services88';
const SAVED = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><Succeeded xmlns="${NAMESPACE}">true</Succeeded></s:Header><s:Body><SaveUntrustedCredentialsResponse xmlns="${NAMESPACE}"/></s:Body></s:Envelope>`;

describe('moving from Services86 to Services88', () => {
  let folder: string;
  const wsdls: string[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-services88-'));
    await using simulator = await startNetServerSimulator();
    for (const [index, wsdl] of simulator.wsdls.entries()) {
      const path = join(folder, `${index}.wsdl`);
      writeFileSync(path, readFileSync(wsdl, 'utf8').replaceAll('Services86', 'Services88'));
      wsdls.push(path);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is other WSDLs and another endpoint: the routes, the header blocks and the answers are the same', async () => {
    await using backend = await startRawServer(
      (socket) => void socket.write(response(200, { 'Content-Type': 'text/xml' }, SAVED)),
    );
    const endpoint = new URL('/Remote/Services88/', backend.url).href;
    await using gateway = await startSuperofficeGateway({ wsdls, endpoint });
    const headers = { authorization: 'Bearer 7T:abc' };
    const saved = await gateway.send('POST', '/users/me/credentials/imap', { headers, body: { comment: 'x' } });
    expect(saved.status).toBe(204);
    const [request] = backend.requests;
    expect(request?.head).toMatch(/^POST \/Remote\/Services88\/User\.svc /);
    expect(request?.head).toContain(`"${NAMESPACE}/User/SaveUntrustedCredentials"`);
    expect(request?.body).toContain(`<Credentials xmlns="${NAMESPACE}"><Ticket>7T:abc</Ticket></Credentials>`);
  });
});
