import { isSecretByDefault, maskJson, maskXml } from '../../auth/redact.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../../json/value.ts';
import type { SoapReply } from '../../soap/call.ts';

/** A call and what it was answered, secrets masked: one line of a recording. */
export interface RecordedCall {
  /** Selector of the operation. */
  readonly operation: string;
  readonly input: JsonValue;
  readonly answer: RecordedAnswer;
}

/** An answer in a recording. */
export type RecordedAnswer =
  | { readonly output: JsonValue; readonly headerBlocks: JsonObject }
  | { readonly fault: { readonly code: string; readonly reason: string; readonly detailXml: string } };

/** The line to write for a call. */
export function recordedCall(operation: string, input: JsonValue | undefined, reply: SoapReply): RecordedCall {
  return { operation, input: comparable(input), answer: recordedAnswer(reply) };
}

/** An input as recordings hold it, so that a call is found again whatever its secrets. */
export function comparable(input: JsonValue | undefined): JsonValue {
  return maskJson(input ?? {});
}

function recordedAnswer(reply: SoapReply): RecordedAnswer {
  if (reply.kind === 'fault') {
    const { code, reason, rawDetail } = reply.fault;
    const detailXml = rawDetail === undefined ? '' : maskXml(`<detail>${rawDetail}</detail>`).slice(8, -9);
    return { fault: { code, reason, detailXml } };
  }
  const blocks = [...reply.headerBlocks].map(([name, value]): [string, JsonValue] => [
    name,
    isSecretByDefault(name) && typeof value === 'string' ? '***' : maskJson(value),
  ]);
  return { output: maskJson(reply.value ?? {}), headerBlocks: Object.fromEntries(blocks) };
}

/** What became of a recording that was read. */
export interface ReadRecording {
  readonly calls: readonly RecordedCall[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a recording: JSON lines, empty ones passed over. */
export function readRecording(text: string, file: string): ReadRecording {
  const calls: RecordedCall[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const call = parseCall(line);
    if (call !== undefined) calls.push(call);
    else {
      const location = { file, line: index + 1, column: 1 };
      diagnostics.push({
        level: 'error',
        rule: 'mock/recording',
        message: 'the line is not a recorded call',
        location,
      });
    }
  }
  return { calls, diagnostics };
}

function parseCall(line: string): RecordedCall | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const operation = member(value, 'operation');
  const input = member(value, 'input');
  const answer = parseAnswer(member(value, 'answer'));
  if (typeof operation !== 'string' || input === undefined || answer === undefined) return undefined;
  return { operation, input, answer };
}

function parseAnswer(value: JsonValue | undefined): RecordedAnswer | undefined {
  if (!isJsonObject(value)) return undefined;
  const fault = member(value, 'fault');
  if (isJsonObject(fault)) {
    const [code, reason, detailXml] = [member(fault, 'code'), member(fault, 'reason'), member(fault, 'detailXml')];
    if (typeof code !== 'string' || typeof reason !== 'string' || typeof detailXml !== 'string') return undefined;
    return { fault: { code, reason, detailXml } };
  }
  const output = member(value, 'output');
  const headerBlocks = member(value, 'headerBlocks');
  return output === undefined || !isJsonObject(headerBlocks) ? undefined : { output, headerBlocks };
}
