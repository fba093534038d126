import type { QName } from '../../xml/qname.ts';
import type { BoundMessage, HeaderBinding, MessagePart } from '../model/binding.ts';
import type { ParsedBindingMessage, ParsedMessage, ParsedParameter, ParsedPart, Refusal } from '../parse/components.ts';
import { isRefusal, type ResolveContext } from './context.ts';
import { resolveHeader } from './header.ts';
import { resolvePart } from './message-part.ts';
import { followReference } from './reference.ts';

/** A message on the wire, with the header blocks a fault may carry instead. */
export interface ResolvedMessage {
  readonly message: BoundMessage;
  readonly headerFaults: readonly HeaderBinding[];
}

/** What a message is bound by. */
export interface MessageBinding {
  readonly parameter: ParsedParameter;
  readonly bound: ParsedBindingMessage;
  /** Target namespaces of the documents in which the port type and the binding stand. */
  readonly portTypeOwner: string;
  readonly bindingOwner: string;
  /** Present in rpc style. */
  readonly rpcWrapper?: QName;
}

/**
 * Joins a message with its binding (WSDL 1.1 §3.5, §3.7). Without `parts` the body holds every part that is no header.
 * The order is that of the message, whatever the order in `parts` and `parameterOrder` (WS-I BP 1.1 R2301).
 */
export function resolveMessage(binding: MessageBinding, context: ResolveContext): ResolvedMessage | Refusal {
  const { parameter, bound, portTypeOwner, bindingOwner, rpcWrapper } = binding;
  const refusal = parameter.refusal ?? bound.refusal;
  if (refusal !== undefined) return refusal;
  if (parameter.message === undefined) {
    const reason = `its ${parameter.name === '' ? 'message' : `"${parameter.name}"`} has no message attribute`;
    return { rule: 'wsdl/missing-attribute', reason, location: parameter.location };
  }
  const message: ParsedMessage | Refusal = followReference(
    'message',
    parameter.message,
    portTypeOwner,
    context.symbols.messages,
    context,
  );
  if (isRefusal(message)) return message;
  if (message.refusal !== undefined) return message.refusal;

  const headers = new Map<ParsedPart, HeaderBinding>();
  const headerFaults = new Map<ParsedPart, HeaderBinding>();
  for (const header of bound.headers) {
    const resolved = resolveHeader(header, bindingOwner, context);
    if (!isRefusal(resolved)) (header.fault ? headerFaults : headers).set(resolved.part, resolved.binding);
    else if (header.fault)
      context.once('warning', resolved.rule, `headerfault is passed over: ${resolved.reason}`, resolved.location);
    else return resolved;
  }

  const unknown = bound.parts?.find((name) => !message.parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    const reason = `soap:body names the part "${unknown}", which message "${message.name.local}" does not have`;
    return { rule: 'wsdl/undefined-reference', reason, location: bound.location };
  }
  const bodyParts: MessagePart[] = [];
  for (const parsed of message.parts) {
    if (bound.parts === undefined ? headers.has(parsed) : !bound.parts.includes(parsed.name)) continue;
    const part = resolvePart(parsed, message, context);
    if (isRefusal(part)) return part;
    bodyParts.push(rpcWrapper === undefined ? part : accessor(part, parsed, context));
  }
  const shape = rpcWrapper === undefined ? documentRefusal(bodyParts, message, context) : undefined;
  if (shape !== undefined) return shape;
  return {
    message: { bodyParts, headers: [...headers.values()], ...(rpcWrapper === undefined ? {} : { rpcWrapper }) },
    headerFaults: [...headerFaults.values()],
  };
}

/** In rpc style a part by element has the element's type under the part's own name: BP-R2203 forbids it, WSDL 1.1 is silent. */
function accessor(part: MessagePart, parsed: ParsedPart, context: ResolveContext): MessagePart {
  if ('type' in part) return part;
  const message = `the rpc part "${part.name}" refers to an element; it is sent as "${part.name}" with that element's type`;
  context.once('warning', 'BP-R2203', message, parsed.location);
  const documentation = part.documentation === undefined ? {} : { documentation: part.documentation };
  return { name: part.name, type: part.element.type, ...documentation };
}

/**
 * In document style a part by type stands alone and is the content of the body (WSDL 1.1 §3.5): possible for a complex
 * type of elements without attributes; text and attributes have no place in `soap:Body`.
 */
function documentRefusal(
  parts: readonly MessagePart[],
  message: ParsedMessage,
  context: ResolveContext,
): Refusal | undefined {
  const byType = parts.find((part) => 'type' in part);
  if (byType === undefined || !('type' in byType)) return undefined;
  const location = message.parts.find(({ name }) => name === byType.name)?.location ?? message.location;
  const { type } = byType;
  const fits =
    parts.length === 1 &&
    type.kind === 'complex' &&
    type.content.kind !== 'simple' &&
    !(type.content.kind === 'elements' && type.content.mixed) &&
    type.attributes.length === 0;
  const reason = `the part "${byType.name}" of message "${message.name.local}" refers to a type in document style`;
  if (!fits) return { rule: 'BP-R2204', reason, location };
  context.once('warning', 'BP-R2204', `${reason}; the content of that type is the body`, location);
  return undefined;
}
