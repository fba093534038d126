import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from './in-process.ts';

const ORDERS = 'test/simulator/wsdl/orders-headers.wsdl';

const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['commands', ['in'], ['inspect', 'init']],
  ['options of a command', ['call', '--t'], ['--ticket', '--timing']],
  ['operations of the WSDL on the line', ['call', '-w', ORDERS, 'Orders.P'], ['Orders.PlaceOrder']],
  ['all of them where nothing is written', ['call', '--wsdl', ORDERS, ''], ['Orders.PlaceOrder', 'Orders.CancelOrder']],
  ['operations behind --only', ['inspect', ORDERS, '--types', '--only', 'Orders.C'], ['Orders.CancelOrder']],
  ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
  ['nothing where a file is wanted', ['call', '--wsdl', ''], []],
  ['nothing behind the operation', ['call', '-w', ORDERS, 'Orders.PlaceOrder', ''], []],
  ['nothing of a WSDL that cannot be loaded', ['call', '-w', 'nowhere.wsdl', ''], []],
  ['nothing for an unknown command', ['nonsense', ''], []],
];

describe('command line: completion', () => {
  test.each(rows)('completes %s', async (_what, words, expected) => {
    const { code, stdout } = await runCommand(['completion', '--words', '--', ...words]);
    const found = stdout.split('\n').filter((word) => word !== '');
    expect([code, [...found].sort()]).toEqual([0, [...expected].sort()]);
  });

  test.each(['bash', 'zsh', 'fish'])('prints the script of %s', async (shell) => {
    const { code, stdout } = await runCommand(['completion', shell]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('soapstone completion --words --')]);
  });

  test('the script of bash gives the words to bash', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'soapstone-completion-'));
    const { stdout } = await runCommand(['completion', 'bash']);
    writeFileSync(join(folder, 'script'), stdout);
    const line = `source ${join(folder, 'script')}
      soapstone() { printf '%s\\n' "$@"; }
      COMP_WORDS=(soapstone call --wsdl a.wsdl User.); COMP_CWORD=4; _soapstone
      printf '<%s>' "\${COMPREPLY[@]}"`;
    const printed = execFileSync('bash', ['-c', line], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(printed).toBe('<completion><--words><--><call><--wsdl><a.wsdl><User.>');
  });

  test('another shell is 2', async () => {
    const { code, stderr } = await runCommand(['completion', 'tcsh']);
    expect([code, stderr]).toEqual([2, 'error: tcsh: there are bash, zsh, fish\n']);
  });
});
