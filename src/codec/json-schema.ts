/** JSON Schema 2020-12 as OpenAPI 3.1 uses it, with the `xml` and `discriminator` objects; only the keywords this program writes. */
export interface JsonSchema {
  $ref?: string;
  type?: JsonType | JsonType[];
  title?: string;
  description?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  examples?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  contentEncoding?: string;
  contentMediaType?: string;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  unevaluatedProperties?: boolean;
  patternProperties?: Record<string, JsonSchema>;
  propertyNames?: JsonSchema;
  minProperties?: number;
  maxProperties?: number;
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  not?: JsonSchema;
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  xml?: { name?: string; namespace?: string; prefix?: string; attribute?: boolean; wrapped?: boolean };
  readOnly?: boolean;
  writeOnly?: boolean;
  deprecated?: boolean;
  externalDocs?: { url: string; description?: string };
  [extension: `x-${string}`]: unknown;
}

/** The seven types of JSON Schema that stand alone. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/**
 * Where codecs put the schemas that others refer to. `define` gives a reference at once and builds the schema only the
 * first time, so that recursive types end; names are made readable and unique by the registry.
 */
export interface JsonSchemaRegistry {
  define(identity: object, suggestedName: string, build: () => JsonSchema): JsonSchema;
}
