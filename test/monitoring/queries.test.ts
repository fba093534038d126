import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { type MetricDefinition, metricDefinitions } from '../../src/observability/metrics.ts';
import { repositoryRoot } from '../import-statements.ts';
import { namesIn } from './promql.ts';
import { readDashboard, readDashboardQueries, readRules } from './rule-files.ts';

/** Labels that service discovery adds, and the one that histograms have. */
const FROM_OUTSIDE = ['namespace', 'pod', 'job', 'instance', 'le'];

/** Labels of every series that can exist, by its name. */
function knownSeries(): Map<string, readonly string[]> {
  const known = new Map<string, readonly string[]>();
  for (const { name, kind, labels } of metricDefinitions as readonly MetricDefinition[]) {
    const suffixes = kind === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    for (const suffix of suffixes) known.set(name + suffix, labels);
  }
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const metric of registry.getMetricsAsArray()) {
    const isHistogram = (metric as unknown as { readonly type: unknown }).type === 'histogram';
    for (const suffix of isHistogram ? ['_bucket', '_sum', '_count'] : ['']) known.set(metric.name + suffix, []);
  }
  registry.clear();
  return known;
}

const rules = readRules().groups.flatMap(({ rules }) => rules);
const queries = [
  ...rules.map(({ record, alert, expr }) => ({ panel: record ?? alert ?? '', expression: expr })),
  ...readDashboardQueries(),
];
const series = knownSeries();
for (const { record } of rules) if (record !== undefined) series.set(record, []);

describe('queries of alert rules and dashboard', () => {
  test('names are told from functions, labels and durations', () => {
    const expression =
      'sum by (le, a) (rate(x_total{b="c", d=~"e"}[5m])) / on (f) y > 0.5 and absent(z) or 2 * rec:z:5m';
    expect(namesIn(expression)).toEqual({
      metrics: ['x_total', 'y', 'z', 'rec:z:5m'],
      labels: ['b', 'd', 'le', 'a', 'f'],
      compared: [
        ['b', 'c'],
        ['d', 'e'],
      ],
    });
  });

  test('each names at least one metric', () => {
    expect(queries.filter(({ expression }) => namesIn(expression).metrics.length === 0)).toEqual([]);
  });

  test('each metric that they name exists', () => {
    const unknown = queries.flatMap(({ panel, expression }) =>
      namesIn(expression)
        .metrics.filter((name) => !series.has(name))
        .map((name) => `${panel}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test('each label that they name is one of the metrics in the query', () => {
    const unknown = queries.flatMap(({ panel, expression }) => {
      const { metrics, labels } = namesIn(expression);
      const known = new Set([...FROM_OUTSIDE, ...metrics.flatMap((name) => series.get(name) ?? [])]);
      return labels.filter((label) => !known.has(label)).map((label) => `${panel}: ${label}`);
    });
    expect(unknown).toEqual([]);
  });

  test('labels with a fixed list are compared with values of it', () => {
    const definitions = metricDefinitions as readonly MetricDefinition[];
    const unknown = queries.flatMap(({ panel, expression }) => {
      const { metrics, compared } = namesIn(expression);
      const named = definitions.filter(({ name }) => metrics.some((metric) => metric.startsWith(name)));
      return compared
        .filter(([label, value]) => named.some(({ values }) => values?.[label]?.includes(value) === false))
        .map(([label, value]) => `${panel}: ${label}="${value}"`);
    });
    expect(unknown).toEqual([]);
  });

  test('each metric of the program is on the dashboard', () => {
    const shown = new Set(readDashboardQueries().flatMap(({ expression }) => namesIn(expression).metrics));
    const missing = metricDefinitions
      .map(({ name }) => name)
      .filter((name) => !shown.has(name) && !shown.has(`${name}_bucket`) && !shown.has(`${name}_count`));
    expect(missing).toEqual([]);
  });
});

describe('dashboard', () => {
  test('has the rows and variables that its users are promised', () => {
    const { panels, templating } = readDashboard();
    const rows = panels.filter((panel) => panel.targets === undefined).map(({ title }) => title);
    expect(rows).toEqual(['Objectives', 'Routes', 'Backends', 'Resilience', 'Sign-in', 'Process']);
    expect(templating.list.map(({ name }) => name)).toEqual(['datasource', 'namespace', 'backend']);
  });
});

describe('alerts', () => {
  const alerts = rules.filter(({ alert }) => alert !== undefined);

  test.each(alerts.map((rule) => [rule.alert, rule] as const))(
    '%s says what is wrong and links to its page',
    (_name, rule) => {
      expect(rule.annotations?.summary).toMatch(/\S/u);
      expect(['page', 'ticket']).toContain(rule.labels?.severity);
      expect(rule.annotations?.runbook_url).toMatch(/^docs\/runbooks\/[a-z-]+\.md$/u);
      expect(existsSync(join(repositoryRoot, rule.annotations?.runbook_url ?? ''))).toBe(true);
    },
  );
});
