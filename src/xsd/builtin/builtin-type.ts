/**
 * One atomic built-in type: its lexical rule, its values as far as facets look at them, and its JSON form (design.md §2).
 * Every function takes text whose white space is already normalised; all but `check` take only text that `check` accepts.
 */
export interface BuiltinType {
  /** Local name in the namespace of XML Schema. */
  readonly name: string;
  readonly whiteSpace: 'preserve' | 'replace' | 'collapse';
  /** What the value is in JSON; see {@link JsonForm}. */
  readonly form: JsonForm;
  /** Why the text is not in the lexical space, as the predicate of a sentence ("must be …"); undefined when it is. */
  check(text: string): string | undefined;
  /** Texts of one value have one key, texts of different values different ones (`1.0` and `1.00`). */
  key(text: string): string;
  /** Order of two values: negative, 0, positive; NaN when they are not comparable. Absent for types without an order. */
  compare?(a: string, b: string): number;
  /** What the length facets count: characters or octets. Absent where the facets say nothing (QName, NOTATION) or do not apply. */
  length?(text: string): number;
  /** The lexical rule as an anchored ECMAScript `u` pattern, in words that other engines know too; absent when it has none. */
  readonly pattern?: string;
  /** Bounds of whole numbers, both inclusive; absent where there are none. */
  readonly minimum?: bigint;
  readonly maximum?: bigint;
  /** True when no character beyond ASCII occurs in the lexical space. */
  readonly ascii: boolean;
  /** JSON Schema of the JSON form. */
  readonly schema: BuiltinSchema;
  /** A valid text, another one for another seed where the type has so many. */
  example(seed: number): string;
}

/**
 * How a value stands in JSON. `text`: a string, the lexical text. `boolean`. `integer`: a number that a double holds exactly.
 * `float`: a number, or one of the strings `INF`, `-INF`, `NaN`. `digits`: a string of digits, because a double would round it;
 * `wholeDigits`: the same without a fraction. `qname`: a string in Clark notation. `binary`: a string, white space left out.
 */
export type JsonForm = 'text' | 'boolean' | 'integer' | 'float' | 'digits' | 'wholeDigits' | 'qname' | 'binary';

/** The keywords of JSON Schema 2020-12 that describe a built-in type. */
export interface BuiltinSchema {
  readonly type?: 'string' | 'boolean' | 'integer' | 'number';
  readonly anyOf?: readonly BuiltinSchema[];
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly contentEncoding?: string;
  readonly description?: string;
}
