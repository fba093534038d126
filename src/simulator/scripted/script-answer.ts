import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerScript } from '../../config/answer-script.ts';
import type { Diagnostic, DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { nearMatch } from '../../diagnostics/near-match.ts';
import { matchesOperation } from '../../resilience/operation-pattern.ts';
import { normaliseFragment } from '../../xml/fragment.ts';
import { parseClarkName } from '../../xml/qname.ts';
import type { Answer, AnswerCall, FaultAnswer } from '../answer.ts';
import type { EndpointOperation } from '../endpoint.ts';
import { encodeAnswer } from '../render-reply.ts';
import { exampleAnswer, leastAnswer } from './example-answer.ts';
import { matchesValue } from './matches.ts';

/** The names by which scripts and recordings may call an operation. */
export function namesOf({ selector, service, portType }: EndpointOperation): readonly string[] {
  return [selector, portType + selector.slice(service.length)];
}

/**
 * Answers by script: of the scripts that name the operation and whose values match, the first that is not used up; where
 * none does, by example.
 */
export function scriptedAnswers(scripts: readonly AnswerScript[], seed: number): AnswerCall {
  const used = new Map<AnswerScript, number>();
  return async ({ called, input, signal }) => {
    const script = scripts.find(
      (each) =>
        names(each, called) &&
        (each.when === undefined || matchesValue(input ?? {}, each.when)) &&
        (each.times === undefined || (used.get(each) ?? 0) < each.times),
    );
    if (script === undefined) return exampleAnswer(called, seed);
    used.set(script, (used.get(script) ?? 0) + 1);
    if (script.delayMs !== undefined) await delay(script.delayMs, undefined, { signal });
    return answerOf(script, called, seed);
  };
}

/** Reports scripts that name no operation, and answers that break the schema of an operation they are for. */
export function checkScripts(
  scripts: readonly AnswerScript[],
  operations: readonly EndpointOperation[],
  sink: DiagnosticSink,
): void {
  for (const script of scripts) {
    const meant = operations.filter((operation) => names(script, operation));
    if (meant.length === 0) sink.report(unknownOperation(script, operations));
    for (const operation of meant) {
      const problem = problemOf(script, operation);
      if (problem === undefined) continue;
      const message = `${operation.selector}: ${problem}`;
      sink.report({ level: 'error', rule: 'mock/invalid-answer', message, location: script.location });
    }
  }
}

function unknownOperation(script: AnswerScript, operations: readonly EndpointOperation[]): Diagnostic {
  const near = nearMatch(script.operation, operations.flatMap(namesOf));
  return {
    level: 'error',
    rule: 'mock/unknown-operation',
    message: `no operation here is called "${script.operation}"`,
    location: script.location,
    ...(near === undefined ? {} : { remedy: `did you mean "${near}"?` }),
  };
}

/** What is wrong with an answer to an operation; undefined when it can be sent. */
function problemOf(script: AnswerScript, called: EndpointOperation): string | undefined {
  const unknown = Object.keys(script.headerBlocks).find(
    (name) => !called.codec.outputHeaders.some((block) => block.name === name),
  );
  if (unknown !== undefined) return `its answers have no header block "${unknown}"`;
  const answer = answerOf(script, called, 0);
  if (answer.kind === 'output') {
    const encoded = encodeAnswer(answer, called);
    return encoded.ok ? undefined : encoded.reason;
  }
  const detail = script.fault?.detailXml;
  const fragment = detail === undefined ? undefined : normaliseFragment(detail, 'elements');
  return fragment?.ok === false ? `the fault's detail ${fragment.detail}` : undefined;
}

function names(script: AnswerScript, operation: EndpointOperation): boolean {
  return namesOf(operation).some((name) => matchesOperation(script.operation, name));
}

function answerOf(script: AnswerScript, called: EndpointOperation, seed: number): Answer {
  const { fault, output, headerBlocks } = script;
  if (fault !== undefined) return { ...faultOf(fault), headerBlocks };
  const changesBlocks = Object.keys(headerBlocks).length > 0;
  const base = output === undefined && changesBlocks ? leastAnswer(called, seed) : exampleAnswer(called, seed);
  return {
    kind: 'output',
    value: output === undefined ? base.value : output,
    headerBlocks: { ...exampleAnswer(called, seed).headerBlocks, ...headerBlocks },
  };
}

function faultOf({ blame, code, reason, detailXml, status }: NonNullable<AnswerScript['fault']>): FaultAnswer {
  return {
    kind: 'fault',
    blame,
    reason,
    ...(code === undefined ? {} : { code: parseClarkName(code) }),
    ...(detailXml === undefined ? {} : { detailXml }),
    ...(status === undefined ? {} : { status }),
  };
}
