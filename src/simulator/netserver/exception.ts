import type { JsonObject, JsonValue } from '../../json/value.ts';
import type { OutputAnswer } from '../answer.ts';

/** The exceptions that the simulator answers with; NetServer has more. */
export type ExceptionName =
  | 'SoSessionException'
  | 'SoInvalidPasswordException'
  | 'SoSentryException'
  | 'SoNotFoundException'
  | 'SoInvalidArgumentException'
  | 'SoNotSupportedException'
  | 'SoServerException';

/** An exception on its way to the `ExceptionInfo` block. */
export class NetServerException extends Error {
  /** Full name of the .NET type. */
  readonly exceptionType: string;
  constructor(type: ExceptionName, message: string) {
    super(message);
    this.name = 'NetServerException';
    this.exceptionType = `SuperOffice.Exceptions.${type}`;
  }
}

/** The members of `ExceptionInfo`, whose names are those of the schema in camelCase. */
export interface ExceptionInfo {
  readonly exceptionType: string;
  readonly message: string;
  readonly friendlyText?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly innerException?: ExceptionInfo;
}

/** How NetServer reports that a call failed: HTTP 200, an output without content, `Succeeded` false and why. */
export function softFailure(exception: ExceptionInfo, timeZone: JsonValue, value: JsonValue = {}): OutputAnswer {
  const headerBlocks = { ExceptionInfo: carrierOf(exception), ExtraInfo: null, Succeeded: false, TimeZone: timeZone };
  return { kind: 'output', value, headerBlocks };
}

function carrierOf({ exceptionType, message, friendlyText, parameters, innerException }: ExceptionInfo): JsonObject {
  return {
    message,
    stackTrace: `   at ${exceptionType}.Throw()\r\n   at SuperOffice.CRM.Services.Simulator.Execute()`,
    friendlyText: friendlyText ?? message,
    exceptionType,
    source: 'SuperOffice.Services.Implementation',
    innerException: innerException === undefined ? null : carrierOf(innerException),
    parameters: parameters === undefined ? null : { ...parameters },
  };
}
