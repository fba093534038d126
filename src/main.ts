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
// From now on, since SIGHUP would otherwise end a gateway that is still starting. One that has nothing to reload goes on.
let reload: (() => void) | undefined;
let isReloadWanted = false;
if (args[0] === 'serve') {
  process.on('SIGHUP', () => {
    if (reload === undefined) isReloadWanted = true;
    else reload();
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
  onReload: (given) => {
    reload = given;
    if (isReloadWanted) given();
  },
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
