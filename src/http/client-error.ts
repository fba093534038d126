import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { makeProblem, PROBLEM_MEDIA_TYPE, type Problem, renderProblem } from '../gateway/problem.ts';

/**
 * Answers what is no HTTP request, or did not come in time, and closes: there is no telling where a next request would
 * begin. Where earlier requests of the connection wait for their answers, these are all that is sent: the caller would take
 * another for the first of them (RFC 9112 §9.2). Nothing is sent where the answer to the request itself has begun already.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  const response = responseAtWork(socket);
  const isGone = !socket.writable || error.code === 'ECONNRESET';
  if (!isGone && response?.req.complete === true) {
    closeAfterAnswers(socket, response);
    return;
  }
  if (isGone || response?.headersSent === true) {
    socket.destroy(error);
    return;
  }
  const problem = clientProblem(error.code);
  const id = randomUUID();
  const body = renderProblem(problem, id);
  const head = [
    `HTTP/1.1 ${problem.status} ${REASONS[problem.status] ?? 'Bad Request'}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${id}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
};

function clientProblem(code: string | undefined): Problem {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return makeProblem('request-timeout');
    case 'HPE_HEADER_OVERFLOW':
      return makeProblem('too-large', { detail: 'The headers are too large.' }, 431);
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return makeProblem('too-large', { detail: 'The chunk extensions are too large.' });
    default:
      return makeProblem('bad-request', { detail: 'This is not a well-formed HTTP request.' });
  }
}

/** Set where the connection ends with the answers it owes: every further byte is an error again. */
const CLOSING = Symbol('closes after its answers');

type ServedSocket = Socket & { readonly _httpMessage?: ServerResponse | null; [CLOSING]?: true };

function closeAfterAnswers(socket: ServedSocket, first: ServerResponse): void {
  if (socket[CLOSING]) return;
  socket[CLOSING] = true;
  const follow = (response: ServerResponse): void => {
    response.once('finish', () => {
      const next = responseAtWork(socket);
      if (next?.req.complete === true) follow(next);
      else socket.destroySoon();
    });
  };
  follow(first);
}

/** Node keeps the response at work on the socket, without a public name for it. With the end of one it is the next. */
function responseAtWork(socket: ServedSocket): ServerResponse | undefined {
  return socket._httpMessage ?? undefined;
}
