import { stat } from 'node:fs/promises';
import type { Contract } from '../../app/contract.ts';
import type { Finding } from './finding.ts';

/** WSDLs older than this may be those of an earlier version of the backend. */
const OLD_MS = 365 * 86_400_000;

/** How old the WSDLs are: operations that a newer backend has are missing in an old one. */
export async function examineWsdls(sources: readonly string[], now: number): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const source of sources.filter((each) => !/^https?:/i.test(each))) {
    const { mtimeMs } = await stat(source);
    const days = Math.floor((now - mtimeMs) / 86_400_000);
    const message = `${source} is ${days} ${days === 1 ? 'day' : 'days'} old`;
    findings.push(
      now - mtimeMs <= OLD_MS
        ? { level: 'ok', subject: 'wsdl', message }
        : { level: 'note', subject: 'wsdl', message, remedy: 'fetch it anew and compare: soapstone diff OLD NEW' },
    );
  }
  return findings;
}

/** Whether the gateway's own account or ticket signs in, where a profile has one. */
export async function examineSignIn(
  { profiles, operations }: Contract,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [backend, profile] of profiles) {
    const operation = operations.find((each) => each.backend === backend && profile.signIn?.(each) !== 'none');
    if (operation === undefined) continue;
    const identity = await profile.identify(operation, {}, signal);
    if (!('problem' in identity)) {
      const isOwn = Object.keys(identity.headers).length > 0;
      const message = isOwn
        ? "the gateway's own account signs in"
        : 'calls go out without credentials where callers bring none';
      findings.push({ level: isOwn ? 'ok' : 'note', subject: 'sign-in', message: `${backend}: ${message}` });
    } else if (identity.problem.status === 401 && profile.signIn?.(operation) === 'required') {
      findings.push({ level: 'ok', subject: 'sign-in', message: `${backend}: callers bring their own credentials` });
    } else {
      const message = `${backend}: the gateway's own account does not sign in (${identity.problem.title})`;
      const remedy = identity.problem.detail ?? 'check the account and the application token';
      findings.push({ level: 'problem', subject: 'sign-in', message, remedy });
    }
  }
  return findings;
}
