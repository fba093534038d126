import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdBackLines } from '../../src/observability/held-back-lines.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function collect() {
  const written: string[] = [];
  return { written, lines: holdBackLines({ write: (text) => void written.push(text) }) };
}

test('held-back lines: those of a moment are written together, in order', () => {
  const { written, lines } = collect();
  lines.write('1\n');
  lines.write('2\n');
  expect(written).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(written).toEqual(['1\n2\n']);
  lines.write('3\n');
  vi.advanceTimersByTime(100);
  expect(written).toEqual(['1\n2\n', '3\n']);
});

test('held-back lines: many do not wait for the moment to be over', () => {
  const { written, lines } = collect();
  for (let count = 0; count < 65; count += 1) lines.write(`${'x'.repeat(1023)}\n`);
  expect(written.map(({ length }) => length)).toEqual([64 * 1024]);
  lines.release();
  expect(written.join('')).toHaveLength(65 * 1024);
});

test('held-back lines: nothing is written when there is nothing to release', () => {
  const { written, lines } = collect();
  lines.write('1\n');
  lines.release();
  lines.release();
  vi.advanceTimersByTime(1000);
  expect(written).toEqual(['1\n']);
});
