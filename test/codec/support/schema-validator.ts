import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema, JsonSchemaRegistry } from '../../../src/codec/json-schema.ts';

/** A registry that keeps what is defined under `$defs` of one document. */
export interface SchemaBundle extends JsonSchemaRegistry {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** A validator of the schema with all that it refers to. */
  compile(schema: JsonSchema): ValidateFunction;
}

/** Makes an empty bundle. */
export function createSchemaBundle(): SchemaBundle {
  const references = new Map<object, JsonSchema>();
  const definitions: Record<string, JsonSchema> = {};
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    unicodeRegExp: true,
    logger: false,
    ownProperties: true,
    // validators run once or twice here: making them faster costs more than it saves
    code: { optimize: false },
  });
  ajv.addSchema({ $id: 'bundle:types', $defs: definitions });
  return {
    definitions,
    define(identity, suggestedName, build) {
      const known = references.get(identity);
      if (known !== undefined) return known;
      let name = suggestedName;
      for (let number = 2; name in definitions; number++) name = `${suggestedName}${number}`;
      const reference: JsonSchema = { $ref: `bundle:types#/$defs/${name}` };
      references.set(identity, reference);
      definitions[name] = {};
      definitions[name] = build();
      return reference;
    },
    compile: (schema) => ajv.compile(schema),
  };
}
