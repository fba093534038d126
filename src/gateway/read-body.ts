import { decodeJson, parseJson } from '../json/parse.ts';
import { JsonSyntaxError } from '../json/syntax-error.ts';
import type { JsonValue } from '../json/value.ts';
import type { GatewayRequest } from './exchange.ts';
import { isJsonContentType } from './negotiate.ts';
import { makeProblem, type Problem } from './problem.ts';

/** The JSON of a request's body (undefined when there is none), or why it cannot be read. */
export type ReadBodyResult = { readonly body: JsonValue | undefined } | { readonly problem: Problem };

/** Reads the body as JSON. An empty body is none, whatever its type. */
export function readJsonBody({ body, headers }: GatewayRequest, depthMax: number): ReadBodyResult {
  if (body.length === 0) return { body: undefined };
  if (!isJsonContentType(headers['content-type'])) {
    const detail = 'The body must be declared as application/json, in UTF-8.';
    return { problem: makeProblem('unsupported-media-type', { detail, headers: { Accept: 'application/json' } }) };
  }
  try {
    return { body: parseJson(decodeJson(body), { depthMax }) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { problem: makeProblem('malformed-json', { detail: `${error.message}.` }) };
  }
}
