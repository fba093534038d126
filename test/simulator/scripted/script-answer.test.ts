import { describe, expect, it } from 'vitest';
import { readAnswerScripts } from '../../../src/config/answer-script.ts';
import { collectDiagnostics } from '../../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../../src/diagnostics/report.ts';
import { matchesValue } from '../../../src/simulator/scripted/matches.ts';
import { checkScripts, scriptedAnswers } from '../../../src/simulator/scripted/script-answer.ts';
import { noteCall, saveNote } from '../note-endpoint.ts';

function scriptsOf(yaml: string) {
  const { scripts, diagnostics } = readAnswerScripts(yaml, 'answers.yaml');
  expect(diagnostics).toEqual([]);
  return scripts;
}

function complaints(yaml: string): readonly string[] {
  const { scripts, diagnostics } = readAnswerScripts(yaml, 'answers.yaml');
  const sink = collectDiagnostics();
  checkScripts(scripts, [saveNote], sink);
  return [...diagnostics, ...sink.diagnostics].map((each) => renderDiagnostic(each).split('\n')[0] ?? '');
}

describe('scripted answers', () => {
  it('are tried from the top: by operation, by values, and as often as they say', async () => {
    const answer = scriptedAnswers(
      scriptsOf(`
- { operation: Notes.Drop, output: { text: other operation } }
- { operation: Notes.Save, when: { text: a }, times: 1, output: { text: first } }
- { operation: NotesPortType.S*, when: { text: a }, output: { text: again } }
`),
      0,
    );
    expect(await answer(noteCall({ text: 'a' }))).toMatchObject({ value: { text: 'first' } });
    expect(await answer(noteCall({ text: 'a' }))).toMatchObject({ value: { text: 'again' } });
    expect(await answer(noteCall({ text: 'a', more: 1 }))).toMatchObject({ value: { text: 'again' } });
    expect(await answer(noteCall({ text: 'b' }))).toMatchObject({ value: { text: 'example' } });
  });

  it('may be a fault, or header blocks that report a failure', async () => {
    const answer = scriptedAnswers(
      scriptsOf(`
- operation: Notes.Save
  when: { text: a }
  fault: { blame: sender, code: '{urn:codes}Full', reason: the drawer is full, detailXml: <x/>, status: 503 }
- { operation: Notes.Save, delay: 1ms, headerBlocks: { Trace: failed } }
`),
      0,
    );
    expect(await answer(noteCall({ text: 'a' }))).toEqual({
      kind: 'fault',
      blame: 'sender',
      code: { namespace: 'urn:codes', local: 'Full' },
      reason: 'the drawer is full',
      detailXml: '<x/>',
      status: 503,
      headerBlocks: {},
    });
    expect(await answer(noteCall({}))).toMatchObject({ kind: 'output', headerBlocks: { Trace: 'failed' } });
  });

  const wrong: readonly (readonly [string, string, string])[] = [
    ['not YAML', '- {', 'answers.yaml:1:4  error  config/yaml'],
    [
      'an alias of nothing',
      '- operation: Notes.Save\n  output: *x',
      'answers.yaml:2:11  error  config/yaml  *x: nothing before it has this anchor',
    ],
    [
      'an alias in what it repeats',
      '- &x { operation: Notes.Save, when: *x }',
      'answers.yaml:1:37  error  config/yaml',
    ],
    ['not a list', 'operation: x', 'answers.yaml:1:1  error  config/invalid-value'],
    [
      'an unknown setting',
      '- { operation: Notes.Save, wen: {} }',
      'config/unknown-setting  there is no setting [0].wen',
    ],
    ['a delay without unit', '- { operation: Notes.Save, delay: 5 }', 'expected a duration with its unit'],
    ['output and fault at once', '- { operation: Notes.Save, output: {}, fault: { reason: x } }', 'not both'],
    [
      'an operation that is not there',
      '- { operation: Notes.Sav }',
      'mock/unknown-operation  no operation here is called "Notes.Sav"',
    ],
    [
      'a header block that is not there',
      '- { operation: Notes.Save, headerBlocks: { Tracy: x } }',
      'mock/invalid-answer  Notes.Save: its answers have no header block "Tracy"',
    ],
    [
      'a block that breaks its schema',
      '- { operation: Notes.Save, headerBlocks: { Trace: 5 } }',
      'mock/invalid-answer  Notes.Save: /Trace/inner not a string',
    ],
    [
      'a detail that is not XML',
      "- { operation: Notes.Save, fault: { reason: x, detailXml: '<x>' } }",
      "mock/invalid-answer  Notes.Save: the fault's detail",
    ],
  ];
  it.each(wrong)('report %s with its place', (_what, yaml, text) => {
    expect(complaints(yaml).join('\n')).toContain(text);
  });
});

describe('matching an input', () => {
  const rows: readonly (readonly [string, boolean, unknown, unknown])[] = [
    ['members beyond those wanted', true, { a: 1, b: 2 }, { a: 1 }],
    ['nested objects likewise', true, { a: { b: 1, c: 2 } }, { a: { b: 1 } }],
    ['a missing member', false, {}, { a: 1 }],
    ['null for nil, not for absent', false, {}, { a: null }],
    ['a number as text', true, { a: '12' }, { a: 12 }],
    ['all items of an array', false, { a: [1, 2] }, { a: [1] }],
    ['an inherited member', false, {}, { toString: 'x' }],
  ];
  it.each(rows)('%s: %s', (_what, matches, value, wanted) => {
    expect(matchesValue(value as never, wanted as never)).toBe(matches);
  });
});
