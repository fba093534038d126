import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenApiDocument } from '../../src/openapi/document.ts';
import { atOnce } from '../../src/openapi/steps.ts';
import { writeOpenApiJson, writeOpenApiYaml } from '../../src/openapi/write.ts';
import { notesProfile, notesRules } from './notes-gateway.ts';

const run = promisify(execFile);
const redocly = join(import.meta.dirname, '../../node_modules/@redocly/cli/bin/cli.js');

describe("Redocly's recommended rules", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'openapi-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const options = { title: 'Notes', version: '1.0.0', rules: notesRules() };
  const namedTwice = notesRules([
    { selector: 'Notes.Save', method: 'PATCH', path: '/folders/{note.id}/notes', body: 'note' },
  ]);
  it.each([
    ['with a profile, as JSON', 'a.json', writeOpenApiJson, { ...options, profiles: new Map([['crm', notesProfile]]) }],
    ['without one, as YAML', 'b.yaml', writeOpenApiYaml, options],
    ['with a path that two routes name differently', 'c.json', writeOpenApiJson, { ...options, rules: namedTwice }],
  ] as const)('find nothing in a document %s', async (_name, file, write, made) => {
    const path = join(folder, file);
    await writeFile(path, write(atOnce(createOpenApiDocument(made))));
    const lint = run(process.execPath, [redocly, 'lint', path, '--extends=recommended', '--format=json'], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
    const { stdout } = await lint.catch((failure: { stdout: string }) => failure);
    const { totals, problems } = JSON.parse(stdout.slice(stdout.indexOf('{')));
    expect(problems.map((each: { ruleId: string; message: string }) => `${each.ruleId}: ${each.message}`)).toEqual([]);
    expect(totals.errors + totals.warnings).toBe(0);
  });
});
