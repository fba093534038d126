import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/app/contract.ts';
import { profiles } from '../../src/app/create-app.ts';
import { embeddedConfig } from '../../src/app/embedded-config.ts';
import { openApiDocument } from '../../src/app/openapi-document.ts';
import { compareDocuments, renderDifferences } from '../../src/openapi/compare.ts';
import type { OpenApiDocument, OperationObject } from '../../src/openapi/model.ts';
import { atOnce } from '../../src/openapi/steps.ts';
import { netServerWsdls } from '../../src/simulator/netserver/start.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'openapi/openapi.json');

interface Example {
  readonly name: string;
  readonly pointer: string;
  readonly value: unknown;
}

/** Every example of a JSON body, with the pointer of its schema. */
function bodyExamples(document: OpenApiDocument): readonly Example[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]: [string, OperationObject]) => {
      const at = `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}`;
      const contents = [
        [`${at}/requestBody`, operation.requestBody?.content],
        ...Object.entries(operation.responses).map(
          ([status, response]) =>
            [`${at}/responses/${status}`, 'content' in response ? response.content : undefined] as const,
        ),
      ] as const;
      return contents.flatMap(([pointer, content]) => {
        const json = content?.['application/json'];
        const name = `${operation.operationId} ${pointer.slice(at.length)}`;
        return json === undefined
          ? []
          : [{ name, pointer: `${pointer}/content/application~1json/schema`, value: json.example }];
      });
    }),
  );
}

describe('the committed OpenAPI document', async () => {
  const committed: OpenApiDocument = JSON.parse(await readFile(file, 'utf8'));
  const examples = bodyExamples(committed);

  it('is what the program serves without a configuration; else run: npm run openapi:write', async () => {
    const config = embeddedConfig({ endpoint: 'http://127.0.0.1/', wsdls: netServerWsdls() }, {});
    const { contract } = await loadContract(config, { profiles });
    if (contract === undefined) throw new Error('no contract');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const document = JSON.parse(JSON.stringify(atOnce(openApiDocument(contract, version))));
    expect(renderDifferences(compareDocuments(committed, document))).toBe('');
  });

  it("is clean by Redocly's recommended rules", async () => {
    const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js');
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [redocly, 'lint', file, '--extends=recommended', '--format=json'],
      { env },
    ).catch((failure: { stdout: string }) => failure);
    expect(JSON.parse(stdout.slice(stdout.indexOf('{'))).problems).toEqual([]);
  });

  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'openapi', ...committed });
  it.each(examples.map((example) => [example.name, example] as const))('has a valid example: %s', (_name, example) => {
    const pointer = example.pointer.split('/').map(encodeURIComponent).join('/');
    const validate = ajv.compile({ $ref: `openapi#${pointer}` });
    expect(example.value).toBeDefined();
    expect(validate(example.value) ? [] : validate.errors).toEqual([]);
  });
});
