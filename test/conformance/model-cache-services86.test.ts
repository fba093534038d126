import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type LoadedContract, loadContract } from '../../src/app/contract.ts';
import { profiles } from '../../src/app/create-app.ts';
import { openApiDocument } from '../../src/app/openapi-document.ts';
import { defaultConfig } from '../../src/config/defaults.ts';
import { atOnce } from '../../src/openapi/steps.ts';
import { writeOpenApiJson } from '../../src/openapi/write.ts';

const folder = new URL('../../../shared/wsdl/Services86', import.meta.url).pathname;
const modelCache = mkdtempSync(join(tmpdir(), 'soapstone-models-'));
afterAll(() => rmSync(modelCache, { recursive: true }));

describe.skipIf(!existsSync(folder))('the 56 WSDLs of Services86 from a kept model', () => {
  test('are documented byte for byte as without one, with the same findings', async () => {
    const config = defaultConfig({ wsdl: [folder] }, {});
    const failures: unknown[] = [];
    const loads: boolean[] = [];
    const start = (kept: string | undefined) =>
      loadContract(
        { ...config, modelCache: kept },
        {
          profiles,
          keepModels: { version: '1.0.0', onFailure: (error) => failures.push(error), onOpen: (is) => loads.push(is) },
        },
      );
    const without = await start(undefined);
    const cold = await start(modelCache);
    const warm = await start(modelCache);
    expect(failures).toEqual([]);
    expect(readdirSync(modelCache)).toHaveLength(1);
    expect(loads).toEqual([false, true]);
    expect(without.contract?.operations).toHaveLength(1461);
    expect(documentOf(warm) === documentOf(without)).toBe(true);
    expect([cold.diagnostics, warm.diagnostics]).toEqual([without.diagnostics, without.diagnostics]);
  }, 120_000);
});

function documentOf({ contract }: LoadedContract): string {
  if (contract === undefined) throw new Error('there is no contract');
  return writeOpenApiJson(atOnce(openApiDocument(contract, '1.0.0')));
}
