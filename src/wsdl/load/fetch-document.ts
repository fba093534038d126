import { Agent, fetch, type Response } from 'undici';
import type { LoadLimits } from './limits.ts';
import type { HttpAccess, LoadOptions } from './options.ts';

/** Bytes of a document from the network and the URL that answered, or why there are none. */
export type FetchOutcome =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly url: URL; readonly contentType?: string }
  | { readonly kind: 'refused'; readonly origin: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Fetches documents for one WSDL: credentials go to its own origin alone, and every redirect is checked again. */
export interface DocumentFetcher {
  /** True when documents of that origin may be fetched. */
  permits(origin: string): boolean;
  fetch(url: URL): Promise<FetchOutcome>;
  /** Frees its sockets. */
  close(): Promise<void>;
}

/**
 * Makes the fetcher of one load.
 * @param source - the WSDL when it was given by URL; undefined when it is a file, then no origin is its own
 */
export function createFetcher(source: URL | undefined, options: LoadOptions, limits: LoadLimits): DocumentFetcher {
  const home = source?.origin;
  const allowed = new Set(options.allowedOrigins ?? []);
  const permits = (origin: string) => origin === home || allowed.has(origin) || allowed.has('*');
  const own = credentials(options.access, source);
  const tls = options.access?.tls;
  const plain = new Agent({ connect: { timeout: limits.fetchTimeoutMs } });
  const trusted =
    tls === undefined ? plain : new Agent({ connect: { timeout: limits.fetchTimeoutMs, ...connect(tls) } });

  async function follow(start: URL): Promise<FetchOutcome> {
    const signal = AbortSignal.timeout(limits.fetchTimeoutMs);
    let url = start;
    for (let hop = 0; hop <= limits.redirectsMax; hop += 1) {
      if (!permits(url.origin)) return { kind: 'refused', origin: url.origin };
      const atHome = url.origin === home;
      const headers = { accept: 'text/xml, application/xml, */*;q=0.5', ...(atHome ? own : {}) };
      const dispatcher = atHome ? trusted : plain;
      const response = await fetch(withoutUserInfo(url).href, { redirect: 'manual', signal, headers, dispatcher });
      const target = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (target === null) return await body(response, url, limits.documentBytesMax);
      await response.body?.cancel();
      if (!URL.canParse(target, url.href)) return { kind: 'failed', reason: 'redirected to something that is no URL' };
      url = new URL(target, url);
      if (url.protocol !== 'http:' && url.protocol !== 'https:') {
        return { kind: 'failed', reason: `redirected to the scheme ${url.protocol}` };
      }
    }
    return { kind: 'failed', reason: `redirected more than ${limits.redirectsMax} times` };
  }

  return {
    permits,
    async fetch(url) {
      try {
        return await follow(url);
      } catch (error) {
        return { kind: 'failed', reason: failure(error, limits) };
      }
    },
    async close() {
      await Promise.all([...new Set([plain, trusted])].map((agent) => agent.close()));
    },
  };
}

function connect(tls: NonNullable<HttpAccess['tls']>): Record<string, string> {
  const { certificate, key, passphrase, authorities } = tls;
  return {
    ...(certificate === undefined ? {} : { cert: certificate }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(authorities === undefined ? {} : { ca: authorities }),
  };
}

/** Configured credentials; else those in the URL the user gave. */
function credentials(access: HttpAccess | undefined, source: URL | undefined): Record<string, string> {
  const headers: Record<string, string> = { ...access?.headers };
  if (access?.bearer !== undefined) headers.authorization = `Bearer ${access.bearer}`;
  else if (access?.basic !== undefined) headers.authorization = basic(access.basic.userName, access.basic.password);
  else if (source !== undefined && source.username !== '') {
    headers.authorization = basic(decodeURIComponent(source.username), decodeURIComponent(source.password));
  }
  return headers;
}

function basic(userName: string, password: string): string {
  return `Basic ${Buffer.from(`${userName}:${password}`, 'utf8').toString('base64')}`;
}

function withoutUserInfo(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

async function body(response: Response, url: URL, bytesMax: number): Promise<FetchOutcome> {
  if (response.status !== 200) {
    await response.body?.cancel();
    return { kind: 'failed', reason: `the server answered ${response.status}` };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    const bytes: Uint8Array = chunk;
    length += bytes.byteLength;
    if (length > bytesMax) return { kind: 'too-large' }; // leaving the loop cancels the body
    chunks.push(bytes);
  }
  const contentType = response.headers.get('content-type');
  return { kind: 'bytes', bytes: Buffer.concat(chunks), url, ...(contentType === null ? {} : { contentType }) };
}

function failure(error: unknown, limits: LoadLimits): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${limits.fetchTimeoutMs} ms`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return 'the connection failed';
}
