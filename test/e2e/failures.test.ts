import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/simulator/answer.ts';
import { softFailure } from '../../src/simulator/netserver/exception.ts';
import { startSuperofficeGateway } from './superoffice-gateway.ts';

const SAVE = '/users/me/credentials/imap/me';
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
