import type { ServedOperation } from '../gateway/operation.ts';
import { makeProblem, type Problem, type ProblemMembers } from '../gateway/problem.ts';
import type { ReplyVerdict } from '../gateway/profile.ts';
import { safeText } from '../gateway/safe-text.ts';
import type { ValidationIssue } from '../json/issue.ts';
import type { SoapReply } from '../soap/call.ts';
import { challenge } from './authorization.ts';
import { type ExceptionInfo, readExceptionChain } from './exception-info.ts';
import { type ExceptionMeaning, findExceptionMeaning } from './exception-table.ts';
import { pointerToField } from './field-pointer.ts';

/**
 * What a reply of NetServer means. Failures are no SOAP faults: the header block `Succeeded` is false, or `ExceptionInfo` says
 * something, whatever the HTTP status. A fault without either is left to the gateway, as is a success.
 */
export function judgeReply(operation: ServedOperation, reply: SoapReply): ReplyVerdict | undefined {
  const chain = readExceptionChain(reply.headerBlocks.get('ExceptionInfo'));
  const succeeded = reply.headerBlocks.get('Succeeded');
  if (chain.length === 0 && succeeded !== false) return undefined;
  if (chain.length === 0 && reply.kind === 'fault') return undefined;
  return judgeExceptions(operation, chain);
}

function judgeExceptions(operation: ServedOperation, chain: readonly ExceptionInfo[]): ReplyVerdict {
  const logDetail = { exceptions: chain.map(describeForLog) };
  // The outermost type that is known decides; those around it only wrap, as SoServerException does.
  const index = chain.findIndex(({ type }) => findExceptionMeaning(type) !== undefined);
  const deciding = chain[index];
  const meaning = deciding === undefined ? undefined : findExceptionMeaning(deciding.type);
  if (deciding === undefined || meaning === undefined) {
    const detail = textOf(chain.find(hasText)) ?? 'The backend says that the call failed, and not why.';
    return { problem: makeProblem('backend-error', { detail, outcome: 'unknown' }), sessionGone: false, logDetail };
  }
  const detail = textOf(deciding) ?? textOf(chain.find(hasText));
  const problem = exceptionProblem(operation, deciding, meaning, detail);
  return { problem, sessionGone: meaning.sessionGone === true, logDetail };
}

function exceptionProblem(
  operation: ServedOperation,
  exception: ExceptionInfo,
  { slug, outcome, sessionGone, retryAfterSeconds }: ExceptionMeaning,
  detail: string | undefined,
): Problem {
  const members: ProblemMembers = { ...(detail === undefined ? {} : { detail }), outcome };
  if (slug === 'unauthenticated') return makeProblem(slug, { ...members, headers: challenge(sessionGone === true) });
  if (slug === 'validation') return makeProblem(slug, { ...members, errors: validationErrors(operation, exception) });
  if (retryAfterSeconds === undefined) return makeProblem(slug, members);
  return makeProblem(slug, { ...members, headers: { 'Retry-After': String(retryAfterSeconds) } });
}

/** NetServer's parameters are field to message; pointers are into the operation's input. */
function validationErrors(operation: ServedOperation, exception: ExceptionInfo): readonly ValidationIssue[] {
  const errors = exception.parameters.map(([field, text]) => {
    const pointer = pointerToField(operation, field);
    const said = safeText(text);
    const detail = said === '' ? 'is not acceptable' : said;
    return { pointer, detail: pointer === '' ? `${safeText(field)}: ${detail}` : detail };
  });
  return errors.length > 0 ? errors : [{ pointer: '', detail: textOf(exception) ?? 'is not acceptable' }];
}

function hasText({ friendlyText, message }: ExceptionInfo): boolean {
  return friendlyText !== undefined || message !== undefined;
}

function textOf(exception: ExceptionInfo | undefined): string | undefined {
  const text = safeText(exception?.friendlyText ?? exception?.message ?? '');
  return text === '' ? undefined : text;
}

/** Characters of one text that are kept for the log. */
const LOG_TEXT_MAX = 16 * 1024;

function describeForLog({ type, message, friendlyText, stackTrace, source }: ExceptionInfo): Record<string, string> {
  const texts = { type, message, friendlyText, source, stackTrace };
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text.slice(0, LOG_TEXT_MAX)]])),
  );
}
