import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { repositoryRoot } from '../import-statements.ts';
import { readDashboardQueries, readRules } from './rule-files.ts';

const isInstalled = spawnSync('promtool', ['--version']).status === 0;
const folder = join(repositoryRoot, 'monitoring/prometheus');

/** Runs promtool. @returns what it printed; @throws Error with that when it is not content */
function promtool(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', [...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout + stderr;
}

describe.skipIf(!isInstalled)('promtool', () => {
  const testFiles = readdirSync(folder).filter((file) => file.endsWith('.test.yaml'));

  test('the rules are valid', () => {
    expect(promtool(['check', 'rules', 'rules.yaml'])).toContain('SUCCESS');
  });

  test.each(testFiles)('%s passes', (file) => {
    expect(promtool(['test', 'rules', file])).toContain('SUCCESS');
  });

  test('every query of the dashboard is valid PromQL', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'dashboard-'));
    const rules = readDashboardQueries().map(({ expression }, index) => ({
      record: `panel:query${index}`,
      expr: expression.replaceAll('$__rate_interval', '5m').replaceAll(/\$\w+/gu, '.*'),
    }));
    const file = join(scratch, 'dashboard.yaml');
    writeFileSync(file, stringify({ groups: [{ name: 'dashboard', rules }] }));
    try {
      expect(promtool(['check', 'rules', file])).toContain(`${rules.length} rules found`);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});

describe('alert rules are tested', () => {
  interface RuleTest {
    readonly alert_rule_test?: readonly { readonly alertname: string; readonly exp_alerts?: readonly unknown[] }[];
  }
  const expectations = readdirSync(folder)
    .filter((file) => file.endsWith('.test.yaml'))
    .flatMap(
      (file) => (parse(readFileSync(join(folder, file), 'utf8')) as { readonly tests: readonly RuleTest[] }).tests,
    )
    .flatMap(({ alert_rule_test }) => alert_rule_test ?? []);
  const alerts = readRules().groups.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []));

  test.each(alerts)('%s firing and quiet', (alert) => {
    const own = expectations.filter(({ alertname }) => alertname === alert);
    expect(own.some(({ exp_alerts }) => (exp_alerts ?? []).length > 0)).toBe(true);
    expect(own.some(({ exp_alerts }) => exp_alerts === undefined)).toBe(true);
  });

  test('the resource of the Prometheus Operator has the same rules', () => {
    const file = join(repositoryRoot, 'k8s/components/prometheus-operator/prometheus-rule.yaml');
    expect((parse(readFileSync(file, 'utf8')) as { readonly spec: unknown }).spec).toEqual(readRules());
  });
});
