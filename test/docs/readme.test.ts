import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../cli/built-program.ts';
import { repositoryRoot } from '../import-statements.ts';

const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');

/** The shell commands under a heading. */
function commandsUnder(heading: string): string {
  const section = readme.split(/^## /mu).find((text) => text.startsWith(`${heading}\n`));
  return /```sh\n(.*?)```/su.exec(section ?? '')?.[1] ?? '';
}

describe("the README's five lines", () => {
  let child: ChildProcess;
  let banner = '';
  let host = '';
  beforeAll(async () => {
    const main = await buildProgram();
    child = spawn(process.execPath, [main, 'serve'], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('no standard output');
    for await (const line of createInterface({ input: child.stdout })) {
      banner += `${line}\n`;
      host ||= /gateway\s+http:\/\/(localhost:\d+)/u.exec(line)?.[1] ?? '';
      if (line.includes('try ')) break;
    }
  });
  afterAll(async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  test('the start tells where everything is, whom to sign in as, and what to try', () => {
    expect(banner).toMatch(/^soapstone \d+\.\d+\.\d+ {2}JSON in, SOAP out$/mu);
    expect(banner).toMatch(/docs \/docs {3}metrics \/metrics {3}OpenAPI \/openapi\.json$/mu);
    expect(banner).toMatch(/NetServer simulator http:\S+ {3}2 services, 14 operations$/mu);
    expect(banner).toContain('sign in   demo / demo');
    expect(banner).toContain(`curl -s ${host}/sessions`);
  });

  test('sign in, save, list, update and delete by copy and paste', async () => {
    const script = commandsUnder('Five lines').replaceAll('localhost:3000', host);
    expect(script.trim().split('\n')).toHaveLength(5);
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script]);
    expect(stdout.match(/HTTP\/1\.1 \d+/gu)).toEqual(['HTTP/1.1 204', 'HTTP/1.1 200', 'HTTP/1.1 204', 'HTTP/1.1 204']);
    expect(stdout).toContain('"publicValue":"demo@mail.example"');
  });
});

test('the README names the two commands that start it and the one that tests it', () => {
  expect(readme).toContain('```sh\nnpm ci\nnpm start\n```');
  expect(commandsUnder('Tests')).toBe('npm test\n');
});
