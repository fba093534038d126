/**
 * The canned backend, in a process of its own: fixed bytes for each case, chosen by the credential type in the request.
 * Prints its port.
 */
import { type AddressInfo, createServer } from 'node:net';
import { benchCases } from './cases.ts';
import { scanMessages } from './http-bytes.ts';

const replies = new Map(
  benchCases().map(({ path, reply }) => [path.slice(path.lastIndexOf('/') + 1), httpReply(reply)]),
);
const notFound = Buffer.from('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');

function httpReply(xml: string): Buffer {
  const body = Buffer.from(xml);
  const head = `HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** The type stands in `<Type>…</Type>`, whatever the prefix. */
function replyTo(request: Buffer): Buffer {
  const type = /Type[^>]*>([a-z0-9-]+)</u.exec(request.toString('latin1'))?.[1] ?? '';
  return replies.get(type) ?? notFound;
}

const server = createServer({ noDelay: true }, (socket) => {
  const scanner = scanMessages(true, (_head, body) => void socket.write(replyTo(body)));
  socket.on('data', (bytes) => scanner.push(bytes));
  socket.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
