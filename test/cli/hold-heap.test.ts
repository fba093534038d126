import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { buildProgram } from './built-program.ts';

/**
 * Makes objects that live for a while, as a start does, and says how many bytes the space for young ones then has, and what is
 * resident before and after the heap is let go.
 */
const SCRIPT = `
const { getHeapSpaceStatistics } = await import('node:v8');
const { holdHeap } = await import(process.argv[1]);
const youngBytes = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size;
const work = () => {
  const kept = [];
  for (let index = 0; index < 3_000_000; index++) kept[index % 100_000] = { index, name: 'x' + index };
  return youngBytes();
};
const settle = holdHeap();
const held = work();
let dropped = Array.from({ length: 1_000_000 }, (_, index) => ({ index, name: 'x' + index, more: [index] }));
const fullMegabytes = process.memoryUsage.rss() / 2 ** 20;
dropped = undefined;
settle();
const settledMegabytes = process.memoryUsage.rss() / 2 ** 20;
console.log(JSON.stringify({ held, fullMegabytes, settledMegabytes, free: work(), hasCollector: 'gc' in globalThis }));
`;

describe('the heap of a server', () => {
  test('keeps one width during the start, gives back what that left behind, and widens under load', async () => {
    const module = join(dirname(await buildProgram()), 'cli', 'hold-heap.js');
    const args = ['--input-type=module', '-e', SCRIPT, module];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { held, fullMegabytes, settledMegabytes, free, hasCollector } = JSON.parse(stdout);
    expect(held).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(settledMegabytes).toBeLessThan(fullMegabytes - 70);
    expect(free).toBeGreaterThan(2 * held);
    expect(hasCollector).toBe(false);
  }, 60_000);
});
