import type { DocumentCache } from './document-cache.ts';
import type { LoadLimits } from './limits.ts';

/** How to load a WSDL: all optional, the defaults fetch nothing from the network unless the WSDL itself is a URL. */
export interface LoadOptions {
  /** Location as written, or as resolved, to the path of the file that stands for it. Asked before anything else. */
  readonly catalog?: ReadonlyMap<string, string>;
  /** Credentials for the origin of the WSDL; sent to no other. */
  readonly access?: HttpAccess;
  /** Origins (`https://schemas.example.com`) that may be fetched from besides that of the WSDL; `*` for every one. */
  readonly allowedOrigins?: readonly string[];
  /** Limits other than the defaults. */
  readonly limits?: Partial<LoadLimits>;
  /** Shared by several loads, so that a document all of them import is parsed once, and equal schema components are one. */
  readonly cache?: DocumentCache;
}

/** How to authenticate when a WSDL is fetched. */
export interface HttpAccess {
  readonly basic?: { readonly userName: string; readonly password: string };
  /** Token of `Authorization: Bearer`. */
  readonly bearer?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Client certificate and trusted authorities, PEM text. */
  readonly tls?: {
    readonly certificate?: string;
    readonly key?: string;
    readonly passphrase?: string;
    readonly authorities?: string;
  };
}
