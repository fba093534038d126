import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnswerScript, readAnswerScripts } from '../../config/answer-script.ts';
import { collectDiagnostics, type DiagnosticCollector, type DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { AnswerCall } from '../../simulator/answer.ts';
import type { EndpointOperation } from '../../simulator/endpoint.ts';
import { readRecording } from '../../simulator/recorded/recorded-call.ts';
import { checkRecording, replayAnswers } from '../../simulator/recorded/replay.ts';
import { checkScripts, scriptedAnswers } from '../../simulator/scripted/script-answer.ts';

/** Where a mock's answers come from: scripts before examples, or a recording alone. */
export interface AnswerSources {
  /** A directory of scripts, or one file. */
  readonly answers?: string;
  readonly replay?: string;
  readonly seed: string;
}

/**
 * Reads where answers come from, and checks it against the operations.
 * @returns undefined when the scripts or the recording are no use, which has been reported
 */
export async function chooseAnswers(
  operations: readonly EndpointOperation[],
  { answers, replay, seed }: AnswerSources,
  sink: DiagnosticCollector,
): Promise<AnswerCall | undefined> {
  if (replay !== undefined) return readReplay(replay, operations, sink);
  const own = collectDiagnostics();
  const scripts = answers === undefined ? [] : await readScripts(answers, own);
  checkScripts(scripts, operations, own);
  for (const diagnostic of own.diagnostics) sink.report(diagnostic);
  return own.hasErrors ? undefined : scriptedAnswers(scripts, Number(seed));
}

async function readReplay(file: string, operations: readonly EndpointOperation[], sink: DiagnosticSink) {
  const text = await readText(file, sink);
  if (text === undefined) return undefined;
  const own = collectDiagnostics();
  const { calls, diagnostics } = readRecording(text, file);
  for (const diagnostic of diagnostics) own.report(diagnostic);
  checkRecording(calls, operations, file, own);
  for (const diagnostic of own.diagnostics) sink.report(diagnostic);
  return own.hasErrors ? undefined : replayAnswers(calls);
}

async function readScripts(directory: string, sink: DiagnosticSink): Promise<readonly AnswerScript[]> {
  const isDirectory = (await stat(directory).catch(() => undefined))?.isDirectory() === true;
  const names = isDirectory ? (await readdir(directory)).filter((name) => /\.(ya?ml|json)$/i.test(name)).sort() : [];
  const files = isDirectory ? names.map((name) => join(directory, name)) : [directory];
  const scripts: AnswerScript[] = [];
  for (const file of files) {
    const text = await readText(file, sink);
    if (text === undefined) continue;
    const read = readAnswerScripts(text, file);
    for (const diagnostic of read.diagnostics) sink.report(diagnostic);
    scripts.push(...read.scripts);
  }
  return scripts;
}

async function readText(file: string, sink: DiagnosticSink): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const location = { file, line: 1, column: 1 };
    sink.report({
      level: 'error',
      rule: 'config/unreadable',
      message: `the file cannot be read (${reason})`,
      location,
    });
    return undefined;
  }
}
