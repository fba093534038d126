import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sessions } from './terminal/sessions.ts';
import { openShell } from './terminal/shell.ts';

const hasZeep = (() => {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import zeep'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!existsSync('../shared/wsdl/Services86'))('docs/terminal', () => {
  test.each(Object.keys(sessions).filter((name) => name !== 'zeep' || hasZeep))(
    '%s.txt is what a terminal shows',
    async (name) => {
      await using shell = openShell();
      await sessions[name]?.(shell);
      await expect(shell.text()).toMatchFileSnapshot(`../../docs/terminal/${name}.txt`);
    },
  );
});
