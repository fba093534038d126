import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { makeProblem, PROBLEM_MEDIA_TYPE, type Problem, renderProblem } from '../gateway/problem.ts';

/**
 * Answers what is no HTTP request, or did not come in time, and closes: there is no telling where a next request would
 * begin. Nothing is sent where an answer has begun already.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET' || hasBegunAnswer(socket)) {
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

/** Node keeps the response at work on the socket, without a public name for it. */
function hasBegunAnswer(socket: Socket): boolean {
  const { _httpMessage: response } = socket as Socket & { readonly _httpMessage?: { readonly headersSent?: boolean } };
  return response?.headersSent === true;
}
