import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { SoapVersion } from '../wsdl/model/binding.ts';
import type { Answer, AnswerCall, FaultAnswer, RawAnswer } from './answer.ts';
import { type DispatchBy, soapActionOf } from './dispatch.ts';
import type { EndpointOperation, SoapEndpoint } from './endpoint.ts';
import { findEndpoint } from './find-endpoint.ts';
import { plain, readBody, reset, send, sendPart } from './http-reply.ts';
import type { Misbehave, Misbehaviour } from './misbehaviour.ts';
import { type ReadRequest, readRequest } from './read-request.ts';
import { renderFault, renderOutput } from './render-reply.ts';
import { type RenderFailure, RequestError } from './request-failure.ts';

/** What a SOAP server consists of. */
export interface SoapServerOptions {
  readonly endpoints: readonly SoapEndpoint[];
  readonly answer: AnswerCall;
  readonly renderFailure: RenderFailure;
  readonly dispatchBy: DispatchBy;
  /** Default: the loopback. */
  readonly host?: string;
  /** Default: the system chooses. */
  readonly port?: number;
  readonly misbehave?: Misbehave;
  /** Told of each request once it is answered. */
  readonly observe?: (exchange: ObservedExchange) => void;
}

/** One request as it went, for a log; holds no content. */
export interface ObservedExchange {
  readonly path: string;
  readonly selector: string | undefined;
  readonly status: number;
  /** Reason of a fault that this server gave. */
  readonly reason?: string;
}

/** A server that listens. */
export interface SoapServer extends AsyncDisposable {
  /** `http://host:port`, without a path. */
  readonly url: string;
  /** Ends open connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves endpoints over HTTP: SOAP 1.1 and 1.2 by POST, documents by GET with a query. Requests are validated before they
 * are answered; faults have the status that their version gives them.
 */
export async function startSoapServer(options: SoapServerOptions): Promise<SoapServer> {
  const closing = new AbortController();
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    serve(request, response, { options, counts, url, closing: closing.signal }).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = options.host === undefined || options.host === '0.0.0.0' ? '127.0.0.1' : options.host;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const close = async () => {
    closing.abort();
    server.close();
    server.closeAllConnections();
    if (server.listening) await once(server, 'close');
  };
  return { url, close, [Symbol.asyncDispose]: close };
}

interface Serving {
  readonly options: SoapServerOptions;
  readonly counts: Map<string, number>;
  readonly url: string;
  readonly closing: AbortSignal;
}

async function serve(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const { options, url } = serving;
  const target = new URL(request.url ?? '/', url);
  const endpoint = findEndpoint(options.endpoints, target.pathname);
  if (endpoint === undefined) return send(response, plain(404, 'there is no endpoint here'));
  if (request.method === 'GET') return send(response, documentReply(endpoint, target, request, url));
  if (request.method !== 'POST') return send(response, plain(405, 'send a SOAP request by POST'));
  const named = operationByAction(endpoint, soapActionOf(request.headers));
  const nth = (serving.counts.get(named?.selector ?? '') ?? 0) + 1;
  serving.counts.set(named?.selector ?? '', nth);
  const misbehaviour = options.misbehave?.({ path: target.pathname, selector: named?.selector, nth });
  if (isReset(misbehaviour, 'before-reading')) return reset(request);

  const body = await readBody(request);
  if (body === undefined) return send(response, plain(413, 'the request is too large'));
  const outcome = await answerOnce(request, response, { body, endpoint, misbehaviour }, serving);
  if (outcome === undefined) return;
  options.observe?.({ path: target.pathname, selector: named?.selector, ...outcome });
}

interface Arrived {
  readonly body: Buffer;
  readonly endpoint: SoapEndpoint;
  readonly misbehaviour: Misbehaviour | undefined;
}

/** @returns what to log; undefined when nothing was sent */
async function answerOnce(
  request: IncomingMessage,
  response: ServerResponse,
  { body, endpoint, misbehaviour }: Arrived,
  { options, closing }: Serving,
): Promise<{ readonly status: number; readonly reason?: string } | undefined> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, closing]);
  const act = misbehaviour?.act;
  if (isReset(misbehaviour, 'after-reading')) return void reset(request);
  // A server does not notice that its client has gone: what was read is executed all the same.
  if (misbehaviour?.delayMs !== undefined) await delay(misbehaviour.delayMs, undefined, { signal: closing });
  if (act?.kind === 'silence') return undefined;

  const unsupported = unsupportedMediaType(request, endpoint);
  if (unsupported !== undefined) return sent(response, unsupported);
  let read: ReadRequest;
  try {
    read = readRequest(body, request.headers, endpoint, options.dispatchBy);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const fault = options.renderFailure(error.failure);
    return sent(response, renderFault(fault, versionFor(request, endpoint)), fault.reason);
  }
  const call = { ...read, httpHeaders: request.headers, signal };
  const answer = act?.kind === 'answer' ? act.answer : await answerSafely(options.answer, call);
  if (isReset(misbehaviour, 'after-executing')) return void reset(request);
  const reply = render(answer, read.called);
  if (act?.kind === 'truncate' || isReset(misbehaviour, 'within-reply')) {
    return sendPart(request, response, reply, act?.kind === 'truncate');
  }
  return sent(response, reply, answer.kind === 'fault' ? answer.reason : undefined);
}

