import type { JsonSchema } from '../codec/json-schema.ts';
import { problemTypes } from '../gateway/problem-catalogue.ts';

/** Stands for the shared schema in the registry. */
export const problemIdentity: object = { problem: 'RFC 9457' };

/** Every problem document (RFC 9457 §3.1), with the members that this gateway adds. Others may appear: clients ignore them. */
export function problemSchema(): JsonSchema {
  return {
    type: 'object',
    description: 'Problem details (RFC 9457). Tell problems apart by `type`; its page says what to do.',
    required: ['type', 'title', 'status'],
    properties: {
      type: {
        type: 'string',
        description: 'Path of the page about this type of problem.',
        enum: problemTypes.map(({ slug }) => `/problems/${slug}`),
      },
      title: { type: 'string', description: 'The type in a few words; the same for every occurrence.' },
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: { type: 'string', description: 'What went wrong this time.' },
      instance: { type: 'string', description: 'The request id, as in `X-Request-Id`: for whoever reads the log.' },
      outcome: {
        type: 'string',
        description: 'Present where a backend was to be called: `not-executed` is safe to repeat.',
        enum: ['not-executed', 'executed', 'unknown'],
      },
      errors: {
        type: 'array',
        description: 'All that is wrong with the request.',
        items: {
          type: 'object',
          required: ['pointer', 'detail'],
          properties: {
            pointer: { type: 'string', description: 'JSON Pointer (RFC 6901) into the body that was sent.' },
            detail: { type: 'string' },
            parameter: {
              type: 'string',
              description: 'The path or query parameter at fault, when it is not the body.',
            },
          },
        },
      },
      fault: faultSchema({
        type: 'object',
        additionalProperties: true,
        description: 'Only for faults that the WSDL declares, by the name of the fault.',
      }),
    },
  };
}

/** The problems of an operation whose faults are declared: `fault.detail` holds one of them, by its name. */
export function declaredFaultProblem(details: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const schema = problemSchema();
  const detail: JsonSchema = { type: 'object', properties: { ...details }, additionalProperties: false };
  return { ...schema, properties: { ...schema.properties, fault: faultSchema(detail) } };
}

function faultSchema(detail: JsonSchema): JsonSchema {
  return {
    type: 'object',
    description: 'The SOAP fault.',
    required: ['code', 'reason'],
    properties: { code: { type: 'string' }, reason: { type: 'string' }, detail },
  };
}
