import { isIP } from 'node:net';
import { z } from 'zod';
import { parseDuration, parseSize } from './units.ts';

/** Starts the message of an unknown setting; the names that exist follow, separated by spaces. */
export const KNOWN_SETTINGS = 'known settings: ';

/** A strict object whose complaint about an unknown member carries the names that it knows. */
export function settings<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `${KNOWN_SETTINGS}${Object.keys(shape).join(' ')}` : undefined,
  });
}

const DURATION_WANTED = 'expected a duration with its unit, such as 500ms, 30s, 2m or 6h';
/** Text with a unit, to milliseconds. */
export const duration = z
  .string({ error: DURATION_WANTED })
  .refine((text) => (parseDuration(text) ?? 0) > 0, { error: DURATION_WANTED })
  .transform((text) => parseDuration(text) ?? 0);

const SIZE_WANTED = 'expected a size with its unit, such as 512B, 64KB or 1MiB';
/** Text with a unit, to bytes. */
export const size = z
  .string({ error: SIZE_WANTED })
  .refine((text) => (parseSize(text) ?? 0) > 0, { error: SIZE_WANTED })
  .transform((text) => parseSize(text) ?? 0);

/** A TCP port; 0 lets the system choose. */
export const port = z.int().min(0).max(65535);
/** A whole number from 1. */
export const count = z.int().min(1).max(1_000_000_000);
/** Text that is not empty. */
export const text = z.string().min(1);
/** An http or https URL. */
export const url = z.url({ protocol: /^https?$/, error: 'expected a URL that starts with http:// or https://' });
/** The name of an HTTP header. */
export const httpHeaderName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/, { error: 'expected the name of an HTTP header' });
/** Text of an HTTP header. No line breaks: they would start another header. */
export const httpHeaderValue = z
  .string()
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, { error: 'expected the text of an HTTP header' });

/** Ranges that proxies are trusted in by name. */
const NAMED_RANGES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** An address, a range of addresses (`10.0.0.0/8`), or one of the ranges that have a name. */
export const proxyRange = text.refine(isProxyRange, {
  error: 'expected an address, a range such as 10.0.0.0/8, or loopback, linklocal or uniquelocal',
});

function isProxyRange(range: string): boolean {
  if (NAMED_RANGES.has(range)) return true;
  const [address = '', prefix, ...rest] = range.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (version === 4 ? 32 : 128);
}
