import type { Socket } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { type Arrival, httpReply, type Misbehaviour } from './hostile-backend.ts';
import { answerXml, envelope, LEDGER } from './ledger.ts';
import { INTERNAL } from './promises.ts';

/** A fault of a backend that answers calls, and what callers get for it. */
export interface BackendFault {
  readonly name: string;
  readonly misbehaviour: Misbehaviour;
  /** `502 backend-unreachable unknown`; several where the network decides. */
  readonly answer: string | RegExp;
  /** Calls that reach the backend: `1/3` when what is safe is tried three times. */
  readonly calls: string | RegExp;
  /** Words of the problem's detail. */
  readonly says?: string;
  /** The service that is called; `Ledger` when absent. */
  readonly service?: 'Hasty';
  /** Whether the gateway must open a connection for it. */
  readonly fresh?: true;
}

const INVALID = '502 backend-invalid-response unknown';
const EXECUTED = '502 backend-invalid-response executed';
const LOST = '502 backend-unreachable unknown';
const LATE = '504 backend-timeout unknown';
const ONCE = '1/1';
const RETRIED = '1/3';
const XML = { 'content-type': 'text/xml; charset=utf-8' };
const MEGABYTE = 1024 * 1024;

const whole = (
  status: number,
  body: (call: Arrival) => Buffer | string,
  headers: Readonly<Record<string, string>> = XML,
): Misbehaviour => ({ answer: (socket, call) => void socket.write(httpReply(status, body(call), headers)) });

const good = ({ operation, key }: Arrival) => answerXml(operation, key);
const note = ({ operation, key }: Arrival, text: string) => answerXml(operation, key, `<Note>${text}</Note>`);

function fault11(code: string): string {
  return envelope(
    `<s:Fault><faultcode>s:${code}</faultcode><faultstring>No more ink</faultstring><detail><x>${INTERNAL}</x></detail></s:Fault>`,
  );
}

const FAULT12 = envelope(
  `<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang="en">No more ink</s:Text></s:Reason><s:Detail><x>${INTERNAL}</x></s:Detail></s:Fault>`,
  'http://www.w3.org/2003/05/soap-envelope',
);

/** Writes a piece of text at intervals until the connection closes. */
function trickle(socket: Socket, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => void socket.write(text[at++ % text.length] ?? ''), everyMs);
  socket.on('close', () => clearInterval(timer));
}

/** More than any limit allows, without saying so before. */
function endless(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ntransfer-encoding: chunked\r\n\r\n');
  const chunk = Buffer.from(`${MEGABYTE.toString(16)}\r\n${' '.repeat(MEGABYTE)}\r\n`);
  let left = 100;
  const more = (): void => {
    while (left-- > 0) {
      if (!socket.write(chunk)) return void socket.once('drain', more);
    }
  };
  more();
}

