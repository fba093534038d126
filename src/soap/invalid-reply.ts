import { DecodeError } from '../codec/message-codec.ts';
import { XmlError, type XmlRule } from '../xml/error.ts';
import { BackendError } from './call.ts';
import type { TransportReply } from './transport.ts';

/** A reply that is no SOAP reply of the operation. The message completes "The backend answered with …". */
export class NotSoapError extends Error {
  override readonly name = 'NotSoapError';
}

const XML_FAULTS: Readonly<Record<XmlRule, string>> = {
  'xml/not-well-formed': 'XML that is not well-formed',
  'xml/doctype': 'XML that has a document type declaration, which SOAP forbids',
  'xml/truncated': 'XML that is cut off',
  'xml/unexpected-element': 'XML that has an element where only text may stand',
  'xml/too-deep': 'XML that is nested deeper than the limit allows',
  'xml/too-many-attributes': 'XML that has more attributes on an element than the limit allows',
  'xml/too-many-elements': 'XML that has more elements than the limit allows',
  'xml/too-large': 'XML that is larger than the limit allows',
  'xml/encoding': 'text that is not in the character encoding it declares',
};

/** Statuses by which a server says that it did not do it (RFC 9110 §15.5, RFC 6585 §4), for bodies that are not SOAP. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 405, 407, 413, 414, 415, 431, 501]);

/**
 * What a reply that cannot be read means to the caller. The words say what was found and quote nothing of it; of a value
 * that its type cannot read they give the pointer.
 * @param reached - true when the operation's own body element was met, so that it was certainly executed
 */
export function invalidReply(reply: TransportReply, error: unknown, reached: boolean): BackendError {
  if (!(error instanceof NotSoapError || error instanceof XmlError || error instanceof DecodeError)) throw error;
  const succeeded = reply.status >= 200 && reply.status < 300;
  if (error instanceof DecodeError) {
    const message = `The backend's answer does not fit the WSDL at ${error.message}`;
    const { status: httpStatus } = reply;
    const outcome = succeeded && reached ? 'executed' : 'unknown';
    return new BackendError('invalid-response', outcome, message, { cause: error, httpStatus, isMismatch: reached });
  }
  const found = error instanceof XmlError ? XML_FAULTS[error.rule] : error.message;
  if (!succeeded) {
    // Who sends an envelope is the service and no proxy in front of it, so the status does not prove that it did nothing.
    if (hasEnvelope(reply)) {
      return invalid(reply, 'unknown', `The backend answered HTTP ${reply.status} with ${found}.`, error);
    }
    return statusFailure(reply, found, error);
  }
  return invalid(reply, reached ? 'executed' : 'unknown', `The backend answered with ${found}.`, error);
}

/** Bytes within which the envelope of a reply begins. */
const PROLOG_MAX = 64 * 1024;

/** Whether there is an envelope, however little of it can be read: cut off, in bytes of another encoding, in a multipart message. */
function hasEnvelope({ body }: TransportReply): boolean {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, PROLOG_MAX)).toString('latin1');
  // UTF-16 has a NUL beside each letter.
  return /<(?:[^\s<>:]+:)?Envelope(?:[\s/>]|$)/.test(text.replaceAll('\0', ''));
}

function statusFailure(reply: TransportReply, found: string, cause: Error): BackendError {
  const { status } = reply;
  const retryAfterSeconds = parseRetryAfter(reply.headers['retry-after']);
  if (status === 429 || (status === 503 && retryAfterSeconds !== undefined)) {
    return new BackendError('overloaded', 'not-executed', 'The backend has no capacity at the moment.', {
      cause,
      httpStatus: status,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  }
  if (status === 421) {
    return new BackendError('unreachable', 'not-executed', 'The backend does not serve this host (HTTP 421).', {
      cause,
      httpStatus: status,
    });
  }
  const outcome = REFUSALS.has(status) ? 'not-executed' : 'unknown';
  if (status === 401 || status === 407) {
    return invalid(reply, outcome, `The backend refused the gateway's own credentials (HTTP ${status}).`, cause);
  }
  if (status >= 300 && status < 400) {
    return invalid(
      reply,
      outcome,
      `The backend answered with a redirect (HTTP ${status}), which is not followed.`,
      cause,
    );
  }
  return invalid(reply, outcome, `The backend answered HTTP ${status} with ${found}.`, cause);
}

function invalid(reply: TransportReply, outcome: BackendError['outcome'], message: string, cause: Error): BackendError {
  return new BackendError('invalid-response', outcome, message, { cause, httpStatus: reply.status });
}

/** Seconds of `Retry-After`, given as such or as a date (RFC 9110 §10.2.3); undefined when absent or unreadable. */
function parseRetryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value);
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, Math.ceil((dateMs - Date.now()) / 1000));
}
