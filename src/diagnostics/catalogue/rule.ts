/** A catalogued rule: the page `docs/errors/{id}.md` exists for each, and a test provokes each. */
export interface Rule {
  /** The standard's own id where it has one (`src-resolve`, `cvc-…`, `BP-R2204`), else ours (`http-rule/body-field`). */
  readonly id: string;
  readonly title: string;
  /** The clause it enforces, such as `XSD 1.0 Part 1 §3.4.2`; absent for rules of our own. */
  readonly clause?: string;
  /** What the reader should do about it, in one sentence. */
  readonly remedy: string;
}
