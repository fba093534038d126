import type { QName } from '../../xml/qname.ts';
import type { BoundOperation } from '../model/binding.ts';
import type {
  ParsedBinding,
  ParsedBindingMessage,
  ParsedBindingOperation,
  ParsedOperation,
  ParsedPortType,
  Refusal,
} from '../parse/components.ts';
import { resolveMessage } from './bound-message.ts';
import { isRefusal, type ResolveContext } from './context.ts';
import { resolveFaults } from './fault.ts';

/** An abstract operation with the binding's word on it. */
export interface OperationBinding {
  readonly binding: ParsedBinding;
  readonly portType: ParsedPortType;
  readonly bound: ParsedBindingOperation;
  readonly abstract: ParsedOperation;
}

/** Joins `portType/operation` with `binding/operation` (WSDL 1.1 §2.5, §3.4), or says why it cannot be served. */
export function resolveOperation(joined: OperationBinding, context: ResolveContext): BoundOperation | Refusal {
  const { binding, portType, bound, abstract } = joined;
  const refusal = bound.refusal ?? abstract.refusal;
  if (refusal !== undefined) return refusal;
  const manner = resolveManner(binding, bound, abstract.output !== undefined);
  if (isRefusal(manner)) return manner;

  const owners = { portTypeOwner: portType.name.namespace, bindingOwner: binding.name.namespace };
  const rpcWrapper = (local: string, message: ParsedBindingMessage): { readonly rpcWrapper?: QName } =>
    manner.style === 'rpc'
      ? { rpcWrapper: { namespace: message.namespace ?? bound.input.namespace ?? '', local } }
      : {};

  const input = resolveMessage(
    { ...owners, parameter: abstract.input, bound: bound.input, ...rpcWrapper(abstract.name, bound.input) },
    context,
  );
  if (isRefusal(input)) return input;
  const output =
    abstract.output === undefined
      ? undefined
      : resolveMessage(
          {
            ...owners,
            parameter: abstract.output,
            bound: bound.output,
            ...rpcWrapper(`${abstract.name}Response`, bound.output),
          },
          context,
        );
  if (output !== undefined && isRefusal(output)) return output;

  const documentation = abstract.documentation ?? bound.documentation;
  return {
    name: abstract.name,
    inputName: abstract.input.name,
    overloaded: portType.operations.filter(({ name }) => name === abstract.name).length > 1,
    style: manner.style,
    use: manner.use,
    soapAction: bound.soapAction,
    soapVersion: binding.soapVersion,
    input: input.message,
    faults: resolveFaults(joined, context),
    headerFaults: [...input.headerFaults, ...(output?.headerFaults ?? [])],
    location: bound.location,
    ...(output === undefined ? {} : { output: output.message }),
    ...(documentation === undefined ? {} : { documentation }),
  };
}

/** Style and use of an operation: `document` and `literal` by default, one use for both messages. */
function resolveManner(
  binding: ParsedBinding,
  bound: ParsedBindingOperation,
  replies: boolean,
): Pick<BoundOperation, 'style' | 'use'> | Refusal {
  const style = bound.style ?? binding.style;
  const { location } = bound;
  if (style !== 'document' && style !== 'rpc') {
    return { rule: 'wsdl/style', reason: `its style is "${style}"`, location };
  }
  const uses = new Set(replies ? [bound.input.use, bound.output.use] : [bound.input.use]);
  const [use = 'literal', other] = uses;
  if (other !== undefined) {
    return { rule: 'wsdl/use', reason: `its input is ${use} and its output ${other}`, location };
  }
  if (use !== 'literal' && use !== 'encoded') return { rule: 'wsdl/use', reason: `its use is "${use}"`, location };
  if (use === 'encoded' && style === 'document') {
    return { rule: 'wsdl/use', reason: 'it is document/encoded', location };
  }
  return { style, use };
}
