import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { GatewayResponse } from '../../src/gateway/exchange.ts';
import { startOverHttp } from './gateway-over-http.ts';

/** An exchange that ends when the test says so. */
function held() {
  let release: (answer: GatewayResponse) => void = () => undefined;
  let started: () => void = () => undefined;
  const isStarted = new Promise<void>((resolve) => {
    started = resolve;
  });
  const exchange = () =>
    new Promise<GatewayResponse>((resolve) => {
      release = resolve;
      started();
    });
  return { exchange, isStarted, release: () => release({ status: 200, headers: {}, body: 'done', route: '/x' }) };
}

describe('HTTP: stopping', () => {
  test('what runs is finished, its connection closed, and nothing new is accepted', async () => {
    const { exchange, isStarted, release } = held();
    const gateway = await startOverHttp(exchange);
    const running = fetch(`${gateway.url}/x`);
    await isStarted;
    gateway.health.set('draining');
    const stopped = gateway.server.stop(10_000);
    await expect(fetch(`${gateway.url}/x`)).rejects.toThrow();
    release();
    const response = await running;
    expect(await response.text()).toBe('done');
    expect(await stopped).toBe(true);
  });

  test('a request that does not end in time is cut off', async () => {
    const gateway = await startOverHttp(() => new Promise(() => undefined));
    const cut = fetch(`${gateway.url}/x`).then(
      () => 'answered',
      () => 'cut off',
    );
    await expect.poll(async () => (await gateway.metrics.render()).text).toContain('http_server_active_requests 1');
    expect(await gateway.server.stop(10)).toBe(false);
    expect(await cut).toBe('cut off');
  });

  test('a connection that says nothing does not hold it up', async () => {
    const gateway = await startOverHttp(async () => ({ status: 204, headers: {} }));
    const socket = connect(gateway.server.port, '127.0.0.1');
    await once(socket, 'connect');
    await fetch(`${gateway.url}/x`);
    expect(await gateway.server.stop(60_000)).toBe(true);
    socket.destroy();
  });
});
