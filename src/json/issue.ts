/** One reason why a JSON value was refused: where (RFC 6901) and why, in words that never quote a secret. */
export interface ValidationIssue {
  readonly pointer: string;
  readonly detail: string;
}
