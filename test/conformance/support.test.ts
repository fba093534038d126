import { describe, expect, it } from 'vitest';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { createReader } from '../../src/xml/string-reader.ts';
import { constructs } from '../codec/support/constructs.ts';
import { loadFiles, operationNames } from '../wsdl/folder.ts';
import type { Outcome } from './capability.ts';
import type { Fixture } from './fixtures.ts';
import { registry } from './registry.ts';
import { renderSupportPage } from './support-page.ts';

const all = registry.flatMap(({ rows }) => rows);
const withFixture = all.flatMap((each) => (typeof each.fixture === 'string' ? [] : [{ ...each, files: each.fixture }]));

describe('the support matrix', () => {
  it('names for each row a fixture that is there', () => {
    const names = new Set(constructs.map(({ name }) => name));
    const missing = all.filter(({ fixture }) => typeof fixture === 'string' && !names.has(fixture));
    expect(missing.map(({ fixture }) => fixture)).toEqual([]);
  });

  it('has each construct once', () => {
    const names = all.map(({ construct }) => construct);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('is what docs/supported.md says', async () => {
    await expect(renderSupportPage()).toMatchFileSnapshot('../../docs/supported.md');
  });

  it.each(withFixture)('$construct: $outcome.kind', async ({ outcome, files }) => {
    const { findings, served } = await outcomeOf(files);
    expect({ findings, served }).toEqual({
      findings: findingsOf(outcome, findings),
      served: servedOf(outcome, served),
    });
  });
});

/** What loading finds, which operations are served, and that the messages of `Probe` are written and read back. */
async function outcomeOf(files: Fixture) {
  const { definitions, findings } = await loadFiles(files);
  const ports = definitions?.services.flatMap((service) => service.ports) ?? [];
  const bindings = [...ports.map(({ binding }) => binding), ...(definitions?.unreferencedBindings ?? [])];
  const memo = createCodecMemo();
  for (const operation of bindings.flatMap((binding) => binding.operations)) {
    if (definitions === undefined) continue;
    const { input } = compileOperationCodec(operation, definitions.schemas, { naming: 'camel' }, memo);
    const value = input.example();
    const encoded = input.encode(value);
    expect([operation.name, encoded.ok ? [] : encoded.issues]).toEqual([operation.name, []]);
    const context = { mode: 'strict', unknownElements: 0, issues: [] } as const;
    const reader = createReader(`<Body>${encoded.ok ? encoded.xml : ''}</Body>`, '', defaultReplyLimits);
    expect([input.decode(reader, { ...context, issues: [] }), context.issues]).toEqual([value, []]);
  }
  return { findings, served: new Set(operationNames(definitions)) };
}

function findingsOf(outcome: Outcome, found: readonly string[]): readonly string[] {
  const errors = found.filter((finding) => finding.startsWith('error'));
  if (outcome.kind === 'supported') return [];
  if (outcome.kind === 'refused') return errors.includes(`error ${outcome.rule}`) ? found : [`error ${outcome.rule}`];
  const { rule } = outcome;
  if (rule === undefined) return [];
  return found.some((finding) => finding.endsWith(` ${rule}`)) ? found : [rule];
}

function servedOf(outcome: Outcome, found: ReadonlySet<string>): ReadonlySet<string> {
  if (outcome.kind !== 'refused') return found.has('Probe') ? found : new Set(['Probe', 'Control']);
  return new Set(outcome.rest === false ? [] : ['Control']);
}
