import { type Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { BuildInfo } from './build-info.ts';
import { type MetricDefinition, metricDefinitions } from './metrics.ts';
import { SeriesCounter, SeriesGauge, SeriesHistogram } from './series.ts';

type Definitions = (typeof metricDefinitions)[number];

type InstrumentOf<Definition extends MetricDefinition> = Definition['kind'] extends 'counter'
  ? SeriesCounter<Definition['labels'][number]>
  : Definition['kind'] extends 'gauge'
    ? SeriesGauge<Definition['labels'][number]>
    : SeriesHistogram<Definition['labels'][number]>;

/** The instruments by the names of {@link metricDefinitions}. */
export type Instruments = { readonly [Definition in Definitions as Definition['name']]: InstrumentOf<Definition> };

/** The metrics of one process. They outlive a reload of the configuration. */
export interface Metrics {
  readonly instruments: Instruments;
  /** The exposition text, with the media type that says its version. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Gauges of prom-client with the name of a counter, which `promtool check metrics` objects to; their sums by type stay. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/**
 * Makes every instrument, in a registry of its own.
 * @param processMetrics - whether Node's own metrics are among them; they observe the whole process, so once is enough
 */
export function createMetrics(build: BuildInfo, processMetrics = true): Metrics {
  const registry = new Registry();
  if (processMetrics) {
    collectDefaultMetrics({ register: registry });
    for (const name of MISNAMED) registry.removeSingleMetric(name);
  }
  const instruments = Object.fromEntries(
    metricDefinitions.map((definition) => [definition.name, createInstrument(definition, registry)]),
  ) as unknown as Instruments;
  instruments.soapstone_build_info.set({ ...build, node_version: process.version }, 1);
  return {
    instruments,
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function createInstrument(definition: MetricDefinition, registry: Registry): unknown {
  const { name, kind, help, labels, buckets = [] } = definition;
  const settings = { name, help, labelNames: [...labels], registers: [registry] };
  if (kind === 'counter') return startAtZero(new SeriesCounter(settings), definition);
  if (kind === 'gauge') return new SeriesGauge(settings);
  return new SeriesHistogram({ ...settings, buckets: [...buckets] });
}

/** Series whose one label has a fixed list are there from the start: a first event is then an increase, and not a new series. */
function startAtZero(counter: Counter, { labels, values = {} }: MetricDefinition): Counter {
  const [label = '', another] = labels;
  if (another === undefined) for (const value of values[label] ?? []) counter.inc({ [label]: value }, 0);
  return counter;
}
