import { open } from 'node:fs/promises';
import { endpointAddress } from '../../app/endpoint-address.ts';
import type { AnswerCall } from '../../simulator/answer.ts';
import { recordAnswers } from '../../simulator/recorded/record.ts';
import { createUndiciTransport } from '../../soap/transport-undici.ts';

/** A recording under way. */
export interface Recorder {
  readonly answer: AnswerCall;
  /** Ends the file and frees the sockets. */
  close(): Promise<void>;
}

/**
 * Records to a file, one line a call, after what it holds.
 * @param endpoint - in place of the addresses in the WSDL
 * @throws the system's error when the file cannot be written
 */
export async function openRecorder(file: string, endpoint: string | undefined): Promise<Recorder> {
  const lines = (await open(file, 'a')).createWriteStream();
  const { transport, close } = createUndiciTransport({
    connectTimeoutMs: 2000,
    connectionsMax: 16,
    replyBytesMax: 64 * 1024 * 1024,
  });
  return {
    answer: recordAnswers({
      transport,
      addressOf: ({ called }) => endpointAddress(called.address, endpoint),
      record: (call) => void lines.write(`${JSON.stringify(call)}\n`),
      deadlineMs: 30_000,
    }),
    close: async () => {
      await new Promise<void>((resolve) => lines.end(() => resolve()));
      await close();
    },
  };
}
