import type { ProblemSlug } from '../gateway/problem-catalogue.ts';

/** What one kind of NetServer exception means to a caller. */
export interface ExceptionMeaning {
  readonly slug: ProblemSlug;
  /** Whether the operation may have taken effect. NetServer refuses before it works in all cases but those marked. */
  readonly outcome: 'not-executed' | 'unknown';
  /** The ticket is not valid (any longer): a new sign-in may help. */
  readonly sessionGone?: true;
  /** `Retry-After`, in seconds. */
  readonly retryAfterSeconds?: number;
}

const refused = (slug: ProblemSlug): ExceptionMeaning => ({ slug, outcome: 'not-executed' });
const sessionGone: ExceptionMeaning = { slug: 'unauthenticated', outcome: 'not-executed', sessionGone: true };
const unavailable: ExceptionMeaning = { slug: 'backend-unavailable', outcome: 'unknown', retryAfterSeconds: 5 };

/**
 * `ExceptionType` of NetServer's ExceptionInfo, without its namespace, to what it means. The status is that of the problem
 * type. Types that are not here say nothing by themselves: inner ones are asked then.
 */
export const exceptionTable: ReadonlyMap<string, ExceptionMeaning> = new Map([
  ['SoSessionException', sessionGone],
  ['SoInvalidPasswordException', refused('unauthenticated')],
  ['SoAuthenticationException', refused('unauthenticated')],
  ['SoSentryException', refused('forbidden')],
  ['SoLicenseException', refused('forbidden')],
  ['SoFeatureToggleException', refused('forbidden')],
  ['SoNotFoundException', refused('not-found')],
  ['SoFileNotFoundException', refused('not-found')],
  ['SoDuplicateException', refused('conflict')],
  ['SoIllegalOperationException', refused('conflict')],
  ['SoValidationException', refused('validation')],
  ['RowValidatorException', refused('validation')],
  ['SoInvalidArgumentException', refused('invalid-argument')],
  ['SoInvalidCharacterException', refused('invalid-argument')],
  ['SoIllegalXmlException', refused('invalid-argument')],
  ['FormatException', refused('invalid-argument')],
  ['SoNotSupportedException', refused('not-supported')],
  ['SoNotImplementedException', refused('not-supported')],
  ['SoDbAccessException', unavailable],
  ['SoMissingDatabaseContextException', unavailable],
  ['SoAsyncProviderTimeoutException', { slug: 'backend-timeout', outcome: 'unknown' }],
]);

/** The meaning of a type as ExceptionInfo names it: `SuperOffice.Exceptions.SoNotFoundException`, `System.ArgumentNullException`. */
export function findExceptionMeaning(exceptionType: string): ExceptionMeaning | undefined {
  const name = exceptionType.slice(exceptionType.lastIndexOf('.') + 1);
  const known = exceptionTable.get(name);
  if (known !== undefined) return known;
  return /^(?:System\.)?Argument\w*Exception$/.test(exceptionType) ? exceptionTable.get('FormatException') : undefined;
}
