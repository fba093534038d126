import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/json/value.ts';
import { BackendError, type SoapReply } from '../../src/soap/call.ts';
import { exceptionTable } from '../../src/superoffice/exception-table.ts';
import { failedWith, scriptedGateway, succeeded } from './scripted-netserver.ts';

const SAVE = {
  method: 'PUT',
  path: '/users/me/credentials/imap/me',
  headers: { authorization: 'Bearer 7T:abc' },
  body: { comment: 'x' },
};

async function save(reply: SoapReply) {
  const { status, body, answer } = await scriptedGateway(() => reply).send(SAVE);
  return { status, body: body as Record<string, unknown>, answer };
}

const named = (name: string, more: Record<string, JsonValue> = {}): JsonValue => ({
  exceptionType: `SuperOffice.Exceptions.${name}`,
  message: `about ${name}`,
  ...more,
});

describe('superoffice: exceptions', () => {
  it.each([
    ['SoSessionException', 401, 'unauthenticated', 'not-executed'],
    ['SoInvalidPasswordException', 401, 'unauthenticated', 'not-executed'],
    ['SoSentryException', 403, 'forbidden', 'not-executed'],
    ['SoLicenseException', 403, 'forbidden', 'not-executed'],
    ['SoFeatureToggleException', 403, 'forbidden', 'not-executed'],
    ['SoNotFoundException', 404, 'not-found', 'not-executed'],
    ['SoFileNotFoundException', 404, 'not-found', 'not-executed'],
    ['SoDuplicateException', 409, 'conflict', 'not-executed'],
    ['SoIllegalOperationException', 409, 'conflict', 'not-executed'],
    ['SoValidationException', 422, 'validation', 'not-executed'],
    ['RowValidatorException', 422, 'validation', 'not-executed'],
    ['SoInvalidArgumentException', 400, 'invalid-argument', 'not-executed'],
    ['SoInvalidCharacterException', 400, 'invalid-argument', 'not-executed'],
    ['SoIllegalXmlException', 400, 'invalid-argument', 'not-executed'],
    ['SoNotSupportedException', 501, 'not-supported', 'not-executed'],
    ['SoNotImplementedException', 501, 'not-supported', 'not-executed'],
    ['SoDbAccessException', 503, 'backend-unavailable', 'unknown'],
    ['SoMissingDatabaseContextException', 503, 'backend-unavailable', 'unknown'],
    ['SoAsyncProviderTimeoutException', 504, 'backend-timeout', 'unknown'],
    ['SoMassOperationException', 502, 'backend-error', 'unknown'],
    ['Whatever', 502, 'backend-error', 'unknown'],
  ])('%s is %d', async (name, status, slug, outcome) => {
    const { body, answer } = await save(failedWith(named(name)));
    expect(body).toMatchObject({ type: `/problems/${slug}`, status, outcome, detail: expect.any(String) });
    expect(answer.log?.problem).toBe(slug);
  });

  it('says Retry-After where another attempt may help', async () => {
    const { answer } = await save(failedWith(named('SoDbAccessException')));
    expect(answer.headers['Retry-After']).toBe('5');
  });

  it('the table holds nothing that is not tested here', () => {
    expect(exceptionTable.size).toBe(21);
  });

  it.each([
    'System.ArgumentException',
    'System.ArgumentNullException',
    'System.ArgumentOutOfRangeException',
    'System.FormatException',
  ])('%s is 400', async (exceptionType) => {
    expect(await save(failedWith({ exceptionType }))).toMatchObject({ status: 400 });
  });

  it.each([
    ['the outermost known one', named('SoSentryException', { innerException: named('SoNotFoundException') }), 403],
    [
      'an inner one, out of SoServerException',
      named('SoServerException', { innerException: named('SoNotFoundException') }),
      404,
    ],
    [
      'one far inside',
      named('SoServerException', { innerException: named('Odd', { innerException: named('SoDuplicateException') }) }),
      409,
    ],
    ['a type without a namespace', { exceptionType: 'SoNotFoundException' }, 404],
    ['XML names, where they are preserved', { ExceptionType: 'SuperOffice.Exceptions.SoNotFoundException' }, 404],
    ['no type at all', { message: 'broken' }, 502],
  ])('%s decides', async (_name, exception, status) => {
    expect(await save(failedWith(exception))).toMatchObject({ status });
  });
});

