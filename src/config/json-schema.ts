import { z } from 'zod';
import { configSchema } from './schema.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** A value from the environment or a file may stand for any scalar. */
const REFERENCE: Schema = { type: 'string', pattern: '\\$\\{[^}]*\\}|^file:' };

/** The JSON Schema (2020-12) of the configuration file, for editors. What it cannot say, such as units, `config check` does. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (typeof jsonSchema.default === 'object') delete jsonSchema.default;
      if (isNarrowScalar(jsonSchema)) orReference(jsonSchema);
    },
  });
  return { $schema, title: 'Soapstone configuration', ...rest };
}

function isNarrowScalar({ type, format, pattern, enum: values }: Schema): boolean {
  if (type === 'integer' || type === 'number' || type === 'boolean') return true;
  return type === 'string' && (format !== undefined || pattern !== undefined || values !== undefined);
}

/** In place, since the schema is part of others by now. */
function orReference(schema: Schema): void {
  const own = { ...schema };
  for (const member of Object.keys(schema)) delete schema[member];
  const { default: initial, ...narrow } = own;
  schema.anyOf = [narrow, REFERENCE];
  if (initial !== undefined) schema.default = initial;
}
