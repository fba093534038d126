import type { ChangeLog } from './change.ts';
import type { ComparableDocuments } from './comparable-documents.ts';
import type { FindChanges } from './find-changes.ts';

/** What comparing one route needs. */
export interface OperationScope {
  readonly documents: ComparableDocuments;
  readonly log: ChangeLog;
  readonly findChanges: FindChanges;
  /** `POST /services/User/SaveUser`, as the new document has it. */
  readonly route: string;
}
