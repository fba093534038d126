import type { ComparableDocuments } from './comparable-documents.ts';
import type { DiffRuleId } from './rules/rules.ts';
import type { Form } from './shape.ts';

/** The two ways of looking at a schema: what callers send, and what they get. */
export type Side = 'request' | 'response';

/** What can be narrowed or widened. */
export type Aspect = 'type' | 'null' | 'value' | 'alternative' | 'choice' | 'limit' | 'pattern';

/** What is different at a place of a schema. Paths are `.member`, `[]`, `.*` and ` (Type)`, one behind the other. */
export interface Finding {
  readonly rule: DiffRuleId;
  /** What is said of the place: "is now required". */
  readonly predicate: string;
  readonly path: string;
}

/** A place of a schema at which two components stand; what is different in them is found once for all such places. */
export interface ComponentPair {
  readonly before: Form;
  readonly after: Form;
  readonly path: string;
}

/** What was found in two schemas, not looking into components. */
export interface SchemaFindings {
  readonly findings: Finding[];
  readonly pairs: ComponentPair[];
}

/** What the comparison of two schemas needs to know, and where it puts what it finds. */
export interface SchemaScope {
  readonly documents: ComparableDocuments;
  readonly side: Side;
  readonly found: SchemaFindings;
}

/** Notes a change of an aspect on the side at hand. */
export function note(
  aspect: `${Aspect}-${'narrowed' | 'widened'}`,
  predicate: string,
  path: string,
  scope: SchemaScope,
): void {
  noteRule(`${scope.side}-${aspect}`, predicate, path, scope);
}

/** Notes a change under a rule. */
export function noteRule(rule: DiffRuleId, predicate: string, path: string, { found }: SchemaScope): void {
  found.findings.push({ rule, predicate, path });
}
