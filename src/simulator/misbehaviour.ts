import type { Answer } from './answer.ts';

/** What is known of a request when only its head has been read. */
export interface ArrivingRequest {
  readonly path: string;
  /** `{service}.{Operation}` as the SOAPAction tells; undefined when it names no operation. */
  readonly selector: string | undefined;
  /** How many requests have named this operation, this one included. */
  readonly nth: number;
}

/** How a server fails on purpose. `delayMs` is waited before the call is executed. */
export interface Misbehaviour {
  readonly delayMs?: number;
  readonly act?:
    | { readonly kind: 'answer'; readonly answer: Answer }
    | { readonly kind: 'reset'; readonly when: 'before-reading' | 'after-reading' | 'after-executing' | 'within-reply' }
    | { readonly kind: 'truncate' }
    | { readonly kind: 'silence' };
}

/** Decides how to treat a request; undefined: as it should be treated. */
export type Misbehave = (request: ArrivingRequest) => Misbehaviour | undefined;

/** Bytes that are no HTTP body of any SOAP server. */
export const garbage: Misbehaviour = raw(200, 'text/xml; charset=utf-8', '\u0001\u0002 not xml <<<>');

/** The error page of a web server in front. */
export const htmlErrorPage: Misbehaviour = raw(
  502,
  'text/html',
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
);

/** HTTP 200 with nothing in it. */
export const emptyReply: Misbehaviour = raw(200, 'text/xml; charset=utf-8', '');

function raw(status: number, contentType: string, body: string): Misbehaviour {
  return { act: { kind: 'answer', answer: { kind: 'raw', status, contentType, body } } };
}
