import { SOAP11_ENCODING, SOAP12_ENCODING, XS } from '../../xml/namespaces.ts';
import type { TypeDefinition } from '../../xsd/model/type-definition.ts';
import type { Adaptation, Compiler } from '../compiler.ts';
import { compileSimpleValue } from '../simple-value.ts';
import type { ValueCodec } from '../value-codec.ts';
import { withXsiType } from '../xsi-attributes.ts';
import { followReferences } from './references.ts';
import { compileSoapArray, soapArrayOf } from './soap-array.ts';

/**
 * How SOAP encoding (SOAP 1.1 §5, SOAP 1.2 Part 2 §3) differs from literal use: every element says its type, arrays are SOAP
 * arrays, an element may be a reference to another, and the types of the encoding's own namespace are those of XML Schema.
 */
export const encodedAdaptation: Adaptation = { exact: adaptExact, element: followReferences };

function adaptExact(type: TypeDefinition, compiler: Compiler, standard: () => ValueCodec): ValueCodec {
  const array = soapArrayOf(type, compiler.schemas);
  if (array !== undefined) return compileSoapArray(array, compiler);
  const isOfEncoding = type.name?.namespace === SOAP11_ENCODING || type.name?.namespace === SOAP12_ENCODING;
  if (isOfEncoding && type.kind === 'complex' && type.content.kind === 'simple') {
    return withTypeName(compileSimpleValue(compiler.simple(type.content.type)), type);
  }
  return withTypeName(standard(), type);
}

/** Writes the type's name on the element, unless someone has done so. */
function withTypeName(codec: ValueCodec, { name }: TypeDefinition): ValueCodec {
  if (name === undefined || (name.namespace === XS && name.local === 'anyType')) return codec;
  return {
    isObject: codec.isObject,
    ...(codec.blank === undefined ? {} : { blank: codec.blank }),
    get attributes() {
      return codec.attributes;
    },
    encode: (value, tag, context, leading) =>
      codec.encode(value, tag.open.includes(' xsi:type="') ? tag : withXsiType(tag, name, context), context, leading),
    decode: codec.decode,
    schema: codec.schema,
    example: codec.example,
  };
}
