import { describe, expect, test } from 'vitest';
import { parseImports, readImports, sourceFiles } from './import-statements.ts';

/**
 * What may import what: a file imports from its own line or from earlier ones. The longest entry that fits a file is its
 * line, so that a contract (`gateway/operation.ts`) can stand before the folder that holds it.
 */
const layers = [
  ['json/', 'diagnostics/'],
  ['config/'],
  ['observability/'],
  ['xml/'],
  ['xsd/model/'],
  ['xsd/builtin/'],
  ['xsd/pattern/'],
  ['xsd/parse/'],
  ['xsd/resolve/'],
  ['wsdl/'],
  ['codec/'],
  ['soap/'],
  ['resilience/'],
  ['auth/'],
  ['gateway/operation.ts'],
  ['gateway/rule/'],
  ['gateway/'],
  ['openapi/'],
  ['diff/'],
  ['superoffice/', 'simulator/'],
  ['http/'],
  ['app/'],
  ['app.ts'],
  ['cli/'],
  ['main.ts'],
] as const;

/** Packages that stay in one place, and where that is. A path ending in `/` is a folder. */
const homes: Readonly<Record<string, readonly string[]>> = {
  express: ['http/'],
  'express-rate-limit': ['http/'],
  helmet: ['http/'],
  'rate-limit-redis': ['http/'],
  'prom-client': ['observability/'],
  pino: ['observability/'],
  '@opentelemetry/api': ['observability/open-telemetry.ts'],
  '@opentelemetry/exporter-trace-otlp-http': ['observability/open-telemetry.ts'],
  '@opentelemetry/resources': ['observability/open-telemetry.ts'],
  '@opentelemetry/sdk-trace-base': ['observability/open-telemetry.ts'],
  soap: ['soap/client.ts', 'auth/outbound/'],
  cockatiel: ['resilience/'],
  commander: ['cli/'],
  zod: ['config/'],
};

/** Folders that know neither Express nor any vendor. */
const engine = ['xml/', 'xsd/', 'wsdl/', 'codec/', 'soap/', 'gateway/', 'openapi/'];

function layerOf(file: string): number {
  let best = -1;
  let length = 0;
  layers.forEach((entries, index) => {
    for (const entry of entries) {
      if (!file.startsWith(entry) || entry.length <= length) continue;
      best = index;
      length = entry.length;
    }
  });
  return best;
}

const imports = readImports();

describe('the direction of imports', () => {
  test('every file of src/ belongs to a layer', () => {
    expect(sourceFiles().filter((file) => layerOf(file) < 0)).toEqual([]);
  });

  test('no file imports from a later layer', () => {
    const against = imports
      .filter(({ from, to }) => to !== undefined && layerOf(to) > layerOf(from))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(against).toEqual([]);
  });

  test('folders on one line do not import each other', () => {
    const folder = (file: string) => file.slice(0, file.indexOf('/'));
    const across = imports
      .filter(({ from, to }) => to !== undefined && layerOf(to) === layerOf(from) && folder(to) !== folder(from))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(across).toEqual([]);
  });

  test('imports are read from every form of the statement', () => {
    const text = [
      "import type { A } from '../a.ts';",
      "import {\n  B,\n} from '@scope/b/deep.js';",
      "import './effect.ts';",
      "export { C } from './c.ts';",
      "const d = await import('./d.ts');",
    ].join('\n');
    expect(parseImports('x/y.ts', text)).toEqual([
      { from: 'x/y.ts', to: 'a.ts', typeOnly: true },
      { from: 'x/y.ts', packageName: '@scope/b', typeOnly: false },
      { from: 'x/y.ts', to: 'x/c.ts', typeOnly: false },
      { from: 'x/y.ts', to: 'x/effect.ts', typeOnly: false },
      { from: 'x/y.ts', to: 'x/d.ts', typeOnly: false },
    ]);
  });
});

describe('packages stay where they belong', () => {
  test.each(Object.entries(homes))('%s is imported only from %j', (name, places) => {
    const astray = imports
      .filter(({ packageName, typeOnly }) => packageName === name && !typeOnly)
      .filter(({ from }) => !places.some((place) => from.startsWith(place)))
      .map(({ from }) => from);
    expect(astray).toEqual([]);
  });

  test('the engine imports neither Express nor a vendor, types included', () => {
    const astray = imports
      .filter(({ from }) => engine.some((folder) => from.startsWith(folder)))
      .filter(({ to, packageName }) => packageName === 'express' || to?.startsWith('superoffice/'))
      .map(({ from, to, packageName }) => `${from} imports ${to ?? packageName}`);
    expect(astray).toEqual([]);
  });
});
