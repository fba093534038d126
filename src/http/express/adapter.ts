import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { maskProblem } from '../../auth/mask-text.ts';
import type { IsSecret } from '../../auth/redact.ts';
import { answerProblem } from '../../gateway/answer-problem.ts';
import type { GatewayRequest, GatewayResponse, HandleExchange } from '../../gateway/exchange.ts';
import { mergeHeaders } from '../../gateway/merge-headers.ts';
import { makeProblem, PROBLEM_MEDIA_TYPE } from '../../gateway/problem.ts';
import { createCancellation } from '../../soap/cancel-signal.ts';
import { chooseEncoding, isPackable, packAnswer } from '../compress.ts';
import { type ExchangeRecord, recordOf, sendAnswer } from '../exchange-record.ts';
import { readBodyBytes } from '../read-body.ts';
import { requestSecrets } from '../request-secrets.ts';

/**
 * Express to a plain exchange and back: the last middleware.
 * @param current - asked for each request, so that a reload takes effect between two of them
 * @param secrets - of the configuration, which a reload may change: no answer and no line of the log may hold them
 * @param secretHeaders - names of request headers that the same is true of
 * @param isSecret - of what a message names
 */
export function answerExchanges(
  current: () => HandleExchange,
  bodyBytesMax: number,
  secrets: () => readonly string[],
  secretHeaders: () => readonly string[],
  isSecret: () => IsSecret,
): RequestHandler {
  return async (request, response) => {
    const record = recordOf(response);
    const body = await readBodyBytes(request, bodyBytesMax, () => sayContinue(response));
    if (body === 'caller-gone') return;
    if ('problem' in body) return sendAnswer(request, response, answerProblem(body.problem, record));
    record.requestBytes = body.bytes.length;
    // Those at the time of the request: a reload may know no more of a header that this call depends on.
    const headerNames = secretHeaders();
    const isSecretName = isSecret();
    record.isSecret = isSecretName;
    const { path, query } = splitTarget(request.url);
    if (query === undefined) return sendAnswer(request, response, answerProblem(BAD_QUERY, record));
    const { headers } = request;
    record.secrets = (route) => {
      const sources = { headers, headerNames, route, path, query, body: body.bytes, isSecret: isSecretName };
      return [...secrets(), ...requestSecrets(sources)];
    };

    const caller = createCancellation();
    record.abandon = () => caller.cancel();
    const answer = await current()({
      method: request.method,
      path,
      query,
      headers: headersOf(request, record),
      body: body.bytes,
      requestId: record.requestId,
      signal: caller.signal,
      onRoute: (names) => {
        record.routed = names;
      },
    });
    if (answer.headers['Content-Type'] === PROBLEM_MEDIA_TYPE) {
      return response.destroyed ? undefined : sendAnswer(request, response, masked(answer, record));
    }
    const sent = isPackable(answer) ? await packFor(request, answer) : answer;
    if (!response.destroyed) sendAnswer(request, response, sent);
  };
}

/** In its turn: Node would put what a queued answer says behind the head of that answer. */
function sayContinue(response: ServerResponse): void {
  const say = (): void => {
    if (!response.headersSent) response.writeContinue();
  };
  if (response.socket !== null) say();
  else response.once('socket', say);
}

/** A backend may repeat in its fault what it was sent; an answer that is given again holds its words as well. */
function masked(answer: GatewayResponse, { secrets, isSecret }: ExchangeRecord): GatewayResponse {
  return typeof answer.body === 'string'
    ? { ...answer, body: maskProblem(answer.body, secrets(answer.route), isSecret) }
    : answer;
}

/** Packed as the caller takes it; caches are told that it depends on that. */
function packFor({ headers }: IncomingMessage, answer: GatewayResponse): GatewayResponse | Promise<GatewayResponse> {
  const encoding = chooseEncoding(headers['accept-encoding'] as string | undefined);
  const vary = answer.headers.Vary === undefined ? 'Accept-Encoding' : `${answer.headers.Vary}, Accept-Encoding`;
  const varying = { ...answer, headers: mergeHeaders(answer.headers, { Vary: vary }) };
  return encoding === undefined ? varying : packAnswer(varying, encoding);
}

/** Where traces are on, the backend is told of the span here and not of the caller's. */
function headersOf({ headers }: IncomingMessage, { span }: ExchangeRecord): GatewayRequest['headers'] {
  // Only `set-cookie` would be a list, and that is a header of responses.
  const sent = headers as GatewayRequest['headers'];
  return span === undefined ? sent : { ...sent, ...span.headers };
}

/** Nobody writes to the query of a request. */
const NO_QUERY = new URLSearchParams();

/** As for a path: what stands for no text is refused, and not changed to U+FFFD or taken as it stands (RFC 3986 §2.1). */
const BAD_QUERY = makeProblem('bad-request', { detail: 'The query is not well-formed.' });

/** The request target as path, still percent-encoded, and query (RFC 9112 §3.2: origin-form and absolute-form). */
function splitTarget(target: string): { readonly path: string; readonly query: URLSearchParams | undefined } {
  const local = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '');
  const mark = local.indexOf('?');
  if (mark < 0) return { path: local === '' ? '/' : local, query: NO_QUERY };
  return { path: mark === 0 ? '/' : local.slice(0, mark), query: parseQuery(local.slice(mark + 1)) };
}

/** Undefined where a percent sign stands without digits, or where bytes are not UTF-8. */
function parseQuery(text: string): URLSearchParams | undefined {
  try {
    decodeURIComponent(text);
  } catch {
    return undefined;
  }
  return new URLSearchParams(text);
}
