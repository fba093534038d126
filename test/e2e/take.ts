import { request as httpRequest, type IncomingMessage } from 'node:http';

/** What a caller got of an answer, as it stood on the wire. */
export interface Taken {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** False when the connection ended before the answer did. */
  readonly isComplete: boolean;
}

/** A request whose answer is not read before it is asked for. */
export interface Asked {
  readonly response: IncomingMessage;
  /** Reads all there is. */
  take(): Promise<Taken>;
}

/** Asks, and waits for the head of the answer. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent: false });
    sent.on('error', reject);
    sent.on('response', (response) => {
      response.pause();
      const take = () =>
        new Promise<Taken>((done) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', () => undefined);
          response.on('close', () => {
            const { statusCode = 0, complete } = response;
            done({ status: statusCode, headers: response.headers, body: Buffer.concat(chunks), isComplete: complete });
          });
          response.resume();
        });
      resolve({ response, take });
    });
    sent.end(body);
  });
}