const LAUGHS = `<!DOCTYPE s:Envelope [<!ENTITY a "${INTERNAL}">${'bcdefghi'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'[index]};`.repeat(10)}">`)
  .join('')}]>`;

/** Faults of connections, times and whole replies: every one that the backend of `Ledger` can have. */
export const backendFaults: readonly BackendFault[] = [
  {
    name: 'reset before the request is written',
    misbehaviour: { onConnection: (socket) => socket.resetAndDestroy() },
    answer: /^502 backend-unreachable (unknown|not-executed)$/,
    calls: '0/0',
    fresh: true,
  },
  {
    name: 'reset after the request is written',
    says: 'without an answer',
    misbehaviour: { answer: (socket) => socket.resetAndDestroy() },
    answer: LOST,
    calls: RETRIED,
  },
  { name: 'close without an answer', misbehaviour: { answer: (socket) => socket.end() }, answer: LOST, calls: RETRIED },
  {
    name: 'reset in the middle of the body',
    says: 'in the middle of its answer',
    misbehaviour: {
      answer: (socket, call) => {
        const reply = httpReply(200, good(call));
        socket.write(reply.subarray(0, reply.length - 40), () => socket.resetAndDestroy());
      },
    },
    answer: LOST,
    calls: RETRIED,
  },
  {
    name: 'no answer',
    service: 'Hasty',
    says: 'in time',
    misbehaviour: { answer: () => undefined },
    answer: LATE,
    calls: RETRIED,
  },
  {
    name: 'a byte at a time, for ever',
    service: 'Hasty',
    misbehaviour: {
      answer: (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ncontent-length: 1000\r\n\r\n`);
        trickle(socket, ' ', 100);
      },
    },
    answer: LATE,
    calls: RETRIED,
  },
  {
    name: 'one byte a second',
    service: 'Hasty',
    misbehaviour: { answer: (socket, call) => trickle(socket, httpReply(200, good(call)).toString(), 1000) },
    answer: LATE,
    calls: RETRIED,
  },
  {
    name: 'headers, then silence',
    service: 'Hasty',
    misbehaviour: { answer: (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n') },
    answer: LATE,
    calls: RETRIED,
  },
  {
    name: 'no HTTP',
    says: 'did not answer in HTTP',
    misbehaviour: { answer: (socket) => void socket.end(`220 ${INTERNAL} ESMTP\r\n`) },
    answer: INVALID,
    calls: ONCE,
  },
  { name: 'empty 200', says: 'an empty body', misbehaviour: whole(200, () => ''), answer: INVALID, calls: ONCE },
  {
    name: 'HTML 502',
    says: 'HTTP 502 with an HTML page',
    misbehaviour: whole(502, () => `<!DOCTYPE html><html><h1>${INTERNAL}</h1></html>`, { 'content-type': 'text/html' }),
    answer: INVALID,
    calls: RETRIED,
  },
  {
    name: 'HTML 200',
    says: 'an HTML page',
    misbehaviour: whole(200, () => `<html><h1>${INTERNAL}</h1></html>`, { 'content-type': 'text/html' }),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'JSON',
    says: 'with JSON',
    misbehaviour: whole(200, () => `{"error":"${INTERNAL}"}`, { 'content-type': 'application/json' }),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'redirect',
    says: 'a redirect (HTTP 302), which is not followed',
    misbehaviour: whole(302, () => '', { location: `http://127.0.0.1/${INTERNAL}` }),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: '421',
    says: 'HTTP 421',
    misbehaviour: { ...whole(421, () => INTERNAL), executesNothing: true },
    answer: '502 backend-unreachable not-executed',
    calls: '3/3',
  },
  {
    name: '503 with Retry-After',
    says: 'no capacity',
    misbehaviour: { ...whole(503, () => INTERNAL, { 'retry-after': '0' }), executesNothing: true },
    answer: '503 overloaded not-executed',
    calls: '3/3',
  },
  { name: '503', says: 'HTTP 503', misbehaviour: whole(503, () => INTERNAL), answer: INVALID, calls: RETRIED },
  {
    name: 'truncated XML',
    says: 'cut off',
    misbehaviour: whole(200, (call) => good(call).slice(0, -30)),
    answer: EXECUTED,
    calls: ONCE,
  },
  ...([200, 400, 500] as const).map((status) => ({
    name: `fault with ${status}`,
    misbehaviour: whole(status, () => fault11('Server')),
    answer: '502 soap-fault executed',
    calls: ONCE,
  })),
  {
    name: 'fault that blames the caller',
    says: 'No more ink',
    misbehaviour: whole(500, () => fault11('Client')),
    answer: '400 soap-fault executed',
    calls: ONCE,
  },
  { name: 'SOAP 1.2 fault', misbehaviour: whole(500, () => FAULT12), answer: '502 soap-fault executed', calls: ONCE },
  {
    name: 'wrong charset',
    says: 'character encoding',
    misbehaviour: whole(200, (call) => Buffer.from(note(call, 'grüße'), 'latin1')),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'unknown charset',
    says: 'character encoding',
    misbehaviour: whole(200, good, { 'content-type': 'text/xml; charset=ebcdic-37' }),
    answer: INVALID,
    calls: ONCE,
  },
  { name: 'BOM of UTF-8', misbehaviour: whole(200, (call) => `\ufeff${note(call, 'ü')}`), answer: '200', calls: ONCE },
  {
    name: 'BOM of UTF-16',
    misbehaviour: whole(200, (call) => Buffer.from(`\ufeff${note(call, 'ü')}`, 'utf16le'), {
      'content-type': 'text/xml',
    }),
    answer: '200',
    calls: ONCE,
  },
  {
    name: 'windows-1252, declared',
    misbehaviour: whole(
      200,
      (call) => Buffer.from(`<?xml version="1.0" encoding="windows-1252"?>${note(call, '\x80')}`, 'latin1'),
      { 'content-type': 'text/xml' },
    ),
    answer: '200',
    calls: ONCE,
  },
  {
    name: 'gzip bomb',
    says: 'larger than the limit',
    misbehaviour: whole(200, () => BOMB, { ...XML, 'content-encoding': 'gzip' }),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'gzip bomb in a gzip bomb',
    says: 'larger than the limit',
    misbehaviour: whole(200, () => BOMB_OF_BOMBS, { ...XML, 'content-encoding': 'gzip, gzip' }),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'packed a thousand times',
    says: 'packed in a way',
    misbehaviour: whole(200, (call) => good(call), { ...XML, 'content-encoding': 'gzip,'.repeat(1000) }),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'packed and broken',
    says: 'cannot be unpacked',
    misbehaviour: whole(200, (call) => deflateSync(good(call)).subarray(0, 20), { 'content-encoding': 'deflate' }),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: '100 MB body, announced',
    says: 'larger than the limit',
    misbehaviour: {
      answer: (socket) => void socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${100 * MEGABYTE}\r\n\r\n<`),
    },
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: '100 MB body, not announced',
    says: 'larger than the limit',
    misbehaviour: { answer: endless },
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: '100,000 levels',
    says: 'nested deeper',
    misbehaviour: whole(200, (call) =>
      note(call, '<a>'.repeat(100_000) + '</a>'.repeat(100_000)).replaceAll('Note', 'More'),
    ),
    answer: EXECUTED,
    calls: ONCE,
  },
  {
    name: '100,000 attributes',
    says: 'more attributes',
    misbehaviour: whole(200, ({ operation, key }) =>
      answerXml(operation, key, `<More ${Array.from({ length: 100_000 }, (_, index) => `a${index}=""`).join(' ')}/>`),
    ),
    answer: EXECUTED,
    calls: ONCE,
  },
  {
    name: 'DTD',
    says: 'document type declaration',
    misbehaviour: whole(200, (call) => `<!DOCTYPE s:Envelope SYSTEM "http://127.0.0.1/${INTERNAL}.dtd">${good(call)}`),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'entities',
    says: 'document type declaration',
    misbehaviour: whole(200, (call) => LAUGHS + note(call, '&i;')),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'entities without a DTD',
    says: 'not well-formed',
    misbehaviour: whole(200, (call) => note(call, '&i;')),
    answer: EXECUTED,
    calls: ONCE,
  },
  {
    name: 'a character that XML has not',
    says: 'not well-formed',
    misbehaviour: whole(200, (call) => note(call, '&#0;')),
    answer: EXECUTED,
    calls: ONCE,
  },
  {
    name: 'wrong root',
    says: 'root element',
    misbehaviour: whole(200, () => `<${INTERNAL}/>`),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'wrong namespace of the envelope',
    says: 'namespace that is not that of SOAP',
    misbehaviour: whole(200, (call) => good(call).replace('schemas.xmlsoap.org', 'schemas.example.org')),
    answer: INVALID,
    calls: ONCE,
  },
  {
    name: 'wrong namespace of the body',
    says: 'does not fit',
    misbehaviour: whole(200, (call) => good(call).replace(LEDGER, 'urn:other')),
    answer: /^502 backend-invalid-response/,
    calls: ONCE,
  },
  {
    name: "another operation's body",
    says: 'does not fit',
    misbehaviour: whole(200, ({ key }) => answerXml('Erase', key)),
    answer: /^502 backend-invalid-response/,
    calls: ONCE,
  },
  {
    name: 'two envelopes',
    says: 'not well-formed',
    misbehaviour: whole(200, (call) => good(call) + good(call)),
    answer: /^502 backend-invalid-response/,
    calls: ONCE,
  },
];

/** Hundreds of megabytes in some hundred kilobytes: more than a reply may have. */
const BOMB = gzipSync(Buffer.alloc(100 * MEGABYTE, 0x20));
const BOMB_OF_BOMBS = gzipSync(BOMB);
