import type { BoundFault } from '../model/binding.ts';
import type { ParsedMessage, ParsedParameter, Refusal } from '../parse/components.ts';
import { isRefusal, type ResolveContext } from './context.ts';
import { resolvePart } from './message-part.ts';
import type { OperationBinding } from './operation.ts';
import { followReference } from './reference.ts';

/**
 * The faults of an operation with their detail elements (WSDL 1.1 §3.6). All of the port type's count, also those that
 * the binding leaves out (WS-I BP 1.1 R2740 would list them): the server may send them either way. A fault whose detail
 * cannot be described is left out with a warning; the operation is served.
 */
export function resolveFaults(
  { portType, abstract, bound }: OperationBinding,
  context: ResolveContext,
): readonly BoundFault[] {
  for (const { name, location } of bound.faultNames) {
    if (abstract.faults.some((fault) => fault.name === name.local)) continue;
    const message = `fault "${name.local}" of operation "${abstract.name}" is not in its port type`;
    context.once('warning', 'wsdl/fault-detail', message, location);
  }
  return abstract.faults.flatMap((fault) => {
    const resolved = resolveFault(fault, portType.name.namespace, context);
    if (!isRefusal(resolved)) return [resolved];
    const message = `fault "${fault.name}" of operation "${abstract.name}" has no typed detail: ${resolved.reason}`;
    context.once('warning', resolved.rule, message, resolved.location);
    return [];
  });
}

function resolveFault(fault: ParsedParameter, owner: string, context: ResolveContext): BoundFault | Refusal {
  if (fault.refusal !== undefined) return fault.refusal;
  if (fault.message === undefined) {
    return { rule: 'wsdl/missing-attribute', reason: 'it has no message attribute', location: fault.location };
  }
  const message: ParsedMessage | Refusal = followReference(
    'message',
    fault.message,
    owner,
    context.symbols.messages,
    context,
  );
  if (isRefusal(message)) return message;
  const [parsed] = message.parts;
  if (parsed === undefined || message.parts.length > 1) {
    const reason = `message "${message.name.local}" has ${message.parts.length} parts`;
    return { rule: 'wsdl/fault-detail', reason, location: message.location };
  }
  const part = resolvePart(parsed, message, context);
  if (isRefusal(part)) return part;
  if ('element' in part) return { name: fault.name, element: part.element };
  const reason = `its part "${part.name}" refers to a type`;
  return { rule: 'BP-R2205', reason, location: parsed.location };
}
