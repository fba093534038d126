import type { OperationCodec } from '../../src/codec/message-codec.ts';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { compileResponseBody } from '../../src/gateway/rule/response-body.ts';
import { type AnswerView, BackendError } from '../../src/soap/call.ts';
import { readReply } from '../../src/soap/reply.ts';
import { createBufferPool } from '../../src/soap/stream/buffer-pool.ts';
import { compileOpenReply } from '../../src/soap/stream/stream-reply.ts';
import { compileTranscodeReply } from '../../src/soap/transcode-reply.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { SOAP11 } from '../../src/xml/namespaces.ts';

/** What became of a reply: its JSON with the count of elements dropped, or why it is refused. */
export type Outcome = { readonly json: string; readonly unknown: number } | { readonly refused: string };

/** The three ways to read the replies of one operation of orders.wsdl. */
export interface Ways {
  plainly(xml: string | Buffer, view?: AnswerView): Outcome;
  /** Undefined where it is left to the plain way. */
  byBytes(xml: string | Buffer, view?: AnswerView): Outcome | undefined;
  /** While it arrives; undefined where it is left to the plain way. @param cut - where the first chunk ends */
  streamed(xml: string | Buffer, view?: AnswerView, cut?: number): Promise<Outcome | undefined>;
}

const ALL: AnswerView = { hidden: new Set() };
const received = { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' } };

/** An envelope with this body. */
export function envelope(body: string): string {
  return `<s:Envelope xmlns:s="${SOAP11}"><s:Body>${body}</s:Body></s:Envelope>`;
}

/** Compiles an operation of orders.wsdl. */
export async function waysOf(operation: 'List' | 'Get'): Promise<Ways> {
  const codec = await compile(operation);
  const expected = { codec, limits: defaultReplyLimits, publicReason: (reason: string) => reason };
  const transcode = compileTranscodeReply(codec, defaultReplyLimits);
  const open = compileOpenReply(expected, createBufferPool());
  return {
    plainly(xml, { responseBody, hidden } = ALL) {
      try {
        const read = readReply({ ...received, body: Buffer.from(xml) }, expected);
        if (read.kind === 'fault') return { refused: 'a fault' };
        const rule = responseBody === undefined ? {} : { responseBody };
        const body = compileResponseBody(rule as never, hidden)(read.value);
        return { json: JSON.stringify(body), unknown: read.unknownElements };
      } catch (error) {
        return refusal(error);
      }
    },
    byBytes(xml, view = ALL) {
      const json = transcode?.({ ...received, body: Buffer.from(xml) }, view)?.json;
      return json === undefined ? undefined : { json: json.toString(), unknown: 0 };
    },
    async streamed(xml, view = ALL, cut = 0) {
      const bytes = Buffer.from(xml);
      async function* chunks() {
        if (cut > 0) yield bytes.subarray(0, cut);
        yield bytes.subarray(cut);
      }
      const opened = await open?.(received, chunks(), view);
      if (opened === undefined || opened.kind === 'whole') return undefined;
      try {
        const pieces: Buffer[] = [];
        for await (const piece of opened.json) pieces.push(Buffer.from(piece));
        return { json: Buffer.concat(pieces).toString(), unknown: opened.unknownElements() };
      } catch (error) {
        return refusal(error);
      }
    },
  };
}

function refusal(error: unknown): Outcome {
  if (!(error instanceof BackendError)) throw error;
  return { refused: error.message };
}

async function compile(name: string): Promise<OperationCodec> {
  const path = new URL('orders.wsdl', import.meta.url).pathname;
  const definitions = await loadDefinitions(path, {}, collectDiagnostics());
  const operation = definitions?.services[0]?.ports[0]?.binding.operations.find((each) => each.name === name);
  if (definitions === undefined || operation === undefined) throw new Error(`no operation ${name}`);
  return compileOperationCodec(operation, definitions.schemas, { naming: 'camel' }, createCodecMemo());
}
