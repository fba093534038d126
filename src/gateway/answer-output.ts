import type { AnswerNames } from './answer-problem.ts';
import type { AnswerStream, GatewayResponse } from './exchange.ts';
import { JSON_LINES, toLines } from './json-lines.ts';
import { mergeHeaders } from './merge-headers.ts';
import type { HttpRule } from './rule/http-rule.ts';

/** Whether a caller gets lines, and whether the route has them for those who ask. */
interface LinesChoice {
  readonly isLines: boolean;
  readonly hasLines: boolean;
}

/** The answer that a whole output makes: JSON or lines; 202 for a one-way operation, 204 where nothing is to be said. */
export function answerOutput(
  rule: HttpRule,
  body: string | Uint8Array | undefined,
  names: AnswerNames,
  { isLines, hasLines }: LinesChoice,
): GatewayResponse {
  const headers = successHeaders(rule, hasLines);
  if (isLines && body !== undefined && rule.operation.codec.output !== undefined) {
    const ofLines = { ...headers, 'Content-Type': JSON_LINES };
    return { status: rule.status ?? 200, headers: ofLines, body: toLines(body), ...names };
  }
  if (rule.operation.codec.output === undefined) return answerJson(rule.status ?? 202, undefined, {}, names);
  const status = rule.status ?? 200;
  // 200 promises content; 201 and its like stand without.
  return answerJson(body === undefined && status === 200 ? 204 : status, body, headers, names);
}

/** An answer in JSON; without content where the status has none, or nothing is to be said. */
export function answerJson(
  status: number,
  body: string | Uint8Array | undefined,
  headers: Readonly<Record<string, string>>,
  names: AnswerNames,
): GatewayResponse {
  const { route, log } = names;
  if (body === undefined || status === 204) return { status, headers, route, log };
  return { status, headers: mergeHeaders(headers, JSON_TYPE), body, route, log };
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The answer that is sent while it arrives. */
export function answerStream(
  rule: HttpRule,
  stream: AnswerStream,
  names: AnswerNames,
  { isLines, hasLines }: LinesChoice,
): GatewayResponse {
  const headers = { ...successHeaders(rule, hasLines), 'Content-Type': isLines ? JSON_LINES : 'application/json' };
  return { status: rule.status ?? 200, headers, stream, ...names };
}

/**
 * What caches may do with answers of a route: by default, keep none. Where there are several forms of an answer each of them
 * says so (RFC 9110 §12.5.5), also the one that nobody had to ask for.
 */
export function successHeaders({ cacheControl }: HttpRule, hasLines: boolean): Readonly<Record<string, string>> {
  const keep = cacheControl ?? 'no-store';
  return hasLines ? { 'Cache-Control': keep, Vary: 'Accept' } : { 'Cache-Control': keep };
}
