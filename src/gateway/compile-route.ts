import { type AnswerForms, compileAnswerForms } from './answer-form.ts';
import type { AnswerNames } from './answer-problem.ts';
import type { CallSettings } from './call-operation.ts';
import { hasEntityTag } from './conditional.ts';
import type { GatewayOptions } from './gateway-options.ts';
import type { RouteHandler } from './profile.ts';
import { lifecycleHeaders } from './route-lifecycle.ts';
import { compileRequestBinder, type RequestBinder } from './rule/bind-request.ts';
import type { HttpRule } from './rule/http-rule.ts';
import { compileResponseBody, type SelectResponseBody } from './rule/response-body.ts';

/** A rule with all that is compiled for it. */
export interface CompiledRoute {
  readonly rule: HttpRule;
  readonly binder: RequestBinder;
  readonly selectBody: SelectResponseBody;
  readonly handler: RouteHandler | undefined;
  readonly call: CallSettings;
  readonly forms: AnswerForms;
  /** What log and metrics call it. */
  readonly names: AnswerNames;
  /** Headers of every answer of the route. */
  readonly headers: Readonly<Record<string, string>>;
  /** False where an answer goes out as it was made, without headers of the route or an entity tag. */
  readonly isCompleted: boolean;
  /** Request headers that become header blocks: answers depend on them, and they may say who calls. */
  readonly vary: readonly string[];
}

/** Compiles what can be known of a rule before any request. */
export function compileRoute(rule: HttpRule, options: GatewayOptions): CompiledRoute {
  const { operation } = rule;
  const headers = lifecycleHeaders(rule);
  const profile = options.profiles.get(operation.backend);
  const hidden = profile?.hiddenMembers(operation, rule.path) ?? new Set<string>();
  const call: CallSettings = {
    profile,
    encodeHeaderBlocks: options.headerBlocks.get(operation) ?? (() => ({ ok: true, xml: '' })),
    faultStatus: options.faultStatus.get(operation.backend) ?? new Map(),
    onCall: options.onCall ?? (() => undefined),
    ...(options.isSecret === undefined ? {} : { isSecret: options.isSecret }),
    // A handler wants the value, unless there is none to be had.
    ...(rule.handler === undefined || operation.codec.output?.empty === true
      ? { answer: { ...(rule.responseBody === undefined ? {} : { responseBody: rule.responseBody }), hidden } }
      : {}),
  };
  return {
    rule,
    binder: compileRequestBinder(rule),
    selectBody: compileResponseBody(rule, hidden),
    handler: rule.handler === undefined ? undefined : profile?.handlers.get(rule.handler),
    names: {
      route: rule.template.display,
      log: { backend: operation.backend, service: operation.service, operation: operation.operation.name },
    },
    headers,
    isCompleted: hasEntityTag(rule) || Object.keys(headers).length > 0,
    vary: [...(options.vary ?? []), ...(profile?.contract?.requestHeaders ?? []).map(({ name }) => name)],
    call,
    forms: compileAnswerForms(rule, call),
  };
}
