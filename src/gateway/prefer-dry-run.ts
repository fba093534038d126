import type { IsSecret } from '../auth/redact.ts';
import { placeholderBlocks, renderDryRun } from './dry-run.ts';
import type { GatewayRequest, GatewayResponse } from './exchange.ts';
import type { EncodeHeaderBlocks } from './header-blocks.ts';
import type { ServedOperation } from './operation.ts';
import { makeProblem, type Problem, validationProblem } from './problem.ts';

/** True for `Prefer: dry-run` (RFC 7240 §2), among whatever else the caller prefers. */
export function prefersDryRun({ headers }: Pick<GatewayRequest, 'headers'>): boolean {
  return headers.prefer !== undefined && /(?:^|,)\s*dry-run\s*(?:[;,]|$)/i.test(headers.prefer);
}

/** What a caller is told where dry runs are not allowed: to pass over the preference would be to execute the request. */
export function refusedDryRun(): Problem {
  const detail = 'This gateway gives no dry runs; nothing was executed.';
  return makeProblem('forbidden', { detail, outcome: 'not-executed' });
}

/** The envelope that a request becomes, secrets masked. Nothing is called, not even to sign in. */
export function dryRun(
  operation: ServedOperation,
  bodyXml: string,
  request: GatewayRequest,
  encodeHeaderBlocks: EncodeHeaderBlocks,
  isSecret: IsSecret,
): GatewayResponse | { readonly problem: Problem } {
  const blocks = encodeHeaderBlocks(request.headers, placeholderBlocks(operation, isSecret));
  if (!blocks.ok) return { problem: validationProblem(blocks.issues) };
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/xml; charset=utf-8',
      'Preference-Applied': 'dry-run',
      'Cache-Control': 'no-store',
    },
    body: renderDryRun(operation, blocks.xml, bodyXml, isSecret),
    isUnexecuted: true,
  };
}