describe('superoffice: soft failures', () => {
  it('a failure under HTTP 500 without a fault is the same failure', async () => {
    expect(await save(failedWith(named('SoNotFoundException'), 500))).toMatchObject({ status: 404 });
  });

  it.each([
    ['a save', SAVE],
    ['a read', { path: '/users/me/credentials/imap', headers: SAVE.headers }],
    ['a generic route', { ...SAVE, method: 'POST', path: '/services/User/GetUntrustedCredentials', body: {} }],
  ])('Succeeded=false without a word is 502: %s', async (_name, request) => {
    const { status, body } = await scriptedGateway(() => failedWith(null)).send(request);
    expect([status, body]).toMatchObject([502, { type: '/problems/backend-error', outcome: 'unknown' }]);
  });

  it('an exception without Succeeded is a failure', async () => {
    const headerBlocks = new Map([['ExceptionInfo', named('SoNotFoundException')]]);
    expect(await save({ kind: 'output', value: {}, headerBlocks, unknownElements: 0 })).toMatchObject({ status: 404 });
  });

  it('an empty ExceptionInfo beside a success is a success', async () => {
    const headerBlocks = new Map<string, JsonValue>([
      ['Succeeded', true],
      ['ExceptionInfo', { message: '', innerException: null }],
    ]);
    expect(await save({ kind: 'output', value: {}, headerBlocks, unknownElements: 0 })).toMatchObject({ status: 204 });
  });

  it('HTTP 500 with header blocks that name no failure is an unusable answer', async () => {
    const reply = { ...succeeded({}), httpStatus: 500 } as SoapReply;
    expect(await save(reply)).toMatchObject({ status: 502, body: { type: '/problems/backend-invalid-response' } });
  });

  it('a message that does not decode counts for nothing beside a failure, and else is an unusable answer', async () => {
    const unusable = new BackendError('invalid-response', 'executed', 'It does not fit.');
    const failed = { ...failedWith(named('SoSentryException')), unusable } as SoapReply;
    expect(await save(failed)).toMatchObject({ status: 403, body: { outcome: 'not-executed' } });
    const { status, body, answer } = await save({ ...succeeded(), unusable } as SoapReply);
    expect([status, body]).toMatchObject([
      502,
      { type: '/problems/backend-invalid-response', outcome: 'executed', detail: 'It does not fit.' },
    ]);
    expect(answer.log?.outcome).toBe('invalid');
  });

  it('a fault that carries ExceptionInfo is judged by it, another by its code', async () => {
    const fault = { code: 'Server', subcodes: [], reason: 'broken', httpStatus: 500 };
    const withException = {
      kind: 'fault',
      fault,
      headerBlocks: new Map([['ExceptionInfo', named('SoNotFoundException')]]),
    };
    expect(await save(withException as SoapReply)).toMatchObject({ status: 404 });
    const withoutException = { kind: 'fault', fault, headerBlocks: new Map([['Succeeded', false]]) };
    expect(await save(withoutException as SoapReply)).toMatchObject({
      status: 502,
      body: { type: '/problems/soap-fault' },
    });
  });
});

describe('superoffice: what callers are told', () => {
  it('detail is the friendly text, else the message; stack and source go to the log', async () => {
    const secretPlaces = { stackTrace: '   at SuperOffice.Frame.Go()', source: 'SuperOffice.Core' };
    const exception = named('SoNotFoundException', { friendlyText: 'There is no such user.', ...secretPlaces });
    const { body, answer } = await save(failedWith(exception));
    expect(body.detail).toBe('There is no such user.');
    expect(JSON.stringify(body)).not.toContain('SuperOffice.Core');
    expect(JSON.stringify(body)).not.toContain('Frame');
    expect(answer.log?.detail).toMatchObject({ exceptions: [secretPlaces] });
    expect((await save(failedWith(named('SoNotFoundException')))).body.detail).toBe('about SoNotFoundException');
  });

  it('a wrapper lends its words to an exception that has none', async () => {
    const inner = { exceptionType: 'SuperOffice.Exceptions.SoNotFoundException' };
    const { body } = await save(failedWith(named('SoServerException', { innerException: inner })));
    expect(body.detail).toBe('about SoServerException');
  });

  it('addresses and stack frames in a message do not get out', async () => {
    const message = 'Failed at http://10.1.2.3/x\n   at SuperOffice.Frame.Go() in C:\\src\\go.cs:line 1';
    const { body } = await save(failedWith(named('SoDbAccessException', { message })));
    expect(body.detail).toBe('Failed at (address)');
  });

  it('validation errors point into what was sent', async () => {
    const parameters = {
      Comment: 'is too long',
      'UntrustedCredentials.SecretValue': '',
      Type: 'is unknown',
      Elsewhere: 'is odd',
    };
    const { body } = await save(failedWith(named('SoValidationException', { parameters })));
    expect(body.errors).toEqual([
      { pointer: '/comment', detail: 'is too long' },
      { pointer: '/secretValue', detail: 'is not acceptable' },
      { pointer: '', detail: 'path parameter "type": is unknown', parameter: 'type' },
      { pointer: '', detail: 'Elsewhere: is odd' },
    ]);
  });

  it('a validation error without parameters still says what is wrong', async () => {
    const { body } = await save(failedWith(named('SoValidationException')));
    expect(body.errors).toEqual([{ pointer: '', detail: 'about SoValidationException' }]);
  });
});
