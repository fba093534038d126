/** One reason why a JSON value was refused: where (RFC 6901) and why, in words that never quote a secret. */
export interface ValidationIssue {
  readonly pointer: string;
  readonly detail: string;
  /** Name of the path or query parameter that is at fault, when it is not the body; the pointer is then `''`. */
  readonly parameter?: string;
}
