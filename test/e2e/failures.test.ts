import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/simulator/answer.ts';
import { softFailure } from '../../src/simulator/netserver/exception.ts';
import { always, startRawServer } from '../soap/raw-server.ts';
import { startSuperofficeGateway } from './superoffice-gateway.ts';

const SAVE = '/users/me/credentials/imap/me';
const NS = 'http://www.superoffice.net/ws/crm/NetServer/Services86';
const ZONE = { soTimeZoneId: 0, soTimeZoneLocationCode: null };

async function saveAnswered(answer: Answer) {
  await using gateway = await startSuperofficeGateway({
    simulator: {
      misbehave: ({ selector }) =>
        selector?.endsWith('SaveUntrustedCredentials') ? { act: { kind: 'answer', answer } } : undefined,
    },
  });
  const headers = await gateway.signIn();
  const saved = await gateway.send('PUT', SAVE, { headers, body: { comment: 'x' } });
  return { saved, log: gateway.log.join('\n'), metrics: await gateway.metrics() };
}

describe('failures as NetServer reports them', () => {
  it('are problems, with their words for the caller and their places for the log alone', async () => {
    const { saved, log, metrics } = await saveAnswered(
      softFailure(
        {
          exceptionType: 'SuperOffice.Exceptions.SoServerException',
          message: 'wrapped',
          innerException: {
            exceptionType: 'SuperOffice.Exceptions.SoValidationException',
            message: 'technical',
            friendlyText: 'This cannot be saved.',
            parameters: { Comment: 'is too long' },
          },
        },
        ZONE,
      ),
    );
    expect(saved).toMatchObject({
      status: 422,
      json: {
        type: '/problems/validation',
        detail: 'This cannot be saved.',
        errors: [{ pointer: '/comment', detail: 'is too long' }],
        outcome: 'not-executed',
      },
    });
    expect(saved.text).not.toMatch(/StackTrace|Throw\(\)|SuperOffice\.Services/);
    expect(log).toMatch(/Throw\(\)/);
    expect(log).toContain('SuperOffice.Services.Implementation');
    expect(metrics).toContain('soapstone_backend_faults_total{backend="superoffice",fault="validation"} 1');
  });

  it('a void operation that does not say Succeeded has not', async () => {
    const { saved } = await saveAnswered({ kind: 'output', value: {}, headerBlocks: {} });
    expect(saved).toMatchObject({
      status: 502,
      json: { type: '/problems/backend-invalid-response', outcome: 'unknown' },
    });
  });

  it('are problems also where the body is empty, with HTTP 200 as with 500', async () => {
    const blocks = `<Succeeded xmlns="${NS}">false</Succeeded><ExceptionInfo xmlns="${NS}"><ExceptionType>SoSentryException</ExceptionType></ExceptionInfo>`;
    const body = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>${blocks}</s:Header><s:Body/></s:Envelope>`;
    await using backend = await startRawServer((socket, request, count) =>
      always(count === 1 ? 200 : 500, body)(socket, request, count),
    );
    await using gateway = await startSuperofficeGateway({ endpoint: `${backend.url}/` });
    const headers = { authorization: 'Bearer 7T:a' };
    for (const status of [200, 500]) {
      const saved = await gateway.send('PUT', SAVE, { headers, body: { comment: 'x' } });
      expect(saved, `HTTP ${status}`).toMatchObject({ status: 403, json: { outcome: 'not-executed' } });
    }
  });

  it.each([
    ['true', 'false'],
    ['false', 'true'],
  ])('Succeeded that comes twice, as %s and %s, is a failure', async (...flags) => {
    const blocks = flags.map((flag) => `<Succeeded xmlns="${NS}">${flag}</Succeeded>`).join('');
    const body = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>${blocks}</s:Header><s:Body><SaveUntrustedCredentialsResponse xmlns="${NS}"/></s:Body></s:Envelope>`;
    await using backend = await startRawServer(always(200, body));
    await using gateway = await startSuperofficeGateway({ endpoint: `${backend.url}/` });
    const headers = { authorization: 'Bearer 7T:a' };
    const saved = await gateway.send('PUT', SAVE, { headers, body: { comment: 'x' } });
    expect(saved).toMatchObject({ status: 502, json: { type: '/problems/backend-error', outcome: 'unknown' } });
  });

  it('Succeeded=false without a word is 502', async () => {
    const headerBlocks = { ExceptionInfo: null, Succeeded: false };
    const { saved } = await saveAnswered({ kind: 'output', value: {}, headerBlocks });
    expect(saved).toMatchObject({ status: 502, json: { type: '/problems/backend-error' } });
  });

  it('a fault of WCF is 502, and its words are told', async () => {
    const { saved } = await saveAnswered({ kind: 'fault', blame: 'receiver', reason: 'out of order' });
    expect(saved).toMatchObject({
      status: 502,
      json: { type: '/problems/soap-fault', fault: { code: 'Server', reason: 'out of order' } },
    });
  });
});
