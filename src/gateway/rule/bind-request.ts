import { nearMatch } from '../../diagnostics/near-match.ts';
import type { ValidationIssue } from '../../json/issue.ts';
import { parseNumeral } from '../../json/numeral.ts';
import { renderPointer } from '../../json/pointer.ts';
import { BigNumeral, isJsonObject, type JsonObject, type JsonValue, member, setMember } from '../../json/value.ts';
import type { HttpRule, ParameterField } from './http-rule.ts';
import { coerceText } from './schema-shapes.ts';

/** The input that a request makes, or every reason why it makes none. */
export type BindResult =
  | { readonly ok: true; readonly input: JsonValue | undefined }
  | {
      readonly ok: false;
      readonly issues: readonly ValidationIssue[];
      /** What could be bound all the same, for the schema to find fault with too; absent where that is nothing. */
      readonly input?: JsonObject;
    };

/** Binds requests to the input of one rule's operation. Compiled once. */
export interface RequestBinder {
  /**
   * @param values - of the path's variables, decoded
   * @param body - undefined when the request has none
   */
  bind(values: readonly string[], query: URLSearchParams, body: JsonValue | undefined): BindResult;
  /** An issue with the input, in the terms of the request: a pointer into its body, or a parameter by name. */
  relocate(issue: ValidationIssue): ValidationIssue;
}

/** Compiles the binding of path, query, body and constants (design of google.api.http). */
export function compileRequestBinder(rule: HttpRule): RequestBinder {
  const queryByName = new Map(rule.queryFields.map((field) => [field.name, field]));
  const parameters = [
    ...rule.pathFields.map((field) => ({ field, place: 'path' as const })),
    ...rule.queryFields.map((field) => ({ field, place: 'query' as const })),
  ].map(({ field, place }) => ({ name: field.name, place, pointer: renderPointer(field.fieldPath) }));
  const bodyPath = rule.body === undefined || rule.body === '*' ? undefined : rule.body.split('.');
  const bodyPointer = renderPointer(bodyPath ?? []);
  const required = (rule.required ?? []).map((name) => name.split('.'));
  const isWhole = rule.body === '*' && rule.pathFields.length === 0 && rule.constantFields.length === 0;

  const relocate = (issue: ValidationIssue): ValidationIssue => {
    const { pointer } = issue;
    const parameter = parameters.find((one) => pointer === one.pointer || pointer.startsWith(`${one.pointer}/`));
    if (parameter !== undefined) return parameterIssue(parameter.place, parameter.name, issue.detail);
    if (bodyPointer !== '' && (pointer === bodyPointer || pointer.startsWith(`${bodyPointer}/`))) {
      return { ...issue, pointer: pointer.slice(bodyPointer.length) };
    }
    return issue;
  };

  const bind = (values: readonly string[], query: URLSearchParams, body: JsonValue | undefined): BindResult => {
    const issues: ValidationIssue[] = [];
    const input = isWhole ? body : startInput(rule, bodyPath, body, issues);
    for (const { fieldPath, value } of rule.constantFields) place(input, fieldPath, value, issues, bodyPointer);
    for (let index = 0; index < rule.pathFields.length; index++) {
      const field = rule.pathFields[index] as ParameterField;
      place(input, field.fieldPath, coerceText(values[index] ?? '', field.scalar), issues, bodyPointer);
    }
    bindQuery(input, query, queryByName, issues, bodyPointer);
    for (const fieldPath of required) {
      if (isAbsent(input, fieldPath))
        issues.push(relocate({ pointer: renderPointer(fieldPath), detail: 'is required' }));
    }
    if (issues.length === 0) return { ok: true, input };
    return { ok: false, issues, ...(isJsonObject(input) ? { input } : {}) };
  };
  return { bind, relocate };
}

