import { cosmeticRules } from './cosmetic-rules.ts';
import type { Impact } from './diff-rule.ts';
import { operationRules } from './operation-rules.ts';
import { requestRules } from './request-rules.ts';
import { responseRules } from './response-rules.ts';

/** All kinds of change; docs/diff-rules.md is made from it. */
export const diffRules = [...operationRules, ...requestRules, ...responseRules, ...cosmeticRules] as const;

/** Id of a rule in {@link diffRules}. */
export type DiffRuleId = (typeof diffRules)[number]['id'];

const impacts: ReadonlyMap<string, Impact> = new Map(diffRules.map(({ id, impact }) => [id, impact]));

/** The impact of a rule. */
export function impactOf(rule: DiffRuleId): Impact {
  return impacts.get(rule) ?? 'breaking';
}
