import type { JsonSchema } from '../json-schema.ts';
import type { LookupNamespace, SimpleEncodeContext, SimpleTypeCodec } from '../simple-type-codec.ts';

/** A text, or why there is none, as the predicate of a sentence. */
export type TextOrRefusal = string | Refusal;

/** Why a value has no text. */
export interface Refusal {
  readonly refusal: string;
}

/**
 * What lists and unions need of the types they are made of, beside the public codec. "Plain text" is the JSON form of a
 * value inside a union: always a string, which is the lexical text but for names, which are in Clark notation.
 */
export interface CompiledSimpleType extends SimpleTypeCodec {
  /** The lexical text of a plain text; white space is normalised first. */
  encodePlain(plain: string, context: Pick<SimpleEncodeContext, 'prefixFor'>): TextOrRefusal;
  /** The plain text of a text; facets are not looked at. */
  decodePlain(text: string, lookup: LookupNamespace): TextOrRefusal;
  /** JSON Schema of the plain text. */
  plainSchema(): JsonSchema;
  /** What plain texts look like, as an ECMAScript pattern without anchors: all that are taken match it. */
  plainPattern(): string;
}
