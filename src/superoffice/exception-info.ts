import { isJsonObject, type JsonValue } from '../json/value.ts';
import { wireMember, wireText } from './wire-names.ts';

/** One exception of an ExceptionInfo header block. */
export interface ExceptionInfo {
  /** With its namespace, as it came; `''` when it is not said. */
  readonly type: string;
  readonly message: string | undefined;
  readonly friendlyText: string | undefined;
  /** For the log alone. */
  readonly stackTrace: string | undefined;
  /** For the log alone. */
  readonly source: string | undefined;
  /** Field or other name to text. */
  readonly parameters: readonly (readonly [string, string])[];
}

/** Exceptions looked at in one chain. */
const CHAIN_MAX = 16;

/** The chain of exceptions in an ExceptionInfo header block, outermost first; empty when it is absent or nil. */
export function readExceptionChain(block: JsonValue | undefined): readonly ExceptionInfo[] {
  const chain: ExceptionInfo[] = [];
  for (let at = block; isJsonObject(at) && chain.length < CHAIN_MAX; at = wireMember(at, 'InnerException')) {
    const exception = {
      type: (wireText(at, 'ExceptionType') ?? '').trim(),
      message: wireText(at, 'Message'),
      friendlyText: wireText(at, 'FriendlyText'),
      stackTrace: wireText(at, 'StackTrace'),
      source: wireText(at, 'Source'),
      parameters: readParameters(wireMember(at, 'Parameters')),
    };
    const isEmpty = exception.type === '' && exception.message === undefined && exception.friendlyText === undefined;
    // NetServer sends an ExceptionInfo without content beside a success.
    if (isEmpty && wireMember(at, 'InnerException') === undefined) break;
    chain.push(exception);
  }
  return chain;
}

function readParameters(value: JsonValue | undefined): ExceptionInfo['parameters'] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([name, text]) => [name, typeof text === 'string' ? text : ''] as const);
}
