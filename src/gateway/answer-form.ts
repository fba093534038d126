import { PlanKind, planOf } from '../codec/transcode/plan.ts';
import type { CallSettings } from './call-operation.ts';
import { hasEntityTag } from './conditional.ts';
import type { GatewayRequest } from './exchange.ts';
import type { HttpRule } from './rule/http-rule.ts';

/** The forms in which answers of one route can be given. */
export interface AnswerForms {
  /** True where lines can be asked for: the answer is a list, and nothing but. */
  readonly hasLines: () => boolean;
  /** What the call of one request needs. @param isLines - whether lines are wanted */
  readonly settingsFor: (request: GatewayRequest, isLines: boolean) => CallSettings;
}

/**
 * Compiles in which forms a route answers. A large list is sent while it arrives, as JSON and as lines, unless the answer must be
 * known before it is sent: its length (HEAD), its entity tag, or all of it where it is kept to be given again.
 * @param whole - settings for an answer that is collected
 */
export function compileAnswerForms(rule: HttpRule, whole: CallSettings): AnswerForms {
  const { answer } = whole;
  const isCollected = answer === undefined || rule.handler !== undefined || rule.cacheMs !== undefined;
  const lines = answer === undefined ? whole : { ...whole, answer: { ...answer, lines: true as const } };
  const wholeForms = { json: whole, lines };
  const streamedForms =
    isCollected || hasEntityTag(rule) || rule.status === 204
      ? wholeForms
      : { json: { ...whole, streams: true }, lines: { ...lines, streams: true } };
  // Looked up when first needed: codecs are compiled at the first call.
  let hasLines: boolean | undefined;
  let mayStream: boolean | undefined;
  return {
    hasLines: () => {
      hasLines ??= isListAnswer(rule);
      return hasLines;
    },
    settingsFor: ({ method, headers }, isLines) => {
      const isKnownFirst = method === 'HEAD' || headers['idempotency-key'] !== undefined;
      mayStream ??= rule.operation.codec.output?.empty === false;
      const forms = isKnownFirst || !mayStream ? wholeForms : streamedForms;
      return isLines ? forms.lines : forms.json;
    },
  };
}

function isListAnswer({ responseBody, operation, handler, cacheMs }: HttpRule): boolean {
  const field = operation.codec.output?.field;
  // Kept answers are not told apart by Accept.
  if (cacheMs !== undefined || handler !== undefined || responseBody === undefined || field === undefined) return false;
  const found = planOf(field).fields.find(({ name }) => name === responseBody);
  return found !== undefined && (found.repeats || planOf(found).kind === PlanKind.Array);
}
