import type { ElementDeclaration } from '../../xsd/model/element.ts';
import type { TypeDefinition } from '../../xsd/model/type-definition.ts';
import type { HeaderBinding } from '../model/binding.ts';
import type { ParsedHeader, ParsedMessage, ParsedPart, Refusal } from '../parse/components.ts';
import { isRefusal, type ResolveContext } from './context.ts';
import { resolvePart } from './message-part.ts';
import { followReference } from './reference.ts';

/** A header block with the part it stands for, which is then no part of the body. */
export interface ResolvedHeader {
  readonly binding: HeaderBinding;
  readonly part: ParsedPart;
}

/**
 * Follows `soap:header` or `soap:headerfault` to its part (WSDL 1.1 §3.7). A part by type has no element of its own: the
 * block is then named as the part is, in the namespace of the header (BP-R2205 forbids it, with a warning).
 * @param owner - target namespace of the document the binding stands in
 */
export function resolveHeader(header: ParsedHeader, owner: string, context: ResolveContext): ResolvedHeader | Refusal {
  const { location } = header;
  if (header.message === undefined || header.part === '') {
    return { rule: 'wsdl/header', reason: 'a header names no message or no part', location };
  }
  const message: ParsedMessage | Refusal = followReference(
    'message',
    header.message,
    owner,
    context.symbols.messages,
    context,
  );
  if (isRefusal(message)) return message;
  const parsed = message.parts.find(({ name }) => name === header.part);
  if (parsed === undefined) {
    const reason = `a header names the part "${header.part}", which message "${message.name.local}" does not have`;
    return { rule: 'wsdl/header', reason, location };
  }
  const part = resolvePart(parsed, message, context);
  if (isRefusal(part)) return part;
  const documentation = part.documentation === undefined ? {} : { documentation: part.documentation };
  if ('element' in part)
    return { binding: { partName: part.name, element: part.element, ...documentation }, part: parsed };
  const block = elementOfType(header, part.type);
  context.once(
    'warning',
    'BP-R2205',
    `the header part "${part.name}" refers to a type; its element is "${part.name}"`,
    location,
  );
  return { binding: { partName: part.name, element: block, ...documentation }, part: parsed };
}

function elementOfType(header: ParsedHeader, type: TypeDefinition): ElementDeclaration {
  return {
    kind: 'element',
    name: { namespace: header.namespace, local: header.part },
    scope: 'global',
    type,
    nillable: false,
    abstract: false,
    block: new Set(),
    location: header.location,
  };
}
