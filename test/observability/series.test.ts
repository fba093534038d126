import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { SeriesCounter, SeriesGauge, SeriesHistogram } from '../../src/observability/series.ts';

const BUCKETS = [0.01, 0.1, 1];

describe('series that are looked up once', () => {
  test('a histogram exposes what one of prom-client exposes', async () => {
    const observation = fc.record({
      route: fc.constantFrom('/a', '/b"\\\n'),
      status: fc.constantFrom('200', '502'),
      value: fc.oneof(fc.constantFrom(0, 0.01, 0.1, 1, 2), fc.double({ min: 0, max: 3, noNaN: true })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(observation, { maxLength: 30 }), async (observations) => {
        const [ours, theirs] = [new Registry(), new Registry()];
        const settings = { name: 'h_seconds', help: 'Help.', labelNames: ['route', 'status'] as const };
        const mine = new SeriesHistogram({ ...settings, buckets: [...BUCKETS], registers: [ours] });
        const plain = new Histogram({ ...settings, buckets: [...BUCKETS], registers: [theirs] });
        for (const { value, ...labels } of observations) {
          mine.series(labels).observe(value);
          plain.observe(labels, value);
        }
        expect(lines(await ours.metrics())).toEqual(lines(await theirs.metrics()));
        expect(lines(JSON.stringify(await ours.getMetricsAsJSON()))).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });

  test('a counter counts what its series and its plain calls add, over several scrapes', async () => {
    const registry = new Registry();
    const counter = new SeriesCounter({ name: 'c_total', help: 'Help.', labelNames: ['of'], registers: [registry] });
    const series = counter.series({ of: 'x' });
    series.value += 2;
    counter.inc({ of: 'x' });
    expect(await registry.metrics()).toContain('c_total{of="x"} 3');
    counter.series({ of: 'x' }).value += 1;
    expect(await registry.metrics()).toContain('c_total{of="x"} 4');
  });

  test('a counter shows no series in which nothing happened', async () => {
    const registry = new Registry();
    const counter = new SeriesCounter({ name: 'c_total', help: 'Help.', labelNames: ['of'], registers: [registry] });
    counter.series({ of: 'x' });
    expect(await registry.metrics()).not.toContain('of="x"');
  });

  test('a gauge shows the present value of its series', async () => {
    const registry = new Registry();
    const gauge = new SeriesGauge({ name: 'g', help: 'Help.', registers: [registry] });
    gauge.series({}).value = 7;
    expect(await registry.metrics()).toMatch(/^g 7$/m);
    gauge.series({}).value = 0;
    expect(await registry.metrics()).toMatch(/^g 0$/m);
  });
});

/** Order within a label set is not part of the format. */
function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\{(.*)\}/, (_all, labels) => `{${labels.split(',').sort().join(',')}}`));
}
