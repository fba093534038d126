import { describe, expect, it } from 'vitest';
import { collectDiagnostics } from '../../../src/diagnostics/diagnostic.ts';
import { recordAnswers } from '../../../src/simulator/recorded/record.ts';
import { type RecordedCall, readRecording, recordedCall } from '../../../src/simulator/recorded/recorded-call.ts';
import { checkRecording, replayAnswers } from '../../../src/simulator/recorded/replay.ts';
import { BackendError } from '../../../src/soap/call.ts';
import type { TransportRequest } from '../../../src/soap/transport.ts';
import { SOAP11 } from '../../../src/xml/namespaces.ts';
import { noteXml } from '../../soap/note-codec.ts';
import { noteCall, saveNote } from '../note-endpoint.ts';

const reply = Buffer.from(
  `<e:Envelope xmlns:e="${SOAP11}"><e:Body>${noteXml('SaveResponse', 'kept')}</e:Body></e:Envelope>`,
);

describe('recording', () => {
  it('passes the envelope on and the reply back unchanged, and records both', async () => {
    const recorded: RecordedCall[] = [];
    const requests: TransportRequest[] = [];
    const answer = recordAnswers({
      transport: async (request) => {
        requests.push(request);
        return { status: 200, headers: { 'content-type': 'text/xml' }, body: reply };
      },
      addressOf: ({ called }) => called.address ?? '',
      record: (call) => void recorded.push(call),
      deadlineMs: 1000,
    });
    const envelope = '<as-it-came/>';
    expect(await answer({ ...noteCall({ text: 'a', password: 'p' }), envelope })).toMatchObject({ body: reply });
    expect(requests[0]).toMatchObject({ url: 'http://notes.example.com/notes', body: envelope });
    expect(requests[0]?.headers.soapaction).toBe('"urn:notes#Save"');
    expect(recorded).toEqual([
      {
        operation: 'Notes.Save',
        input: { text: 'a', password: '***' },
        answer: { output: { text: 'kept' }, headerBlocks: {} },
      },
    ]);
  });

  it('records nothing of a reply that is no use, and answers with a fault', async () => {
    const recorded: RecordedCall[] = [];
    const answer = recordAnswers({
      transport: async () => {
        throw new BackendError('unreachable', 'not-executed', 'The backend cannot be reached.');
      },
      addressOf: () => '',
      record: (call) => void recorded.push(call),
      deadlineMs: 1000,
    });
    expect(await answer(noteCall({}))).toMatchObject({ kind: 'fault', blame: 'receiver' });
    expect(recorded).toEqual([]);
  });

  it('masks secrets in header blocks, outputs and details of faults', () => {
    const output = recordedCall('S.O', undefined, {
      kind: 'output',
      value: { credentials: { ticket: '7T:x' } },
      headerBlocks: new Map<string, string>([['ApplicationToken', 'a']]),
      unknownElements: 0,
    });
    expect(output.answer).toEqual({
      output: { credentials: { ticket: '***' } },
      headerBlocks: { ApplicationToken: '***' },
    });
    const fault = recordedCall(
      'S.O',
      {},
      {
        kind: 'fault',
        fault: {
          code: 'Client',
          subcodes: [],
          reason: 'no',
          httpStatus: 500,
          rawDetail: '<t><Ticket>7T:x</Ticket></t>',
        },
        headerBlocks: new Map(),
      },
    );
    expect(fault.answer).toEqual({
      fault: { code: 'Client', reason: 'no', detailXml: '<t><Ticket>***</Ticket></t>' },
    });
  });
});

describe('replaying', () => {
  const line = (text: string, output: string) =>
    JSON.stringify({
      operation: 'Notes.Save',
      input: { text, password: '***' },
      answer: { output: { text: output }, headerBlocks: {} },
    });

  it('gives the recorded answers in order, the last one again and again, whatever the secrets', async () => {
    const { calls, diagnostics } = readRecording(
      `${line('a', 'one')}\n${line('b', 'other')}\n\n${line('a', 'two')}\n`,
      'f',
    );
    expect(diagnostics).toEqual([]);
    const answer = replayAnswers(calls);
    const given = [];
    for (const password of ['p', 'q', 'r']) given.push(await answer(noteCall({ password, text: 'a' })));
    expect(given).toMatchObject([{ value: { text: 'one' } }, { value: { text: 'two' } }, { value: { text: 'two' } }]);
    expect(await answer(noteCall({ text: 'c' }))).toMatchObject({
      kind: 'fault',
      reason: 'nothing is recorded for Notes.Save with this input',
    });
  });

  it('gives a recorded fault with its code', async () => {
    const fault = (code: string) => [
      { operation: 'Notes.Save', input: {}, answer: { fault: { code, reason: 'no', detailXml: '' } } },
    ];
    expect(await replayAnswers(fault('Client'))(noteCall({}))).toEqual({
      kind: 'fault',
      blame: 'sender',
      reason: 'no',
    });
    expect(await replayAnswers(fault('Full'))(noteCall({}))).toMatchObject({ code: { namespace: '', local: 'Full' } });
  });

  it('reports lines that are not recorded calls, and operations that are not there', () => {
    const { calls, diagnostics } = readRecording(`nonsense\n${line('a', 'one')}\n{"operation":5}\n`, 'calls.jsonl');
    expect(diagnostics.map(({ rule, location }) => `${rule} ${location.line}`)).toEqual([
      'mock/recording 1',
      'mock/recording 3',
    ]);
    const sink = collectDiagnostics();
    checkRecording(calls, [{ ...saveNote, selector: 'Notes.Keep' }], 'calls.jsonl', sink);
    expect(sink.diagnostics.map(({ rule }) => rule)).toEqual(['mock/unknown-operation']);
  });
});
