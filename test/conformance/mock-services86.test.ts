import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DecodeContext } from '../../src/codec/message-codec.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { compileEndpoints } from '../../src/simulator/compile-endpoints.ts';
import type { EndpointOperation } from '../../src/simulator/endpoint.ts';
import { plainFailure } from '../../src/simulator/request-failure.ts';
import { scriptedAnswers } from '../../src/simulator/scripted/script-answer.ts';
import { startSoapServer } from '../../src/simulator/soap-server.ts';
import { renderEnvelope } from '../../src/soap/render-envelope.ts';
import { createDocumentCache } from '../../src/wsdl/load/document-cache.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import type { Definitions } from '../../src/wsdl/model/service.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { createReader } from '../../src/xml/string-reader.ts';

const FOLDER = '../shared/wsdl/Services86';

/** Every seventh: the codecs are tried on all of them elsewhere. */
const SAMPLE = 7;

describe.skipIf(!existsSync(FOLDER))('the mock over the real WSDLs', () => {
  it('takes an example request of every operation and gives a valid answer', async () => {
    const cache = createDocumentCache();
    const definitions: Definitions[] = [];
    for (const name of readdirSync(FOLDER).filter((_name, index) => index % SAMPLE === 0)) {
      const loaded = await loadDefinitions(`${FOLDER}/${name}`, { cache }, collectDiagnostics());
      if (loaded !== undefined) definitions.push(loaded);
    }
    const endpoints = await compileEndpoints(definitions);
    await using server = await startSoapServer({
      endpoints,
      answer: scriptedAnswers([], 3),
      renderFailure: plainFailure,
      dispatchBy: 'action-or-body',
    });
    let answered = 0;
    for (const { path, operations } of endpoints) {
      for (const called of operations) {
        const failure = await call(`${server.url}${path}`, called);
        expect([called.selector, failure]).toEqual([called.selector, undefined]);
        answered += 1;
      }
    }
    console.log(`${definitions.length} WSDLs, ${answered} operations mocked`);
    expect(answered).toBeGreaterThan(100);
  });
});

/** @returns what is wrong with the answer; undefined when it is valid */
async function call(url: string, { operation, codec }: EndpointOperation): Promise<string | undefined> {
  const encoded = codec.input.encode(codec.input.example({ seed: 5 }));
  if (!encoded.ok) return JSON.stringify(encoded.issues);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: operation.soapAction },
    body: renderEnvelope(operation.soapVersion, '', encoded.xml),
  });
  const text = await response.text();
  if (response.status !== 200) return text;
  const reader = createReader(text, 'answer', defaultReplyLimits);
  while (!(reader.kind === 'start' && reader.local === 'Body')) reader.next();
  const context: DecodeContext = { mode: 'strict', unknownElements: 0, issues: [] };
  codec.output?.decode(reader, context);
  return context.issues.length === 0 ? undefined : JSON.stringify(context.issues);
}
