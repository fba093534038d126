import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/observability/instruments.ts';
import { type MetricDefinition, metricDefinitions } from '../../src/observability/metrics.ts';

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

describe('metrics', () => {
  test('every metric of the list is there from the start, with its kind', async () => {
    const { text } = await createMetrics({ version: '1', revision: 'r' }, false).render();
    for (const { name, kind } of metricDefinitions) expect(text).toContain(`# TYPE ${name} ${kind}`);
    expect(text).toContain(`soapstone_build_info{version="1",revision="r",node_version="${process.version}"} 1`);
  });

  test('names end in their unit, and only histograms have buckets', () => {
    const definitions: readonly MetricDefinition[] = metricDefinitions;
    for (const { name, kind, buckets } of definitions) {
      expect(name.endsWith('_total')).toBe(kind === 'counter');
      expect(buckets !== undefined).toBe(kind === 'histogram');
      if (kind === 'histogram') expect(name).toMatch(/_(?:seconds|bytes)$/);
    }
  });

  test.skipIf(!hasPromtool)('promtool has nothing to say, those of Node among them', async () => {
    const metrics = createMetrics({ version: '1', revision: 'r' });
    const { instruments } = metrics;
    instruments.http_server_active_requests.inc();
    instruments.soapstone_backend_calls_total.inc({ backend: 'b', service: 's', operation: 'o', outcome: 'ok' });
    instruments.soapstone_backend_queue_wait_seconds.observe({ backend: 'b' }, 0.1);
    const { text } = await metrics.render();
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
  });
});
