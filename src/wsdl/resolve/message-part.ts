import { renderLocation } from '../../diagnostics/location.ts';
import { WSDL } from '../../xml/namespaces.ts';
import { clarkName, type QName } from '../../xml/qname.ts';
import type { ElementDeclaration } from '../../xsd/model/element.ts';
import type { TypeDefinition } from '../../xsd/model/type-definition.ts';
import type { MessagePart } from '../model/binding.ts';
import type { ParsedMessage, ParsedPart, Refusal } from '../parse/components.ts';
import { isRefusal, type ResolveContext } from './context.ts';
import { nearText } from './reference.ts';

/** A part as its message declares it: by element or by type, followed into the schemas. */
export function resolvePart(part: ParsedPart, message: ParsedMessage, context: ResolveContext): MessagePart | Refusal {
  if (part.refusal !== undefined) return part.refusal;
  const documentation = part.documentation === undefined ? {} : { documentation: part.documentation };
  const owner = message.name.namespace;
  if (part.element !== undefined) {
    const element = inSchemas('element', part, part.element.name, owner, context);
    return isRefusal(element) ? element : { name: part.name, element, ...documentation };
  }
  if (part.type !== undefined) {
    const type = inSchemas('type', part, part.type.name, owner, context);
    return isRefusal(type) ? type : { name: part.name, type, ...documentation };
  }
  return {
    rule: 'wsdl/message-part',
    reason: `part "${part.name}" has neither element nor type`,
    location: part.location,
  };
}

type Found = { readonly element: ElementDeclaration; readonly type: TypeDefinition };

function inSchemas<Kind extends 'element' | 'type'>(
  kind: Kind,
  part: ParsedPart,
  name: QName,
  owner: string,
  context: ResolveContext,
): Found[Kind] | Refusal;
function inSchemas(
  kind: 'element' | 'type',
  part: ParsedPart,
  name: QName,
  owner: string,
  context: ResolveContext,
): ElementDeclaration | TypeDefinition | Refusal {
  const { schemas, once } = context;
  const find = (wanted: QName) => (kind === 'element' ? schemas.findElement(wanted) : schemas.findType(wanted));
  const found = find(name);
  if (found !== undefined) return found;
  const { location } = part;
  const unprefixed = name.namespace === '' || name.namespace === WSDL;
  const meant = unprefixed ? find({ namespace: owner, local: name.local }) : undefined;
  if (meant !== undefined) {
    once(
      'warning',
      'wsdl/unprefixed-reference',
      `${kind} "${name.local}" is taken from the target namespace ${owner}`,
      location,
    );
    return meant;
  }
  if (/^http:\/\/www\.w3\.org\/(1999|2000\/10)\/XMLSchema$/.test(name.namespace)) {
    const reason = `part "${part.name}" has a ${kind} of a draft of XML Schema, ${name.namespace}`;
    return { rule: 'wsdl/schema-language', reason, location };
  }
  const refused = (kind === 'element' ? schemas.refusedElements : schemas.refusedTypes).get(clarkName(name));
  if (refused !== undefined) {
    const place = `${refused.rule} at ${renderLocation(refused.location)}: ${refused.message}`;
    const reason = `part "${part.name}" refers to the ${kind} ${clarkName(name)}, which is refused (${place})`;
    return { rule: 'wsdl/refused-reference', reason, location };
  }
  const near = nearText(name, kind === 'element' ? schemas.elements : schemas.types, context);
  const reason = `part "${part.name}" refers to the ${kind} ${clarkName(name)}, which no schema defines${near}`;
  return { rule: 'wsdl/undefined-reference', reason, location };
}
