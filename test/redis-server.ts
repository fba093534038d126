import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';

const PROGRAM = '/usr/bin/redis-server';

/** Whether the real thing is on this machine. */
export const hasRedisServer = existsSync(PROGRAM);

/** A redis-server of a test's own. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  /** Kills it, as a failing machine would. */
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
}

/** Starts a redis-server that keeps nothing on disk, on a port that the system chooses. */
export async function startRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  let stopRunning: (() => Promise<void>) | undefined;
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      const child = spawn(PROGRAM, args, { stdio: 'ignore' });
      const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      stopRunning = async () => {
        child.kill('SIGKILL');
        await exited;
      };
      while (!(await isListening(port)) && child.exitCode === null) await new Promise((next) => setTimeout(next, 10));
    },
    async stop() {
      await stopRunning?.();
      stopRunning = undefined;
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
  await server.start();
  return server;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
