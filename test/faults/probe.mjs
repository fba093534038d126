// Loaded into the gateway's process before it (`node --expose-gc --import`): measures its memory, and holds its event loop.
process.on('message', ({ id, ask, holdMs }) => {
  if (ask === 'memory') {
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    process.send({ id, bytes: heapUsed + external });
  } else {
    const untilMs = performance.now() + holdMs;
    while (performance.now() < untilMs);
    process.send({ id });
  }
});
// The channel alone must not keep the process alive.
process.channel.unref();
