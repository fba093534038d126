import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/report.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';

const folder = '../shared/wsdl/Services86';

describe.skipIf(!existsSync(folder))('load: the WSDLs of NetServer', () => {
  test('all load, every operation is served, and nothing is reported', async () => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.wsdl'));
    const sink = collectDiagnostics();
    const operations: string[] = [];
    for (const file of files) {
      const definitions = await loadDefinitions(join(folder, file), {}, sink);
      for (const { name, ports } of definitions?.services ?? []) {
        for (const { binding } of ports) operations.push(...binding.operations.map((each) => `${name}.${each.name}`));
      }
    }
    expect(sink.diagnostics.map(renderDiagnostic)).toEqual([]);
    expect(files).toHaveLength(56);
    expect(operations).toHaveLength(1461);
  });
});
