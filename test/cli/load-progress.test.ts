import { expect, test } from 'vitest';
import { createLoadProgress } from '../../src/cli/load-progress.ts';

function shown(isErrorTerminal: boolean): string {
  let text = '';
  let now = 0;
  const complain = (more: string) => {
    text += more;
  };
  const progress = createLoadProgress({ complain, isErrorTerminal }, () => now);
  for (const source of ['a/A.wsdl', 'a/B.wsdl', 'a/C.wsdl', 'a/D.wsdl']) {
    progress.onLoad(source);
    now += 300;
  }
  progress.end();
  return text;
}

test('progress: after half a second, on a terminal in one line that is taken away at the end', () => {
  expect(shown(true)).toBe('\r\u001b[Kloading 3: C.wsdl\r\u001b[Kloading 4: D.wsdl\r\u001b[K');
});

test('progress: elsewhere one line in all', () => {
  expect(shown(false)).toBe('loading the WSDLs …\n');
});
