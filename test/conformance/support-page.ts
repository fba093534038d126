import type { Capability, Outcome } from './capability.ts';
import { registry } from './registry.ts';

/** docs/supported.md, from the registry. */
export function renderSupportPage(): string {
  return `# What is supported

<!-- Generated from test/conformance/registry.ts by \`npx vitest run test/conformance/support.test.ts -u\`; a test compares. -->

Each row is a construct of the standards, what the engine does with it, and the fixture that shows it. *Supported*: carried
both ways, nothing lost. *Accepted*: read, and of no effect on what is carried, or served with a warning. *Refused*: reported
with file, line and column by the rule named, and the rest of the WSDL is served. Nothing is ever dropped in silence.

${registry.map(({ standard, rows }) => `## ${standard}\n\n${table(rows)}`).join('\n')}`;
}

function table(rows: readonly Capability[]): string {
  const lines = rows.map(
    ({ construct, clause, outcome, answer, fixture }) =>
      `| ${construct} | ${clause} | ${outcomeText(outcome)} | ${answer} | ${fixtureText(fixture)} |`,
  );
  return `| construct | clause | outcome | in JSON, or what is refused | fixture |\n|---|---|---|---|---|\n${lines.join('\n')}\n`;
}

function outcomeText(outcome: Outcome): string {
  if (outcome.kind === 'supported') return 'supported';
  const { rule } = outcome;
  return rule === undefined ? outcome.kind : `${outcome.kind}, [${rule}](errors/${rule.replaceAll('/', '--')}.md)`;
}

function fixtureText(fixture: Capability['fixture']): string {
  return typeof fixture === 'string' ? `codec: ${fixture}` : 'conformance';
}
