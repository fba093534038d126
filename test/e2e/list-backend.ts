import type { Socket } from 'node:net';
import { type RawServer, startRawServer } from '../soap/raw-server.ts';

const NS = 'http://www.superoffice.net/ws/crm/NetServer/Services86';
const HEAD = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:Succeeded xmlns:h="${NS}">true</h:Succeeded></s:Header><s:Body><GetUntrustedCredentialsResponse xmlns="${NS}"><Response>`;
const END = '</Response></GetUntrustedCredentialsResponse></s:Body></s:Envelope>';

/** One credential as NetServer sends it; about as long as its comment. */
export function entry(comment: string, validFrom = '2026-01-01T00:00:00'): string {
  return `<UntrustedCredentials><ValidFrom>${validFrom}</ValidFrom><Comment>${comment}</Comment><SecretValue>hush</SecretValue></UntrustedCredentials>`;
}

/** A reply with these entries. */
export function reply(...entries: readonly string[]): string {
  return HEAD + entries.join('') + END;
}

/** So many entries of 1,000 bytes and more, each another one. */
export function many(count: number): string {
  return Array.from({ length: count }, (_, index) => entry(`${index} "é" `.padEnd(1000, 'x'))).join('');
}

/** Answers with a part of a body, of which more is announced. @returns the bytes that are still to be sent */
export function begin(socket: Socket, body: Buffer | string, share = 1, headers = ''): Buffer {
  const bytes = Buffer.from(body);
  socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n${headers}`);
  socket.write(`Content-Length: ${bytes.length}\r\n\r\n`);
  const cut = Math.floor(bytes.length * share);
  socket.write(bytes.subarray(0, cut));
  return bytes.subarray(cut);
}

/** A backend whose next answer can be chosen. */
export interface ListBackend extends RawServer {
  /** What is done with each request from now on. */
  answer: (socket: Socket) => void;
  /** Connections that were closed. */
  readonly closed: () => number;
}

/** Starts it. */
export async function startListBackend(): Promise<ListBackend> {
  let closed = 0;
  let answer: ListBackend['answer'] = (socket) => void begin(socket, reply());
  const server = await startRawServer(
    (socket) => answer(socket),
    (socket) => {
      socket.on('close', () => {
        closed += 1;
      });
    },
  );
  return {
    ...server,
    closed: () => closed,
    get answer() {
      return answer;
    },
    set answer(next) {
      answer = next;
    },
  };
}
