import {
  Counter,
  type CounterConfiguration,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  type HistogramConfiguration,
} from 'prom-client';

/*
 * Counters, gauges and histograms of prom-client that give out their series. prom-client looks a series up anew with each
 * value, also behind `labels()`: labels are checked, sorted and joined, which for the ten values of a request was a tenth of a
 * small call. What is exposed stays prom-client's to write.
 */

/** The labels of one series: each has its value. */
export type SeriesLabels<Label extends string> = Readonly<Record<Label, string>>;

/** One series of a counter or gauge: counting is an addition, and prom-client is told when it is scraped. */
export interface Tally {
  value: number;
}

/** One series of a histogram. */
export interface Observations {
  observe(value: number): void;
}

/** A counter; what is added to the value of one of its series is counted. */
export class SeriesCounter<Label extends string> extends Counter<Label> {
  readonly #kept: Kept<Label, Tally>;

  constructor(configuration: CounterConfiguration<Label>) {
    super(configuration);
    this.#kept = keepSeries(configuration.labelNames ?? [], () => ({ value: 0 }));
  }

  /** The series of these labels: the same one each time. */
  series(labels: SeriesLabels<Label>): Tally {
    return this.#kept.find(labels);
  }

  override get(): ReturnType<Counter<Label>['get']> {
    for (const { labels, series } of this.#kept.all()) {
      if (series.value > 0) this.inc(labels, series.value);
      series.value = 0;
    }
    return super.get();
  }
}

/** A gauge; the value of one of its series is what it shows. */
export class SeriesGauge<Label extends string> extends Gauge<Label> {
  readonly #kept: Kept<Label, Tally>;

  constructor(configuration: GaugeConfiguration<Label>) {
    super(configuration);
    this.#kept = keepSeries(configuration.labelNames ?? [], () => ({ value: 0 }));
  }

  /** The series of these labels: the same one each time. */
  series(labels: SeriesLabels<Label>): Tally {
    return this.#kept.find(labels);
  }

  override get(): ReturnType<Gauge<Label>['get']> {
    for (const { labels, series } of this.#kept.all()) this.set(labels, series.value);
    return super.get();
  }
}

/** A histogram that is observed through its series alone. */
export class SeriesHistogram<Label extends string> extends Histogram<Label> {
  readonly #name: string;
  readonly #help: string;
  readonly #kept: Kept<Label, BucketCounts>;

  constructor(configuration: HistogramConfiguration<Label> & { buckets: number[] }) {
    super(configuration);
    this.#name = configuration.name;
    this.#help = configuration.help;
    this.#kept = keepSeries(configuration.labelNames ?? [], () => new BucketCounts(configuration.buckets));
  }

  /** The series of these labels: the same one each time. */
  series(labels: SeriesLabels<Label>): Observations {
    return this.#kept.find(labels);
  }

  /** What prom-client (15.1) writes the exposition from, and makes {@link get} of. */
  async getForPromString() {
    const values = this.#kept.all().flatMap(({ labels, series }) => series.expose(this.#name, labels));
    return { name: this.#name, help: this.#help, type: 'histogram', values, aggregator: 'sum' };
  }
}

/** How many values fell under each bound, and their sum. */
class BucketCounts implements Observations {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.#sum += value;
    this.#count += 1;
    const bounds = this.#bounds;
    for (let index = 0; index < bounds.length; index++) {
      if (value <= (bounds[index] ?? 0)) {
        this.#counts[index] = (this.#counts[index] ?? 0) + 1;
        return;
      }
    }
  }

  expose<Label extends string>(name: string, labels: SeriesLabels<Label>) {
    let below = 0;
    const value = (suffix: string, of: number, le: Readonly<Record<string, string | number>> = {}) => ({
      metricName: `${name}_${suffix}`,
      labels: { ...le },
      sharedLabels: labels,
      value: of,
    });
    const buckets = this.#bounds.map((le, index) => {
      below += this.#counts[index] ?? 0;
      return value('bucket', below, { le });
    });
    const all = value('bucket', this.#count, { le: '+Inf' });
    return [...buckets, all, value('sum', this.#sum), value('count', this.#count)];
  }
}

interface Kept<Label extends string, Series> {
  find(labels: SeriesLabels<Label>): Series;
  all(): readonly { readonly labels: SeriesLabels<Label>; readonly series: Series }[];
}

function keepSeries<Label extends string, Series>(names: readonly Label[], make: () => Series): Kept<Label, Series> {
  const kept = new Map<string, { readonly labels: SeriesLabels<Label>; readonly series: Series }>();
  return {
    find(labels) {
      const key = JSON.stringify(names.map((name) => labels[name]));
      let found = kept.get(key);
      if (found === undefined) {
        found = { labels, series: make() };
        kept.set(key, found);
      }
      return found.series;
    },
    all: () => [...kept.values()],
  };
}