async function answerSafely(answer: AnswerCall, call: Parameters<AnswerCall>[0]): Promise<Answer> {
  try {
    return await answer(call);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'the answer failed';
    return { kind: 'fault', blame: 'receiver', reason } satisfies FaultAnswer;
  }
}

function render(answer: Answer, called: EndpointOperation): RawAnswer {
  switch (answer.kind) {
    case 'raw':
      return answer;
    case 'output':
      return renderOutput(answer, called);
    case 'fault':
      return renderFault(answer, called.operation.soapVersion, called);
  }
}

function isReset(misbehaviour: Misbehaviour | undefined, when: string): boolean {
  return misbehaviour?.act?.kind === 'reset' && misbehaviour.act.when === when;
}

function operationByAction(endpoint: SoapEndpoint, action: string): EndpointOperation | undefined {
  return endpoint.operations.find(({ operation }) => operation.soapAction === action);
}

/** The version in which to answer a request that could not be read: that of its content type, else of the endpoint. */
function versionFor(request: IncomingMessage, { operations }: SoapEndpoint): SoapVersion {
  const versions = new Set(operations.map(({ operation }) => operation.soapVersion));
  const asked = /soap\+xml/i.test(request.headers['content-type'] ?? '') ? '1.2' : '1.1';
  return versions.has(asked) || versions.size === 0 ? asked : asked === '1.1' ? '1.2' : '1.1';
}

function unsupportedMediaType(request: IncomingMessage, endpoint: SoapEndpoint): RawAnswer | undefined {
  const type = request.headers['content-type'] ?? '';
  const media = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const encoded = request.headers['content-encoding'] ?? 'identity';
  if (encoded === 'identity' && ['', 'text/xml', 'application/soap+xml', 'application/xml'].includes(media)) {
    return undefined;
  }
  const expected =
    versionFor(request, endpoint) === '1.1' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
  return plain(415, `the content type '${type}' was not the expected type '${expected}'`);
}

function documentReply(endpoint: SoapEndpoint, target: URL, request: IncomingMessage, url: string): RawAnswer {
  const host = request.headers.host ?? '';
  const origin = /^[\w.:[\]-]+$/.test(host) ? `http://${host}` : url;
  const text = endpoint.document(decodeURIComponent(target.search.slice(1)), origin);
  if (text !== undefined) return { kind: 'raw', status: 200, contentType: 'text/xml; charset=utf-8', body: text };
  return plain(target.search === '' ? 400 : 404, 'this is a SOAP endpoint; its WSDL is at ?wsdl');
}

function sent(response: ServerResponse, reply: RawAnswer, reason?: string) {
  send(response, reply);
  return { status: reply.status, ...(reason === undefined ? {} : { reason }) };
}
