/** Makes a fault's reason fit for callers; compiled once for a backend. */
export type PublicReason = (reason: string) => string;

/** Characters of a reason that callers get. */
const REASON_MAX = 2_000;

/** Where a stack trace begins: a frame of .NET or Java (anywhere in a line), of PHP, Python, or .NET's separator. */
const STACK_TRACE = /\sat\s[^\s(]{1,200}\.[^\s(.]{1,100}\(|\n\s*#0\s|Traceback \(most recent|\s--- End of /;

/** Paths of Windows, of a share, and of the usual roots of Unix; IPv4 addresses with their port. */
const PLACES =
  /(?<![\w])[A-Za-z]:[\\/][^\s"'<>|]*|\\\\[\w.-]+\\[^\s"'<>|]*|(?<![\w:/.])\/(?:app|etc|home|mnt|opt|root|srv|tmp|usr|Users|var)\/[^\s"'<>]*|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.]*\w)/g;

/**
 * Servers put stack traces, file paths and their own address into the reason of a fault (ASP.NET with custom errors off,
 * WCF's `AddressFilter mismatch`). Callers get what stands before the trace, with places replaced by `…`; the log has all.
 * @param address - of the backend; `''` when it has none
 */
export function compilePublicReason(address: string): PublicReason {
  const own = URL.canParse(address) ? ownAddress(new URL(address).hostname) : undefined;
  return (reason) => {
    const bounded = reason.slice(0, REASON_MAX);
    const trace = STACK_TRACE.exec(bounded);
    const told = trace === null ? bounded : bounded.slice(0, trace.index).trimEnd();
    const withoutPlaces = told.replace(PLACES, '…');
    return own === undefined ? withoutPlaces : withoutPlaces.replace(own, '…');
  };
}

function ownAddress(hostname: string): RegExp {
  const literal = hostname.replace(/[^\w]/g, '\\$&');
  return new RegExp(`(?:https?://)?(?<![\\w.-])${literal}(?![\\w-])(?::\\d+)?(?:/[^\\s"'<>]*)?`, 'gi');
}
