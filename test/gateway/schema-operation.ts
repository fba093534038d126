import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../../src/codec/json-schema.ts';
import type { HeaderBlockCodec, MessageCodec } from '../../src/codec/message-codec.ts';
import type { ServedOperation } from '../../src/gateway/operation.ts';
import type { JsonValue } from '../../src/json/value.ts';
import type { SoapCall, SoapReply } from '../../src/soap/call.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });

/** A message whose contract is a plain JSON Schema and whose XML is the JSON's text: the rules need no more of a codec. */
export function schemaMessage(schema: JsonSchema | undefined): MessageCodec {
  const validate = ajv.compile(schema ?? { type: 'object', maxProperties: 0 });
  return {
    encode(value) {
      if (validate(value ?? {})) return { ok: true, xml: JSON.stringify(value ?? {}) };
      const issues = (validate.errors ?? []).map(({ instancePath, message, params }) => ({
        pointer: `${instancePath}${'missingProperty' in params ? `/${params.missingProperty}` : ''}${'additionalProperty' in params ? `/${params.additionalProperty}` : ''}`,
        detail: message ?? 'invalid',
      }));
      return { ok: false, issues };
    },
    decode: () => {
      throw new Error('replies of these operations are made, not read');
    },
    schema: () => schema,
    empty: schema === undefined,
    example: () => undefined,
    bodyElements: [],
  };
}

/** A header block whose contract is a plain JSON Schema. */
export function schemaHeader(name: string, schema: JsonSchema): HeaderBlockCodec {
  const message = schemaMessage(schema);
  return {
    name,
    namespace: 'urn:test',
    encode: message.encode,
    decode: () => null,
    schema: () => schema,
  };
}

/** A reply that is a success. */
export function outputReply(value: JsonValue | undefined): SoapReply {
  return { kind: 'output', value, headerBlocks: new Map(), unknownElements: 0 };
}

/** What makes an operation for tests. */
export interface SchemaOperation {
  readonly selector: string;
  readonly input?: JsonSchema;
  /** `null` for a one-way operation. */
  readonly output?: JsonSchema | null;
  readonly headers?: readonly HeaderBlockCodec[];
  readonly invoke?: (call: SoapCall) => Promise<SoapReply>;
}

/** An operation of a backend "crm", compiled from plain JSON Schemas. */
export function schemaOperation({ selector, input, output, headers, invoke }: SchemaOperation): ServedOperation {
  const [service = '', name = ''] = selector.split('.');
  return {
    backend: 'crm',
    service,
    port: service,
    genericPath: `/services/${service}/${name}`,
    selector,
    operation: {
      name,
      inputName: name,
      overloaded: false,
      style: 'document',
      use: 'literal',
      soapAction: '',
      soapVersion: '1.1',
      input: { bodyParts: [], headers: [] },
      faults: [],
      location: { file: 'test.wsdl', line: 1, column: 1 },
    },
    codec: {
      input: schemaMessage(input),
      ...(output === null ? {} : { output: schemaMessage(output) }),
      inputHeaders: headers ?? [],
      outputHeaders: [],
      faults: new Map(),
    },
    invoke: invoke ?? (async () => outputReply(undefined)),
  };
}
