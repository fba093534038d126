import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MessageCodec } from '../../src/codec/message-codec.ts';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { createReader } from '../../src/xml/string-reader.ts';
import { createSchemaBundle, type SchemaBundle } from '../codec/support/schema-validator.ts';
import { inlineSchemas, judgeXml } from '../codec/support/xml-judge.ts';
import { leaves, readTree } from '../codec/support/xml-leaves.ts';
import { repairDocument } from './repair-document.ts';

const shared = new URL('../../../shared/', import.meta.url).pathname;
const folder = `${shared}wsdl/Services86`;
const services = existsSync(folder) ? readdirSync(folder).map((file) => file.replace('.wsdl', '')) : [];
const memo = createCodecMemo();

describe.skipIf(services.length === 0)('the documented messages of Services86', () => {
  let operations = 0;
  it.each(services)(
    '%s: each is the same after XML to JSON to XML, valid, and described by its schema',
    async (service) => {
      const path = `${folder}/${service}.wsdl`;
      const sink = collectDiagnostics();
      const definitions = await loadDefinitions(path, {}, sink);
      if (definitions === undefined) throw new Error('no WSDL');
      expect(sink.hasErrors).toBe(false);
      const bundle = createSchemaBundle();
      const failures: string[] = [];
      const documents: { readonly place: string; readonly xml: string }[] = [];
      const binding = definitions.services[0]?.ports[0]?.binding;
      for (const operation of binding?.operations ?? []) {
        const codec = compileOperationCodec(operation, definitions.schemas, { naming: 'camel' }, memo);
        const directions = [
          ['request', codec.input],
          ['response', codec.output],
        ] as const;
        for (const [direction, message] of directions) {
          const file = `${shared}examples/Services86/${service}/${operation.name}.${direction}.xml`;
          if (message === undefined || !existsSync(file)) continue;
          if (direction === 'request') operations++;
          const place = `${service}.${operation.name} ${direction}`;
          const body = repairDocument(readFileSync(file, 'utf8'), definitions.schemas);
          const { problems, xml } = roundTrip(message, body, bundle);
          failures.push(...problems.map((problem) => `${place}: ${problem}`));
          if (xml !== undefined) documents.push({ place, xml });
        }
      }
      const verdicts = await judgeXml(
        inlineSchemas(readFileSync(path, 'utf8')),
        documents.map(({ xml }) => xml),
      );
      for (const [at, faults] of verdicts.entries()) {
        if (faults.length > 0) failures.push(`${documents[at]?.place}: ${faults[0]}`);
      }
      expect(failures).toEqual([]);
    },
  );

  it('are 1461 operations', () => {
    console.log(`${operations} documented operations, request and response`);
    expect(operations).toBe(1461);
  });
});

function roundTrip(
  message: MessageCodec,
  body: string,
  bundle: SchemaBundle,
): { readonly problems: string[]; readonly xml?: string } {
  const problems: string[] = [];
  const context = { mode: 'lenient' as const, unknownElements: 0, issues: [] };
  const value = message.decode(createReader(`<Body>${body}</Body>`, '', defaultReplyLimits), context);
  if (context.unknownElements > 0) problems.push(`${context.unknownElements} unknown`);
  const schema = message.schema(bundle);
  if (value !== undefined && schema !== undefined) {
    const validate = bundle.compile(schema);
    if (!validate(value)) problems.push(`schema: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
  }
  const encoded = message.encode(value);
  if (!encoded.ok) return { problems: [...problems, `encode: ${JSON.stringify(encoded.issues.slice(0, 3))}`] };
  const [before, after] = [leaves(readTree(body)), leaves(readTree(encoded.xml))];
  const different = before.findIndex((leaf, at) => leaf !== after[at]);
  if (different >= 0 || before.length !== after.length) {
    problems.push(
      `leaf ${different}: ${before[different]} became ${after[different]} (${before.length}/${after.length})`,
    );
  }
  return { problems, xml: encoded.xml };
}
