import type { DiffRule } from './diff-rule.ts';

/** What programs do not see. */
export const cosmeticRules = [
  {
    id: 'documentation-changed',
    impact: 'cosmetic',
    title: 'Documentation reads otherwise',
    reason: 'Summaries, descriptions, formats and tags are for people.',
  },
  {
    id: 'operation-renamed',
    impact: 'cosmetic',
    title: 'An operation has another operationId',
    reason: 'Requests and answers are the same; a generated client has another name for it.',
  },
  {
    id: 'path-variable-renamed',
    impact: 'cosmetic',
    title: 'A variable of a path has another name',
    reason: 'Paths are the same once it is filled in.',
  },
  {
    id: 'soap-changed',
    impact: 'cosmetic',
    title: 'What is written in SOAP is different',
    reason: 'Action, version, names and namespaces behind the gateway are not for callers.',
  },
  {
    id: 'document-changed',
    impact: 'cosmetic',
    title: 'Title, version, servers or tags of the document are different',
    reason: 'They say where and by whom it is served.',
  },
] as const satisfies readonly DiffRule[];
