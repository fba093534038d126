import type { IncomingHttpHeaders } from 'node:http';
import { SECRET_LENGTH_MIN } from '../auth/mask-text.ts';
import type { IsSecret } from '../auth/redact.ts';
import { decodeJson, parseJson } from '../json/parse.ts';
import { BigNumeral, isJsonObject, type JsonValue } from '../json/value.ts';

const HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'x-api-key'] as const;

/** What may hold secrets of a request. */
export interface SecretSources {
  readonly headers: IncomingHttpHeaders;
  /** Of further headers that hold credentials, in lower case. */
  readonly headerNames: readonly string[];
  /** Template of the route that answered; undefined where none did. */
  readonly route: string | undefined;
  /** As sent, percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
  /** Of members, variables and parameters, by their names. */
  readonly isSecret: IsSecret;
}

/**
 * Texts of a request that must not be shown: its credentials, and the values under secret names in its path, query and body.
 * Asked for only when a backend's own words are to be shown, which may repeat what it was sent.
 */
export function requestSecrets(request: SecretSources): readonly string[] {
  const { headers, headerNames, route = '', path, query, body, isSecret } = request;
  const found = new Set<string>();
  for (const name of [...HEADERS, ...headerNames]) for (const text of credentialsIn(headers[name])) found.add(text);
  for (const [name, text] of [...pathVariables(route, path), ...query]) if (isSecret(name)) found.add(text);
  for (const text of secretsIn(readQuietly(body), isSecret, false)) found.add(text);
  return [...found].filter((text) => text.length >= SECRET_LENGTH_MIN);
}

/** Names and values; a path that a template takes has as many segments. */
function pathVariables(template: string, path: string): readonly (readonly [string, string])[] {
  const segments = path.split('/');
  return template.split('/').flatMap((segment, index) => {
    const [, name] = /^\{(.+)\}$/.exec(segment) ?? [];
    return name === undefined ? [] : [[name, decodeQuietly(segments[index] ?? '')] as const];
  });
}

function decodeQuietly(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function credentialsIn(header: string | readonly string[] | undefined): readonly string[] {
  if (typeof header !== 'string') return header ?? [];
  // RFC 9110 §11.4 has one space; those who read the header take any number.
  const [scheme = '', token = ''] = header.trim().split(/\s+/, 2);
  if (!/^basic$/i.test(scheme)) return [header, token];
  const [, ...password] = Buffer.from(token, 'base64').toString('utf8').split(':');
  return [token, password.join(':')];
}

function readQuietly(body: Uint8Array): JsonValue {
  if (body.length === 0) return null;
  try {
    return parseJson(decodeJson(body));
  } catch {
    return null;
  }
}

function secretsIn(value: JsonValue, isSecret: IsSecret, isWithin: boolean): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => secretsIn(each, isSecret, isWithin));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([name, inner]) => secretsIn(inner, isSecret, isWithin || isSecret(name)));
  }
  if (!isWithin) return [];
  if (value instanceof BigNumeral) return [value.numeral];
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}
