import type { Fixture } from './fixtures.ts';

/**
 * What the engine does with a construct. `supported`: carried both ways, nothing lost. `accepted`: read and of no effect on
 * what is carried, or served with a warning. `refused`: reported by that rule; the rest of the WSDL is served (`rest: false`:
 * nothing of it is).
 */
export type Outcome =
  | { readonly kind: 'supported' }
  | { readonly kind: 'accepted'; readonly rule?: string }
  | { readonly kind: 'refused'; readonly rule: string; readonly rest?: false };

/** One row of the support matrix. */
export interface Capability {
  readonly construct: string;
  /** Clause of WSDL 1.1, XSD 1.0 Part 1 or Part 2 (`§`), or another document's name. */
  readonly clause: string;
  readonly outcome: Outcome;
  /** What callers see, in a few words. */
  readonly answer: string;
  /** A WSDL of its own, or the name of a construct that test/codec tries both ways against another validator. */
  readonly fixture: Fixture | string;
}

/** Carried both ways. */
export const supported: Outcome = { kind: 'supported' };
/** Read, and served. */
export const accepted = (rule?: string): Outcome => ({ kind: 'accepted', ...(rule === undefined ? {} : { rule }) });
/** Reported; the rest is served. */
export const refused = (rule: string): Outcome => ({ kind: 'refused', rule });
/** Reported; nothing of the WSDL is served. */
export const refusedWhole = (rule: string): Outcome => ({ kind: 'refused', rule, rest: false });

/** A row. */
export function row(
  construct: string,
  clause: string,
  outcome: Outcome,
  answer: string,
  fixture: Fixture | string,
): Capability {
  return { construct, clause, outcome, answer, fixture };
}
