import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/load.ts';
import { repositoryRoot } from '../import-statements.ts';

test('docs/limits.md names the defaults that the program has', () => {
  const { config } = readConfig('backends: { any: { wsdl: any.wsdl } }', 'soapstone.yaml', {});
  if (config === undefined) throw new Error('a configuration of defaults is refused');
  const [backend] = config.backends;
  const seconds = (milliseconds: number | undefined) => `${(milliseconds ?? 0) / 1000} s`;
  const page = readFileSync(join(repositoryRoot, 'docs/limits.md'), 'utf8');
  const written = [...page.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gmu)].map(([, setting, value]) => [setting, value]);
  expect(Object.fromEntries(written)).toEqual({
    'limits.requestBody': `${config.limits.requestBodyBytes / 2 ** 20} MiB`,
    'limits.reply': `${config.limits.replyBytes / 2 ** 20} MiB`,
    'limits.depth': String(config.limits.depth),
    'limits.attributes': String(config.limits.attributes),
    'limits.elements': config.limits.elements.toLocaleString('en'),
    'backends.*.timeouts.connect': seconds(backend?.timeouts.connectMs),
    'backends.*.timeouts.total': seconds(backend?.timeouts.totalMs),
    'backends.*.concurrency.inFlight': String(backend?.concurrency.inFlight),
    'backends.*.concurrency.waiting': String(backend?.concurrency.waiting),
    rateLimit: `${config.rateLimit?.limit} in ${(config.rateLimit?.windowMs ?? 0) / 60_000} m`,
    'rateLimit.failedSignIns': String(config.rateLimit?.failedSignIns),
    'idempotency.keep': `${config.idempotency.keepMs / 3_600_000} h`,
    'idempotency.entries': config.idempotency.entries.toLocaleString('en'),
    'idempotency.bytes': `${config.idempotency.bytes / 2 ** 20} MiB`,
    'server.headersTimeout': seconds(config.server.headersTimeoutMs),
    'server.requestTimeout': seconds(config.server.requestTimeoutMs),
    'server.drain': seconds(config.server.drainMs),
  });
});
