import type { BackendError, BackendErrorKind, SoapFault } from '../soap/call.ts';
import type { CallOutcome } from './exchange.ts';
import { makeProblem, type Problem } from './problem.ts';
import type { ProblemSlug } from './problem-catalogue.ts';
import { safeText } from './safe-text.ts';

const BY_KIND: Readonly<Record<BackendErrorKind, { readonly slug: ProblemSlug; readonly outcome: CallOutcome }>> = {
  unreachable: { slug: 'backend-unreachable', outcome: 'transport' },
  'invalid-response': { slug: 'backend-invalid-response', outcome: 'invalid' },
  timeout: { slug: 'backend-timeout', outcome: 'timeout' },
  overloaded: { slug: 'overloaded', outcome: 'rejected' },
  'circuit-open': { slug: 'circuit-open', outcome: 'rejected' },
  // The caller has gone away and sees none of it; the log does.
  aborted: { slug: 'backend-timeout', outcome: 'timeout' },
};

/** The problem of a call that has no usable reply. */
export function backendErrorProblem(error: BackendError): Problem {
  const { slug } = BY_KIND[error.kind];
  const mustSayWhen = slug === 'overloaded' || slug === 'circuit-open';
  const seconds = error.retryAfterSeconds ?? (mustSayWhen ? 1 : undefined);
  return makeProblem(slug, {
    detail: error.message,
    outcome: error.outcome,
    ...(seconds === undefined ? {} : { headers: { 'Retry-After': String(Math.max(1, Math.ceil(seconds))) } }),
  });
}

/** What metrics and the log say of a call that has no usable reply. */
export function backendErrorOutcome(error: BackendError): CallOutcome {
  return BY_KIND[error.kind].outcome;
}

/**
 * The problem of a SOAP fault. Status: the configured one for its code or a subcode, else 400 where the fault blames the
 * sender (SOAP 1.1 §4.4.1 `Client`, SOAP 1.2 Part 1 §5.4.6 `Sender`), else 502.
 * @param configured - status by fault code; the most specific code decides
 */
export function faultProblem(fault: SoapFault, configured: ReadonlyMap<string, number>): Problem {
  const status = configuredStatus(fault, configured) ?? (blamesSender(fault.code) ? 400 : 502);
  const reason = safeText(fault.reason);
  const { code, detail } = fault;
  return makeProblem(
    'soap-fault',
    {
      detail: reason,
      outcome: 'executed',
      fault: { code, reason, ...(detail === undefined ? {} : { detail: { [detail.name]: detail.value } }) },
    },
    status,
  );
}

function configuredStatus(fault: SoapFault, configured: ReadonlyMap<string, number>): number | undefined {
  if (configured.size === 0) return undefined;
  const codes = [...fault.subcodes.toReversed(), fault.code];
  for (let code = fault.code; code.includes('.'); ) {
    code = code.slice(0, code.lastIndexOf('.'));
    codes.push(code);
  }
  return codes.map((code) => configured.get(code)).find((status) => status !== undefined);
}

function blamesSender(code: string): boolean {
  const [first] = code.split('.', 1);
  return first === 'Client' || first === 'Sender';
}

/** Faults that the SOAP specifications name. */
const STANDARD_CODES: ReadonlySet<string> = new Set([
  'Client',
  'Server',
  'Sender',
  'Receiver',
  'VersionMismatch',
  'MustUnderstand',
  'DataEncodingUnknown',
]);

/** A fault's name for metrics: from the WSDL or the specifications, so that no reply can invent label values. */
export function faultLabel(fault: SoapFault): string {
  if (fault.detail !== undefined) return fault.detail.name;
  const [first = ''] = fault.code.split('.', 1);
  return STANDARD_CODES.has(first) ? first : 'other';
}
