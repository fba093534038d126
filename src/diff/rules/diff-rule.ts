/** What a change means for a caller of the REST API. */
export type Impact = 'breaking' | 'compatible' | 'cosmetic';

/** One kind of change between two OpenAPI documents. */
export interface DiffRule {
  readonly id: string;
  readonly impact: Impact;
  /** What has changed, as the beginning of a sentence about the new document. */
  readonly title: string;
  /** Why it has that impact. */
  readonly reason: string;
}
