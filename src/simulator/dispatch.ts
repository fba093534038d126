import type { IncomingHttpHeaders } from 'node:http';
import type { SoapVersion } from '../wsdl/model/binding.ts';
import type { EndpointOperation } from './endpoint.ts';

/**
 * How an operation is found. `action`: by SOAPAction alone, as WCF does; `action-or-body`: by the body's element where the
 * request names no action.
 */
export type DispatchBy = 'action' | 'action-or-body';

/** What a request shows of the operation it means. */
export interface RequestOutline {
  readonly version: SoapVersion;
  /** `''` when the request names none. */
  readonly action: string;
  /** Clark name of the first element in the body; undefined for an empty body. */
  readonly bodyElement: string | undefined;
}

/** The action of a request: `SOAPAction` (SOAP 1.1 §6.1.1), or `action` of the content type (RFC 3902 §3.1). */
export function soapActionOf(headers: IncomingHttpHeaders): string {
  const header = headers.soapaction;
  const text = typeof header === 'string' ? header.trim() : '';
  if (text !== '' && text !== '""') return text.replace(/^"(.*)"$/, '$1');
  const parameter = /;\s*action\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(headers['content-type'] ?? '');
  return parameter?.[1] ?? parameter?.[2] ?? '';
}

/**
 * The operations that a request may mean: one, or the overloads that only their schemas tell apart; none when it is unknown.
 * `version` when no operation here speaks the envelope's version.
 */
export function selectOperations(
  operations: readonly EndpointOperation[],
  { version, action, bodyElement }: RequestOutline,
  dispatchBy: DispatchBy,
): readonly EndpointOperation[] | 'version' {
  const spoken = operations.filter(({ operation }) => operation.soapVersion === version);
  if (spoken.length === 0) return 'version';
  const named = spoken.filter(({ operation }) => operation.soapAction === action);
  const meant = named.length === 0 && action === '' && dispatchBy === 'action-or-body' ? spoken : named;
  if (meant.length <= 1 && meant !== spoken) return meant;
  return meant.filter(({ codec: { input } }) =>
    bodyElement === undefined ? input.bodyElements.length === 0 : input.bodyElements.includes(bodyElement),
  );
}
