import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createCodecMemo } from '../../src/codec/operation.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/report.ts';
import { createDocumentCache } from '../../src/wsdl/load/document-cache.ts';
import { expandSources } from '../../src/wsdl/load/expand-sources.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import { XS } from '../../src/xml/namespaces.ts';

const folder = '../shared/wsdl/Services86';

describe.skipIf(!existsSync(folder))('load: the WSDLs of NetServer', async () => {
  const sink = collectDiagnostics();
  const cache = createDocumentCache();
  const files = existsSync(folder) ? await expandSources([folder]) : [];
  const loaded = await Promise.all(files.map((file) => loadDefinitions(file, { cache }, sink)));
  const definitions = loaded.filter((each) => each !== undefined);

  test('all load, every operation is served, and nothing is reported', () => {
    const operations = definitions.flatMap(({ services }) =>
      services.flatMap(({ ports }) => ports.flatMap(({ binding }) => binding.operations)),
    );
    expect(sink.diagnostics.map(renderDiagnostic)).toEqual([]);
    expect(definitions).toHaveLength(56);
    expect(operations).toHaveLength(1461);
  });

  test('each type is one object, and its codec too, whatever WSDL it came with', () => {
    const memo = createCodecMemo();
    const types = new Set<object>();
    const codecs = new Set<object>();
    const names = new Set<string>();
    let count = 0;
    for (const { schemas } of definitions) {
      const compiler = memo.compilerFor(schemas, 'camel', 'literal');
      for (const [name, type] of schemas.types) {
        if (type.kind === 'simple' || name.startsWith(`{${XS}}`)) continue;
        count += 1;
        names.add(name);
        types.add(type);
        codecs.add(compiler.exactValue(type));
      }
    }
    expect(count).toBeGreaterThan(2 * names.size);
    expect([types.size, codecs.size]).toEqual([names.size, names.size]);
  });
});
