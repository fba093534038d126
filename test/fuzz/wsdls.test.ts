import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { collectDiagnostics, DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import { compileEndpoints } from '../../src/simulator/compile-endpoints.ts';
import { netServerWsdls } from '../../src/simulator/netserver/start.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import { ledgerWsdl } from '../faults/ledger.ts';
import { FUZZ_TIMEOUT_MS, fuzzParameters } from './fuzz-parameters.ts';
import { mutated } from './mutations.ts';

const folder = mkdtempSync(join(tmpdir(), 'soapstone-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Loads and compiles a WSDL. @returns what is wrong with it, each with its place */
async function load(text: string): Promise<readonly { readonly line: number; readonly message: string }[]> {
  const file = join(folder, 'mutated.wsdl');
  writeFileSync(file, text);
  const sink = collectDiagnostics();
  try {
    const definitions = await loadDefinitions(file, {}, sink);
    if (definitions !== undefined && !sink.hasErrors) await compileEndpoints([definitions]);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ location, message }) => ({ line: location.line, message }));
  }
  return sink.diagnostics.map(({ location, message }) => ({ line: location.line, message }));
}

describe('fuzz: WSDLs', () => {
  test.each([
    ['a small one', ledgerWsdl('Ledger'), 300],
    ['one of NetServer', readFileSync(netServerWsdls()[0] ?? '', 'utf8'), 60],
  ])(
    '%s, mutated, is compiled or refused with places, and nothing else happens',
    async (_name, text, runs) => {
      const property = fc.asyncProperty(mutated(text), async (document) => {
        for (const { line, message } of await load(document)) {
          expect(line).toBeGreaterThan(0);
          expect(message).not.toBe('');
        }
      });
      await fc.assert(property, fuzzParameters(runs));
    },
    FUZZ_TIMEOUT_MS,
  );
});
