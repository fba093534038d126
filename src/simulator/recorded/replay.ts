import { isDeepStrictEqual } from 'node:util';
import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { Answer, AnswerCall } from '../answer.ts';
import type { EndpointOperation } from '../endpoint.ts';
import { namesOf } from '../scripted/script-answer.ts';
import { comparable, type RecordedCall } from './recorded-call.ts';

/**
 * Answers as recorded: to a call with the same input (secrets aside) the answers it got, in their order, the last one again
 * and again. A call that was never recorded gets a fault that says so.
 */
export function replayAnswers(calls: readonly RecordedCall[]): AnswerCall {
  const used = new Set<RecordedCall>();
  return ({ called, input }) => {
    const wanted = comparable(input);
    const matching = calls.filter(
      (call) => namesOf(called).includes(call.operation) && isDeepStrictEqual(plain(call.input), plain(wanted)),
    );
    const call = matching.find((each) => !used.has(each)) ?? matching.at(-1);
    if (call === undefined) {
      return { kind: 'fault', blame: 'receiver', reason: `nothing is recorded for ${called.selector} with this input` };
    }
    used.add(call);
    return answerOf(call);
  };
}

/** Reports recorded calls of operations that are not there. */
export function checkRecording(
  calls: readonly RecordedCall[],
  operations: readonly EndpointOperation[],
  file: string,
  sink: DiagnosticSink,
): void {
  const known = new Set(operations.flatMap(namesOf));
  for (const operation of new Set(calls.map((call) => call.operation))) {
    if (known.has(operation)) continue;
    const location = { file, line: calls.findIndex((call) => call.operation === operation) + 1, column: 1 };
    const message = `no operation here is called "${operation}"`;
    sink.report({ level: 'error', rule: 'mock/unknown-operation', message, location });
  }
}

function answerOf({ answer }: RecordedCall): Answer {
  if ('output' in answer) return { kind: 'output', value: answer.output, headerBlocks: answer.headerBlocks };
  const { code, reason, detailXml } = answer.fault;
  const [blame, own] = blameOf(code);
  return {
    kind: 'fault',
    blame,
    reason,
    ...(own ? { code: { namespace: '', local: code } } : {}),
    ...(detailXml === '' ? {} : { detailXml }),
  };
}

/** Who a code blames, and whether it is a code of the service's own. */
function blameOf(code: string): readonly ['sender' | 'receiver', boolean] {
  if (code === 'Client' || code === 'Sender') return ['sender', false];
  if (code === 'Server' || code === 'Receiver') return ['receiver', false];
  return ['receiver', true];
}

/** Without the prototypes of our parser, which a comparison would see. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
