import type { OperationObject, ParameterObject, RequestBodyObject, ResponseObject } from '../openapi/model.ts';
import { compareSecurity } from './compare-security.ts';
import { follow } from './open-api-references.ts';
import type { OperationScope } from './operation-scope.ts';
import type { Side } from './schema-findings.ts';

/** Compares two operations of one route. */
export function compareOperations(before: OperationObject, after: OperationObject, scope: OperationScope): void {
  const { log, route } = scope;
  if (after.deprecated === true && before.deprecated !== true) {
    log.add('route-deprecated', route, 'the route', 'is now deprecated');
  }
  compareSecurity(before.security, after.security, scope);
  compareParameters(before, after, scope);
  compareRequestBodies(before.requestBody, after.requestBody, scope);
  compareResponses(before, after, scope);
  if (before.operationId !== after.operationId) {
    log.add(
      'operation-renamed',
      route,
      'the operation',
      `is now called \`${after.operationId}\`, before \`${before.operationId}\``,
    );
  }
  const described = ({ summary, description, tags }: OperationObject) => JSON.stringify([summary, description, tags]);
  if (described(before) !== described(after))
    log.add('documentation-changed', route, 'the route', 'is described otherwise');
  const behind = (operation: OperationObject) => JSON.stringify([operation['x-soap'], operation['x-http-rule']]);
  if (behind(before) !== behind(after))
    log.add('soap-changed', route, 'the SOAP operation behind it', 'is called otherwise');
}

function compareParameters(before: OperationObject, after: OperationObject, scope: OperationScope): void {
  const { documents, log, route } = scope;
  const place = `${route} request`;
  const old = (before.parameters ?? []).map((each) => follow<ParameterObject>(each, documents.old));
  const latest = (after.parameters ?? []).map((each) => follow<ParameterObject>(each, documents.new));
  const inPath = (parameters: readonly ParameterObject[]) => parameters.filter((parameter) => parameter.in === 'path');
  const [oldPath, newPath] = [inPath(old), inPath(latest)];
  for (const parameter of old) {
    const now =
      parameter.in === 'path'
        ? newPath[oldPath.indexOf(parameter)]
        : latest.find((other) => other.in === parameter.in && other.name === parameter.name);
    const words = wordsFor(parameter);
    if (now === undefined) {
      log.add('parameter-removed', place, words, 'is gone');
      continue;
    }
    if (now.name !== parameter.name) {
      log.add('path-variable-renamed', place, words, `is now called \`${now.name}\``);
    }
    if (parameter.required !== true && now.required === true)
      log.add('parameter-now-required', place, words, 'is now required');
    if (parameter.required === true && now.required !== true)
      log.add('parameter-now-optional', place, words, 'is now optional');
    scope.findChanges(parameter.schema, now.schema, { side: 'request', place, path: now.name });
  }
  for (const parameter of latest) {
    if (parameter.in === 'path' || old.some((other) => other.in === parameter.in && other.name === parameter.name))
      continue;
    const words = wordsFor(parameter);
    if (parameter.required === true) log.add('parameter-required-added', place, words, 'is new and required');
    else log.add('parameter-added', place, words, 'is new and optional');
  }
}

function wordsFor({ in: where, name }: ParameterObject): string {
  return `${where === 'path' ? 'the path variable' : `the ${where} parameter`} \`${name}\``;
}

function compareRequestBodies(
  before: RequestBodyObject | undefined,
  after: RequestBodyObject | undefined,
  scope: OperationScope,
): void {
  const { log, route } = scope;
  const place = `${route} request`;
  if (before === undefined && after === undefined) return;
  if (after === undefined) {
    log.add('request-body-removed', place, 'there', 'is no body any more');
    return;
  }
  if (before?.required !== true && after.required)
    log.add('request-body-now-required', place, 'a body', 'is now required');
  else if (before === undefined) log.add('request-body-added', place, 'there', 'may now be a body');
  else if (before.required && !after.required)
    log.add('request-body-now-optional', place, 'the body', 'may now be left out');
  if (before !== undefined) compareContent(before.content, after.content, 'request', place, scope);
}

function compareResponses(before: OperationObject, after: OperationObject, scope: OperationScope): void {
  const { documents, log, route } = scope;
  for (const [status, response] of Object.entries(before.responses)) {
    const now = Object.hasOwn(after.responses, status) ? after.responses[status] : undefined;
    if (now === undefined) {
      const rule = isSuccess(status) ? 'response-status-removed' : 'problem-status-removed';
      log.add(rule, `${route} response`, status, 'is no longer answered');
      continue;
    }
    const place = isSuccess(status) ? `${route} response` : `${route} response ${status}`;
    const [old, latest] = [follow<ResponseObject>(response, documents.old), follow<ResponseObject>(now, documents.new)];
    if (old.content !== undefined && latest.content === undefined) {
      log.add('response-body-removed', place, status, 'has no body any more');
    } else if (old.content === undefined && latest.content !== undefined) {
      log.add('response-body-added', place, status, 'now has a body');
    } else compareContent(old.content ?? {}, latest.content ?? {}, 'response', place, scope);
    compareHeaders(old, latest, place, scope);
  }
  for (const status of Object.keys(after.responses)) {
    if (Object.hasOwn(before.responses, status)) continue;
    const rule = isSuccess(status) ? 'response-status-added' : 'problem-status-added';
    log.add(rule, `${route} response`, status, 'may now be answered');
  }
}

function isSuccess(status: string): boolean {
  return status.startsWith('2');
}

function compareHeaders(before: ResponseObject, after: ResponseObject, place: string, { log }: OperationScope): void {
  const [old, latest] = [Object.keys(before.headers ?? {}), Object.keys(after.headers ?? {})];
  for (const name of old)
    if (!latest.includes(name)) log.add('response-header-removed', place, `the header \`${name}\``, 'is gone');
  for (const name of latest)
    if (!old.includes(name)) log.add('response-header-added', place, `the header \`${name}\``, 'is new');
}

function compareContent(
  before: RequestBodyObject['content'],
  after: RequestBodyObject['content'],
  side: Side,
  place: string,
  scope: OperationScope,
): void {
  for (const [mediaType, { schema }] of Object.entries(before)) {
    const now = Object.hasOwn(after, mediaType) ? after[mediaType] : undefined;
    if (now === undefined) scope.log.add(`${side}-media-type-removed`, place, `\`${mediaType}\``, 'is gone');
    else scope.findChanges(schema, now.schema, { side, place, path: '' });
  }
  for (const mediaType of Object.keys(after)) {
    if (!Object.hasOwn(before, mediaType))
      scope.log.add(`${side}-media-type-added`, place, `\`${mediaType}\``, 'is new');
  }
}
