import { afterEach, describe, expect, it, vi } from 'vitest';
import { createUndiciTransport } from '../../src/soap/transport-undici.ts';
import { always, startRawServer } from './raw-server.ts';
import { transportRequest } from './requests.ts';

const REPLY = Buffer.alloc(3_000_000, 'x');

/** What this test needs of WebAssembly, whose types come with those of browsers. */
interface WasmInstance {
  readonly exports: { readonly memory: { readonly buffer: ArrayBuffer } };
}
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { Instance: new (module: object, imports: object) => WasmInstance };
};

/** The instances of modules that are made meanwhile: undici makes the one of its parser with its first connection. */
function watchInstances(): readonly WasmInstance[] {
  const instances: WasmInstance[] = [];
  const { Instance } = WebAssembly;
  vi.spyOn(WebAssembly, 'Instance').mockImplementation(function made(module, imports) {
    const instance = new Instance(module, imports);
    instances.push(instance);
    return instance;
  });
  return instances;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('transport: large replies', () => {
  it('transport: a large reply detaches no ArrayBuffer, after which V8 would be slow on all bytes', async () => {
    const instances = watchInstances();
    await using server = await startRawServer(always(200, REPLY));
    const { transport, close } = createUndiciTransport({
      connectTimeoutMs: 2_000,
      connectionsMax: 4,
      replyBytesMax: REPLY.length,
    });
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => transport(transportRequest(server.url))));
    for (const reply of [first, ...others]) expect(Buffer.compare(reply?.body ?? Buffer.alloc(0), REPLY)).toBe(0);
    await close();
    expect(instances.map(({ exports }) => exports.memory.buffer.byteLength)).toEqual([128 * 1024]);
  });
});