/** The input before parameters are put in: the body where the rule wants it. */
function startInput(
  rule: HttpRule,
  bodyPath: readonly string[] | undefined,
  body: JsonValue | undefined,
  issues: ValidationIssue[],
): JsonValue | undefined {
  if (rule.body === '*') {
    if (body === undefined) return {};
    if (!isJsonObject(body)) issues.push({ pointer: '', detail: 'must be an object' });
    return body;
  }
  const input: JsonObject = {};
  if (bodyPath === undefined) {
    const isNothing = body === undefined || (isJsonObject(body) && Object.keys(body).length === 0);
    if (!isNothing) issues.push({ pointer: '', detail: 'this route takes no body' });
  } else if (body === undefined) {
    issues.push({ pointer: '', detail: 'a body is required' });
  } else {
    place(input, bodyPath, body, issues, '');
  }
  return input;
}

function bindQuery(
  input: JsonValue | undefined,
  query: URLSearchParams,
  fields: ReadonlyMap<string, ParameterField>,
  issues: ValidationIssue[],
  bodyPointer: string,
): void {
  if (query.size === 0) return;
  for (const name of new Set(query.keys())) {
    const field = fields.get(name);
    const texts = query.getAll(name);
    if (field === undefined) {
      const near = nearMatch(name, fields.keys());
      const hint = near === undefined ? '' : `; did you mean "${near}"?`;
      issues.push(parameterIssue('query', clip(name), `there is no such parameter${hint}`));
    } else if (!field.repeated && texts.length > 1) {
      issues.push(parameterIssue('query', name, 'must not be repeated'));
    } else {
      const values = texts.map((text) => coerceText(text, field.scalar));
      place(input, field.fieldPath, field.repeated ? values : (values[0] ?? ''), issues, bodyPointer);
    }
  }
}

/** True when some step of the path is not there, or null at its end. */
function isAbsent(input: JsonValue | undefined, fieldPath: readonly string[]): boolean {
  let at = input;
  for (const step of fieldPath) {
    if (at === undefined || at === null) return true;
    if (!isJsonObject(at)) return false; // of another type: that is the issue then
    at = member(at, step);
  }
  return at === undefined || at === null;
}

/** Sets a field that the body leaves out; a body that says otherwise, or has no room for it, is an issue. */
function place(
  input: JsonValue | undefined,
  fieldPath: readonly string[],
  value: JsonValue,
  issues: ValidationIssue[],
  bodyPointer: string,
): void {
  let parent = input;
  const depth = fieldPath.length - 1;
  for (let index = 0; index < depth && isJsonObject(parent); index++) {
    const step = fieldPath[index] as string;
    if (member(parent, step) === undefined) setMember(parent, step, {});
    parent = member(parent, step);
  }
  if (!isJsonObject(parent)) {
    const inBody = pointerInBody(fieldPath, bodyPointer);
    issues.push({ pointer: inBody.slice(0, inBody.lastIndexOf('/')), detail: 'must be an object' });
    return;
  }
  const last = fieldPath[depth] ?? '';
  const present = member(parent, last);
  if (present === undefined) {
    setMember(parent, last, value);
  } else if (!saysTheSame(present, value)) {
    const detail = 'is set to another value by the route; leave it out';
    issues.push({ pointer: pointerInBody(fieldPath, bodyPointer), detail });
  }
}

/** The same value, or the same number once as text: the body's form of it is kept, and judged by the schema. */
function saysTheSame(present: JsonValue, value: JsonValue): boolean {
  return JSON.stringify(present) === JSON.stringify(value) || isNumberOf(present, value) || isNumberOf(value, present);
}

function isNumberOf(number: JsonValue, text: JsonValue): boolean {
  if (typeof text !== 'string') return false;
  if (number instanceof BigNumeral) return number.numeral === text;
  const read = typeof number === 'number' ? parseNumeral(text, 0) : undefined;
  return read !== undefined && read.end === text.length && read.value === number;
}

function pointerInBody(fieldPath: readonly string[], bodyPointer: string): string {
  const pointer = renderPointer(fieldPath);
  return pointer.startsWith(bodyPointer) ? pointer.slice(bodyPointer.length) : pointer;
}

function parameterIssue(place: 'path' | 'query', name: string, detail: string): ValidationIssue {
  return { pointer: '', detail: `${place} parameter "${name}": ${detail}`, parameter: name };
}

/** A name that a caller made up may be long. */
function clip(name: string): string {
  return name.length <= 64 ? name : `${name.slice(0, 64)}…`;
}
