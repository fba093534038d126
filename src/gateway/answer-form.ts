import { PlanKind, planOf } from '../codec/transcode/plan.ts';
import type { CallSettings } from './call-operation.ts';
import { hasEntityTag } from './conditional.ts';
import type { GatewayRequest } from './exchange.ts';
import type { HttpRule } from './rule/http-rule.ts';

/**
 * What the call of one request needs. Only lines are sent while they arrive: who asks for them reads one at a time, and sees
 * where they break off. JSON is sent whole, so that its status tells whether all of it could be read.
 */
export function settingsFor(
  request: GatewayRequest,
  rule: HttpRule,
  call: CallSettings,
  isLines: boolean,
): CallSettings {
  if (call.answer === undefined || !isLines) return call;
  const answer = { ...call.answer, lines: true as const };
  const isCollected = request.headers['idempotency-key'] !== undefined || hasEntityTag(rule) || rule.status === 204;
  return { ...call, answer, ...(isCollected ? {} : { streams: true }) };
}

/** True for a route whose answer is a list. */
export function isListAnswer({ responseBody, operation, handler, cacheMs }: HttpRule): boolean {
  const field = operation.codec.output?.field;
  // Kept answers are not told apart by Accept.
  if (cacheMs !== undefined || handler !== undefined || responseBody === undefined || field === undefined) return false;
  const found = planOf(field).fields.find(({ name }) => name === responseBody);
  return found !== undefined && (found.repeats || planOf(found).kind === PlanKind.Array);
}
