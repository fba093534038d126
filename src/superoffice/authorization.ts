/** What the Authorization header of a request says. */
export type Authorization =
  | { readonly kind: 'none' }
  | { readonly kind: 'ticket'; readonly ticket: string }
  | { readonly kind: 'basic'; readonly userName: string; readonly password: string }
  /** The detail is for the caller, and quotes nothing. */
  | { readonly kind: 'unusable'; readonly detail: string };

const VALUE_MAX = 8192;

/**
 * Reads `Bearer 7T:…`, `SOTicket 7T:…` (RFC 6750 §2.1 and NetServer's own WebAPI) and `Basic …` (RFC 7617, UTF-8). Names of
 * schemes are in any letter case (RFC 9110 §11.1).
 */
export function readAuthorization(header: string | undefined): Authorization {
  if (header === undefined || header.trim() === '') return { kind: 'none' };
  if (header.length > VALUE_MAX) return unusable('The Authorization header is too long.');
  const plain = plainTicket(header);
  if (plain !== undefined) return { kind: 'ticket', ticket: plain };
  const [, scheme = '', credentials = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(header) ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
    case 'soticket':
      return TICKET.test(credentials)
        ? { kind: 'ticket', ticket: credentials }
        : unusable('The Authorization header does not hold one ticket.');
    case 'basic':
      return readBasic(credentials);
    default:
      return unusable('The Authorization header takes the schemes Bearer, SOTicket and Basic.');
  }
}

/** The ticket of a header as nearly all are written; undefined for any other, right or wrong. */
function plainTicket(header: string): string | undefined {
  if (!header.startsWith('SOTicket ') && !header.startsWith('Bearer ')) return undefined;
  const credentials = header.slice(header.indexOf(' ') + 1);
  return TICKET.test(credentials) ? credentials : undefined;
}

/** Visible ASCII, as tickets are: nothing that XML could not carry, and no second value behind a comma. */
const TICKET = /^[\x21-\x2b\x2d-\x7e]+$/;

function readBasic(credentials: string): Authorization {
  const unreadable = unusable('The Basic credentials cannot be read: base64 of "user:password" in UTF-8 is wanted.');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(credentials)) return unreadable;
  let pair: string;
  try {
    pair = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(credentials, 'base64'));
  } catch {
    return unreadable;
  }
  const colon = pair.indexOf(':');
  // RFC 7617 §2: neither part may hold control characters.
  const hasControl = [...pair].some((character) => character < ' ' || character === '\x7f');
  if (colon < 1 || hasControl) return unreadable;
  return { kind: 'basic', userName: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

function unusable(detail: string): Authorization {
  return { kind: 'unusable', detail };
}

/** The challenges of a 401 (RFC 9110 §11.6.1). @param invalid - a ticket was sent and is not valid (RFC 6750 §3.1) */
export function challenge(invalid: boolean): Readonly<Record<string, string>> {
  const bearer = `Bearer realm="SuperOffice"${invalid ? ', error="invalid_token"' : ''}`;
  return { 'WWW-Authenticate': `${bearer}, SOTicket realm="SuperOffice", Basic realm="SuperOffice", charset="UTF-8"` };
}
