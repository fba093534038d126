#!/usr/bin/env node
import { holdHeap } from './cli/hold-heap.ts';
import { runCommandLine } from './cli/main.ts';
import type { Terminal } from './cli/terminal.ts';

const args = process.argv.slice(2);
// Before most of the program is loaded. Other commands end soon, or start with little.
const settleHeap = args[0] === 'serve' ? holdHeap() : undefined;

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // Who asks twice does not want to wait.
    if (stop.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
    stop.abort(signal);
  });
}
// The reader of a pipe may leave: `soapstone inspect … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const terminal: Terminal = {
  print: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  env: process.env,
  isTerminal: process.stdout.isTTY === true,
  isErrorTerminal: process.stderr.isTTY === true,
  stopSignal: stop.signal,
  onStarted: () => settleHeap?.(),
  onReload: (reload) => void process.on('SIGHUP', reload),
  readInput: async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks).toString('utf8');
  },
};

try {
  process.exitCode = await runCommandLine(args, terminal);
} catch (error) {
  process.stderr.write(`soapstone: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
}
