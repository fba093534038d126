import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manageCredentials } from '../../examples/typed-client/manage-credentials.ts';
import { type EmbeddedGateway, startEmbeddedGateway } from './embedded-gateway.ts';

const folder = join(import.meta.dirname, '../../examples/typed-client');
const generator = join(folder, 'node_modules/openapi-typescript/bin/cli.js');

describe('the typed client', () => {
  let served: EmbeddedGateway;
  beforeAll(async () => {
    served = await startEmbeddedGateway();
  });
  afterAll(() => served?.close());

  it('signs in, saves, lists, updates, deletes, and knows each problem by its type', async () => {
    expect(await manageCredentials(served.url, 'demo', 'demo')).toEqual([
      'signed in as demo',
      'saved mail.example.com/typed',
      'found mail.example.com/typed: By the typed client',
      'updated mail.example.com/typed',
      'deleted: mail.example.com/typed',
      'not deleted again: there is no such thing',
      expect.stringMatching(/^refused: \/validFrom /),
    ]);
    expect(await manageCredentials(served.url, 'demo', 'wrong')).toEqual(['cannot sign in: sign in (again)']);
  });
});

describe.skipIf(!existsSync(generator))(
  'the types of the client, made anew (npm install in examples/typed-client)',
  () => {
    it('are those of the committed document; else run: npm run generate', () => {
      const made = mkdtempSync(join(tmpdir(), 'types-'));
      const file = join(made, 'soapstone.d.ts');
      execFileSync(process.execPath, [generator, '../../openapi/openapi.json', '--output', file], { cwd: folder });
      const text = readFileSync(file, 'utf8');
      rmSync(made, { recursive: true });
      expect(text).toBe(readFileSync(join(folder, 'soapstone.d.ts'), 'utf8'));
    });
  },
);

describe('the types of the client', () => {
  it('name every operation', () => {
    const { paths } = JSON.parse(readFileSync(join(folder, '../../openapi/openapi.json'), 'utf8'));
    const types = readFileSync(join(folder, 'soapstone.d.ts'), 'utf8');
    for (const path of Object.keys(paths)) expect(types).toContain(`"${path}": {`);
  });
});
