import { isJsonObject, type JsonObject, type JsonValue, member } from '../../json/value.ts';
import type { Answer, ReceivedCall } from '../answer.ts';
import type { Associate } from './associates.ts';
import { NetServerException, softFailure } from './exception.ts';
import { type NetServerState, principalOperations, userOperations } from './operations.ts';

/** An operation that was executed: what tests count to see that nothing ran twice. */
export interface ExecutedCall {
  readonly service: string;
  readonly operation: string;
  /** User name of the caller; undefined for SoPrincipal. */
  readonly caller: string | undefined;
  readonly input: JsonObject;
  /** False when it answered with an exception. */
  readonly succeeded: boolean;
}

/** How the server checks calls. */
export interface NetServerChecks {
  /** What the block `ApplicationToken` must hold; undefined: not checked, as on premises. */
  readonly applicationToken: string | undefined;
}

/**
 * Answers a call as NetServer does: the application token is checked, then the ticket (but not by SoPrincipal), then the
 * operation runs; an exception is a soft failure.
 */
export function answerNetServerCall(
  call: ReceivedCall,
  state: NetServerState,
  checks: NetServerChecks,
  executed: (call: ExecutedCall) => void,
): Answer {
  const { called, headerBlocks } = call;
  const input = isJsonObject(call.input) ? call.input : {};
  const timeZone = headerBlocks.get('TimeZone') ?? { soTimeZoneId: 0, soTimeZoneLocationCode: null };
  const operation = called.operation.name;
  const service = called.portType;
  const log = (caller: Associate | undefined, succeeded: boolean) =>
    executed({ service, operation, caller: caller?.userName, input, succeeded });
  let caller: Associate | undefined;
  try {
    checkApplicationToken(headerBlocks, checks);
    if (service !== 'SoPrincipal') caller = callerOf(headerBlocks, state);
  } catch (error) {
    return failure(error, timeZone, operation);
  }
  try {
    const value = run(operation, state, caller, input);
    log(caller, true);
    const blocks = { ExceptionInfo: null, ExtraInfo: null, Succeeded: true, TimeZone: timeZone };
    return { kind: 'output', value, headerBlocks: blocks };
  } catch (error) {
    log(caller, false);
    return failure(error, timeZone, operation);
  }
}

function run(operation: string, state: NetServerState, caller: Associate | undefined, input: JsonObject): JsonObject {
  if (caller !== undefined) {
    const execute = userOperations.get(operation);
    if (execute !== undefined) return execute(state, caller, input);
  } else {
    const execute = principalOperations.get(operation);
    if (execute !== undefined) return execute(state, input);
  }
  throw new NetServerException('SoNotSupportedException', `The simulator does not have ${operation}`);
}

function checkApplicationToken(blocks: ReadonlyMap<string, JsonValue>, { applicationToken }: NetServerChecks): void {
  if (applicationToken === undefined || blocks.get('ApplicationToken') === applicationToken) return;
  throw new NetServerException('SoServerException', 'The application token is missing or not valid');
}

function callerOf(blocks: ReadonlyMap<string, JsonValue>, { tickets }: NetServerState): Associate {
  const credentials = blocks.get('Credentials');
  const ticket = isJsonObject(credentials) ? member(credentials, 'ticket') : undefined;
  const caller = typeof ticket === 'string' ? tickets.use(ticket) : undefined;
  if (caller === undefined) throw new NetServerException('SoSessionException', 'A valid session is missing');
  return caller;
}

function failure(error: unknown, timeZone: JsonValue, operation: string): Answer {
  if (!(error instanceof NetServerException)) throw error;
  const { exceptionType, message } = error;
  const value = operation.startsWith('Authenticate')
    ? { response: null, credentials: null, authenticationSucceeded: false }
    : {};
  return softFailure({ exceptionType, message }, timeZone, value);
}
