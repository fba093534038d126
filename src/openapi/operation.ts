import { exampleInput } from '../gateway/example-input.ts';
import type { ServedOperation } from '../gateway/operation.ts';
import type { ConnectedProfile } from '../gateway/profile.ts';
import type { HttpRule } from '../gateway/rule/http-rule.ts';
import type { ListedOperation } from './list-operations.ts';
import type { CodeSampleObject, OperationObject, SoapExtension } from './model.ts';
import { ruleParameters } from './parameters.ts';
import type { ProblemResponses } from './problem-responses.ts';
import { ruleRequestBody } from './request-body.ts';
import type { SchemaRegistry } from './schema-registry.ts';
import { type SignInSchemes, securityOf } from './security.ts';
import { successResponses } from './success-responses.ts';

/** What the operations of one document have in common. */
export interface OperationContext {
  readonly registry: SchemaRegistry;
  readonly problems: ProblemResponses;
  readonly profiles: ReadonlyMap<string, ConnectedProfile>;
  /** Operations that have a generic route in the document. */
  readonly generic: ReadonlySet<ServedOperation>;
  readonly codeSamples: CodeSamples | undefined;
  /** How callers sign in at the gateway itself. */
  readonly inboundSchemes: SignInSchemes;
}

/** Shows calls of an operation in code. */
export type CodeSamples = (listed: ListedOperation, operation: OperationObject) => CodeSampleObject[];

/** Describes one route. */
export function describeOperation(listed: ListedOperation, context: OperationContext): OperationObject {
  const { rule, operationId, tag, isGeneric } = listed;
  const { registry, problems, profiles, codeSamples } = context;
  const { operation } = rule;
  const profile = profiles.get(operation.backend);
  const example = exampleInput(operation, profile);
  const parameters = ruleParameters(rule, profile?.contract, example);
  const requestBody = ruleRequestBody(rule, registry, example);
  const { documentation } = operation.operation;
  const described: OperationObject = {
    operationId,
    summary: summaryOf(rule),
    ...(documentation === undefined ? {} : { description: documentation }),
    tags: [tag],
    ...(rule.deprecation === undefined ? {} : { deprecated: true }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: {
      ...successResponses(rule, profile, registry),
      ...problems.of(rule, profile?.contract, Object.keys(context.inboundSchemes).length > 0),
    },
    security: securityOf(rule, profile, context.inboundSchemes),
    ...(isGeneric || !context.generic.has(operation) ? { 'x-soap': soapExtension(operation) } : {}),
    ...(isGeneric ? {} : { 'x-http-rule': ruleExtension(rule) }),
  };
  return codeSamples === undefined ? described : { ...described, 'x-codeSamples': codeSamples(listed, described) };
}

const SUMMARY_MAX = 120;

/** The rule's own summary, else the first sentence of the documentation while it is short, else the operation's name. */
export function summaryOf({ summary, operation: { operation, service } }: HttpRule): string {
  if (summary !== undefined) return summary;
  const [line = ''] = (operation.documentation ?? '').trim().split(/\r?\n/, 1);
  const [sentence = ''] = line.split(/(?<=[.!?])\s/, 1);
  const text = sentence.replace(/\.$/, '').trim();
  return text !== '' && text.length <= SUMMARY_MAX ? text : `${operation.name} of ${service}`;
}

function soapExtension({ service, port, operation }: ServedOperation): SoapExtension {
  const { name, soapAction, soapVersion } = operation;
  return { service, port, operation: name, soapAction, soapVersion };
}

function ruleExtension({ selector, body, responseBody }: HttpRule): NonNullable<OperationObject['x-http-rule']> {
  return {
    selector,
    ...(body === undefined ? {} : { body }),
    ...(responseBody === undefined ? {} : { response_body: responseBody }),
  };
}
