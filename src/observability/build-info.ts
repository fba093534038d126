import { readFileSync } from 'node:fs';

/** What runs: the version of the package, and the revision it was built from where the environment says so. */
export interface BuildInfo {
  readonly version: string;
  readonly revision: string;
}

/** Reads `package.json`, which lies two folders above in the source and in the build. */
export function readBuildInfo(env: Readonly<Record<string, string | undefined>>): BuildInfo {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version = '0.0.0' } = JSON.parse(text) as { readonly version?: string };
  return { version, revision: env.SOAPSTONE_REVISION || 'unknown' };
}
