// Writes the alert rules as the Prometheus Operator wants them, from monitoring/prometheus/rules.yaml:
//   node scripts/render-prometheus-rule.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const rules = readFileSync('monitoring/prometheus/rules.yaml', 'utf8');
const groups = rules.slice(rules.indexOf('groups:\n'));
const spec = groups.replaceAll(/^(?=.)/gmu, '  ');
writeFileSync(
  'k8s/components/prometheus-operator/prometheus-rule.yaml',
  `# Made from monitoring/prometheus/rules.yaml by scripts/render-prometheus-rule.mjs: change it there.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: soapstone
spec:
${spec}`,
);
