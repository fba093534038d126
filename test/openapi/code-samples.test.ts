import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { httpSamples } from '../../src/openapi/code-samples.ts';
import { createOpenApiDocument } from '../../src/openapi/document.ts';
import { atOnce } from '../../src/openapi/steps.ts';
import { notesProfile, notesRules } from './notes-gateway.ts';

const document = atOnce(
  createOpenApiDocument({
    title: 'Notes',
    version: '1',
    rules: notesRules(),
    profiles: new Map([['crm', notesProfile]]),
    codeSamples: httpSamples,
  }),
);

function sample(method: 'get' | 'post' | 'put', path: string, label: string): string {
  return document.paths[path]?.[method]?.['x-codeSamples']?.find((each) => each.label === label)?.source ?? '';
}

describe('samples of calls', () => {
  it('are commands for curl', () => {
    expect(sample('get', '/folders/{folder}/notes', 'curl')).toBe(
      `curl -s 'https://gateway.example/folders/home/notes' \\\n  -H "Authorization: Bearer $TICKET"`,
    );
    expect(sample('put', '/folders/{folder}/notes/{id}', 'curl')).toBe(
      `curl -s 'https://gateway.example/folders/home/notes/7' \\
  -X PUT \\
  -H "Authorization: Bearer $TICKET" \\
  -H 'Content-Type: application/json' \\
  -d '{
  "text": "Milk",
  "secretValue": "not-a-secret",
  "replies": []
}'`,
    );
  });

  it('are quoted for the shell', () => {
    const [rule] = notesRules().filter(({ path }) => path === '/services/Notes/Save');
    if (rule === undefined) throw new Error('no rule');
    const listed = { rule, operationId: 'x', tag: 'x', isGeneric: true };
    const text = `it's "$HOME" \`and\``;
    const operation = {
      operationId: 'x',
      summary: '',
      tags: [],
      responses: {},
      security: [],
      requestBody: { required: true, content: { 'application/json': { schema: {}, example: { text } } } },
    };
    const [curl] = httpSamples(listed, operation);
    const command = (curl?.source ?? '').replace('curl -s', 'printf "%s\\n"');
    const printed = execFileSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(printed).toContain(JSON.stringify(text));
  });

  it('are statements for fetch that run', () => {
    expect(sample('get', '/folders/{folder}/notes', 'fetch')).toContain(
      `headers: { Authorization: \`Bearer \${ticket}\` }`,
    );
    for (const item of Object.values(document.paths)) {
      for (const operation of Object.values(item)) {
        const source = operation['x-codeSamples']?.find(({ label }) => label === 'fetch')?.source ?? 'not there';
        expect(() => new Function('ticket', `return async () => { ${source}\n }`)).not.toThrow();
      }
    }
  });
});
