import { describe, expect, it } from 'vitest';
import { genericRule } from '../../src/gateway/expose.ts';
import { createGateway } from '../../src/gateway/invoke.ts';
import type { SoapFault } from '../../src/soap/call.ts';
import { schemaOperation } from './schema-operation.ts';

describe('the log of a fault', () => {
  it('holds its detail with secrets masked, and a code that callers do not get', async () => {
    const rawDetail = '<e xmlns="urn:e"><Password>hunter2</Password><Code>7</Code></e>';
    const fault: SoapFault = {
      code: '',
      rawCode: 's:http://crm',
      subcodes: [],
      reason: 'broken',
      httpStatus: 500,
      rawDetail,
    };
    const operation = schemaOperation({
      selector: 'Notes.Save',
      output: {},
      invoke: async () => ({ kind: 'fault', fault, headerBlocks: new Map() }),
    });
    const gateway = createGateway({
      rules: [genericRule(operation)],
      profiles: new Map(),
      headerBlocks: new Map(),
      faultStatus: new Map(),
      jsonDepthMax: 10,
    });
    const { status, log } = await gateway({
      method: 'POST',
      path: operation.genericPath,
      query: new URLSearchParams(),
      headers: {},
      body: new Uint8Array(),
      requestId: 'r',
      signal: new AbortController().signal,
    });
    expect(status).toBe(502);
    expect(log?.detail).toMatchObject({
      fault: {
        code: 's:http://crm',
        detail: '<detail><e xmlns="urn:e"><Password>***</Password><Code>7</Code></e></detail>',
      },
    });
  });
});
