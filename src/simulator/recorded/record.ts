import { BackendError } from '../../soap/call.ts';
import { compilePublicReason } from '../../soap/fault-reason.ts';
import { readReply } from '../../soap/reply.ts';
import type { Transport, TransportReply } from '../../soap/transport.ts';
import { defaultReplyLimits } from '../../xml/limits.ts';
import { type AnswerCall, envelopeContentType, type RawAnswer, type ReceivedCall } from '../answer.ts';
import { type RecordedCall, recordedCall } from './recorded-call.ts';

/** Where recorded calls come from and go to. */
export interface RecordOptions {
  readonly transport: Transport;
  /** Address of the real service for a call. */
  readonly addressOf: (call: ReceivedCall) => string;
  readonly record: (call: RecordedCall) => void;
  /** Milliseconds a call may take. */
  readonly deadlineMs: number;
}

/**
 * Passes each call on to the real service, its envelope unchanged, and the reply back as it came; on the way it records
 * both. A reply that cannot be read goes back, but not into the recording.
 */
export function recordAnswers({ transport, addressOf, record, deadlineMs }: RecordOptions): AnswerCall {
  return async (call) => {
    const { called, input, envelope, signal } = call;
    const { name, soapAction, soapVersion } = called.operation;
    const contentType = envelopeContentType(soapVersion);
    const address = addressOf(call);
    try {
      const reply = await transport({
        url: address,
        headers:
          soapVersion === '1.1'
            ? { 'content-type': contentType, soapaction: `"${soapAction}"` }
            : { 'content-type': `${contentType}; action="${soapAction}"` },
        body: envelope,
        signal,
        deadlineMs,
        safe: false,
        service: called.service,
        operation: name,
      });
      const publicReason = compilePublicReason(address);
      const read = readReply(reply, { codec: called.codec, limits: defaultReplyLimits, publicReason });
      record(recordedCall(called.selector, input, read));
      return passedOn(reply);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return { kind: 'fault', blame: 'receiver', reason: `the real service gave no usable reply: ${error.message}` };
    }
  };
}

function passedOn({ status, headers, body }: TransportReply): RawAnswer {
  return { kind: 'raw', status, contentType: headers['content-type'] ?? 'text/xml', body: Buffer.from(body) };
}
