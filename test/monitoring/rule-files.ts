import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../import-statements.ts';

/** A rule as Prometheus has it: it records a series or is an alert. */
export interface PrometheusRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** `groups:` of the rules. */
export interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly PrometheusRule[] }[];
}

/** The rules of monitoring/prometheus/rules.yaml. */
export function readRules(): RuleFile {
  return parse(readFileSync(join(repositoryRoot, 'monitoring/prometheus/rules.yaml'), 'utf8')) as RuleFile;
}

/** A query of the dashboard and where it stands. */
export interface PanelQuery {
  readonly panel: string;
  readonly expression: string;
}

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
}

/** The dashboard's queries; `label_values(metric{…}, label)` of its variables as the selector it is. */
export function readDashboardQueries(): PanelQuery[] {
  const dashboard = readDashboard();
  const panels = dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ panel: title, expression: expr })),
  );
  const variables = dashboard.templating.list.flatMap(({ name, definition }) => {
    const [, selector, label] = /^label_values\((.*),\s*(\w+)\)$/u.exec(definition ?? '') ?? [];
    return selector === undefined
      ? []
      : [{ panel: `variable ${name}`, expression: `count by (${label}) (${selector})` }];
  });
  return [...panels, ...variables];
}

/** The dashboard as it is committed. */
export function readDashboard(): Dashboard {
  return JSON.parse(readFileSync(join(repositoryRoot, 'monitoring/grafana/soapstone.json'), 'utf8')) as Dashboard;
}
