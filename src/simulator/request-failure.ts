import type { ValidationIssue } from '../json/issue.ts';
import type { FaultAnswer } from './answer.ts';

/** Why a request is not a call of this endpoint; thrown while it is read. */
export type RequestFailure =
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'version'; readonly reason: string }
  | { readonly kind: 'must-understand'; readonly block: string }
  | { readonly kind: 'unknown-operation'; readonly action: string; readonly bodyElement: string }
  | { readonly kind: 'invalid'; readonly parameter: string; readonly issues: readonly ValidationIssue[] };

/** A {@link RequestFailure} on its way to the one place that renders it. */
export class RequestError extends Error {
  readonly failure: RequestFailure;
  constructor(failure: RequestFailure) {
    super(failure.kind);
    this.name = 'RequestError';
    this.failure = failure;
  }
}

/** How a server words its faults. */
export type RenderFailure = (failure: RequestFailure) => FaultAnswer;

/** Plain words, for a mock: every issue with the path of the value. */
export function plainFailure(failure: RequestFailure): FaultAnswer {
  switch (failure.kind) {
    case 'malformed':
      return sender(`the request is not a SOAP message: ${failure.reason}`);
    case 'version':
      return { kind: 'fault', blame: 'version-mismatch', reason: failure.reason };
    case 'must-understand':
      return {
        kind: 'fault',
        blame: 'must-understand',
        reason: `the header block ${failure.block} must be understood and is not in the WSDL`,
      };
    case 'unknown-operation':
      return sender(
        `no operation here has SOAPAction "${failure.action}" or the body element ${failure.bodyElement || '(none)'}`,
      );
    case 'invalid':
      return sender(`the request breaks the schema: ${failure.issues.map(issueText).join('; ')}`);
  }
}

/** Namespace of the codes with which WCF's dispatcher refuses messages. */
const WCF_DISPATCHER = 'http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher';
/** Namespace of WS-Addressing codes where the binding has no WS-Addressing. */
const WCF_ADDRESSING_NONE = 'http://schemas.microsoft.com/ws/2005/05/addressing/none';

/** The codes and sentences of WCF's dispatcher, as NetServer's clients meet them. */
export function wcfFailure(failure: RequestFailure): FaultAnswer {
  switch (failure.kind) {
    case 'unknown-operation':
      return {
        ...sender(
          `The message with Action '${failure.action}' cannot be processed at the receiver, due to a ContractFilter mismatch at the EndpointDispatcher. ` +
            'This may be because of either a contract mismatch (mismatched Actions between sender and receiver) or a binding/security mismatch between the sender and the receiver.',
        ),
        code: { namespace: WCF_ADDRESSING_NONE, local: 'ActionNotSupported' },
      };
    case 'invalid':
      return {
        ...sender(
          'The formatter threw an exception while trying to deserialize the message: There was an error while trying to deserialize parameter ' +
            `${failure.parameter}. The InnerException message was '${failure.issues.map(issueText).join(' ')}'. Please see InnerException for more details.`,
        ),
        code: { namespace: WCF_DISPATCHER, local: 'DeserializationFailed' },
      };
    default:
      return plainFailure(failure);
  }
}

function sender(reason: string): FaultAnswer {
  return { kind: 'fault', blame: 'sender', reason };
}

function issueText({ pointer, detail }: ValidationIssue): string {
  return `${pointer === '' ? 'the message' : pointer} ${detail}`;
}
