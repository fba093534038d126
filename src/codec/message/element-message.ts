import { clarkName } from '../../xml/qname.ts';
import type { ElementDeclaration } from '../../xsd/model/element.ts';
import type { Compiler } from '../compiler.ts';
import { decodeStandalone, standaloneEncoder } from '../element-codec.ts';
import { startExample } from '../example-state.ts';
import type { MessageCodec } from '../message-codec.ts';
import { planField } from '../transcode/plan.ts';
import { enterFirstChild, leaveBody, wrongElement } from './body.ts';
import { emptyMessage } from './empty-message.ts';

/**
 * A document/literal message of one element (WSDL 1.1 §3.5; BP 1.1 §4.7.1): its JSON is that of the element, so the children of
 * a wrapper are the members.
 */
export function elementMessage(declaration: ElementDeclaration, compiler: Compiler): MessageCodec {
  const expected = clarkName(declaration.name);
  const encode = standaloneEncoder(declaration, compiler);
  if (saysNothing(declaration, compiler)) {
    const { namespace, local } = declaration.name;
    const encoded = encode({});
    return emptyMessage(encoded.ok ? encoded.xml : `<${local} xmlns="${namespace}"/>`, expected);
  }
  return {
    empty: false,
    bodyElements: [expected],
    field: planField(declaration.name, '', false, () => compiler.elementValue(declaration).plan?.()),
    encode,
    decode(reader, context) {
      if (!enterFirstChild(reader) || clarkName({ namespace: reader.namespace, local: reader.local }) !== expected) {
        wrongElement(reader, expected);
      }
      const value = decodeStandalone(declaration, reader, context, compiler);
      leaveBody(reader, context);
      return value;
    },
    schema: (registry) => compiler.elementValue(declaration).schema(registry),
    example: (options) => compiler.elementValue(declaration).example(startExample(options)),
  };
}

/** True for an element with neither content nor attributes, of a type that no other can stand for. */
function saysNothing({ type, nillable }: ElementDeclaration, compiler: Compiler): boolean {
  if (nillable || type.kind !== 'complex' || type.abstract) return false;
  if (type.attributes.length > 0 || type.attributeWildcard !== undefined) return false;
  const { content } = type;
  const hasContent =
    content.kind === 'simple' ||
    (content.kind === 'elements' &&
      (content.mixed ||
        (content.particle.term.kind !== 'element' && content.particle.term.kind !== 'wildcard'
          ? content.particle.term.particles.length > 0
          : true)));
  return !hasContent && compiler.schemas.derivedTypes(type).length === 0;
}
