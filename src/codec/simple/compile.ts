import type { SimpleType } from '../../xsd/model/simple-type.ts';
import type { JsonSchema } from '../json-schema.ts';
import type { SimpleTypeCodec } from '../simple-type-codec.ts';
import { compileAtomic } from './atomic.ts';
import type { CompiledSimpleType } from './compiled-type.ts';
import { compileList } from './list.ts';
import { compileUnion } from './union.ts';

/** Components are frozen, and so are their codecs: remembering them changes nothing but the time it takes. */
const compiled = new WeakMap<SimpleType, CompiledSimpleType>();

/** Compiles a simple type (XSD 1.0 Part 2); the same codec for the same component. */
export function compileSimpleType(type: SimpleType): SimpleTypeCodec {
  return compile(type);
}

/** JSON Schema of a type's texts as strings, whatever the JSON form of its values: what the keys of a dictionary look like. */
export function compilePlainSchema(type: SimpleType): JsonSchema {
  return compile(type).plainSchema();
}

function compile(type: SimpleType): CompiledSimpleType {
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const codec = build(type);
  compiled.set(type, codec);
  return codec;
}

function build(type: SimpleType): CompiledSimpleType {
  switch (type.variety) {
    case 'atomic':
      return compileAtomic(type);
    case 'list':
      return compileList(type, compile(type.itemType));
    case 'union':
      return compileUnion(type, type.memberTypes.map(compile));
  }
}
