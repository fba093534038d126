import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../import-statements.ts';
import { startSuperofficeGateway } from './superoffice-gateway.ts';

const hasTools = ['/usr/bin/curl', '/bin/bash'].every((tool) => existsSync(tool));

describe.skipIf(!hasTools)("the README's session, by bash and curl", () => {
  it('signs in, saves, lists, updates and deletes', async () => {
    const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
    const lines = /^## Five lines\n+```sh\n(.*?)\n```/ms.exec(readme)?.[1] ?? '';
    expect(lines.split('\n')).toHaveLength(5);

    await using gateway = await startSuperofficeGateway();
    const script = lines.replaceAll('localhost:3000', gateway.url.replace('http://', ''));
    const { stdout } = await promisify(execFile)('/bin/bash', ['-c', script]);
    expect([...stdout.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['204', '200', '204', '204']);
    expect(stdout).toContain('"publicValue":"demo@mail.example"');
    expect(stdout).not.toContain('s3cret');
    expect(gateway.simulator.calls.map(({ operation }) => operation)).toEqual([
      'AuthenticateUsernamePassword',
      'SaveUntrustedCredentials',
      'GetUntrustedCredentials',
      'SaveUntrustedCredentials',
      'RemoveUntrustedCredentials',
    ]);
  });
});
