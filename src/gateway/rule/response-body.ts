import { isJsonObject, type JsonValue, member } from '../../json/value.ts';
import type { HttpRule } from './http-rule.ts';

/** The part of an output that is the HTTP body; undefined when there is nothing to say. */
export type SelectResponseBody = (output: JsonValue | undefined) => JsonValue | undefined;

/** Compiles `response_body` and the removal of members that must not leave the gateway. */
export function compileResponseBody(rule: HttpRule, hiddenMembers: ReadonlySet<string>): SelectResponseBody {
  const { responseBody } = rule;
  const select: SelectResponseBody =
    responseBody === undefined
      ? (output) => output
      : (output) => (isJsonObject(output) ? member(output, responseBody) : undefined);
  if (hiddenMembers.size === 0) return select;
  return (output) => {
    const body = select(output);
    if (body !== undefined) removeMembers(body, hiddenMembers);
    return body;
  };
}

/** Removes members of these names at any depth, in place: the output belongs to this one request. */
function removeMembers(value: JsonValue, names: ReadonlySet<string>): void {
  const open: JsonValue[] = [value];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (Array.isArray(at)) for (const item of at) open.push(item);
    else if (isJsonObject(at)) {
      for (const name of Object.keys(at)) {
        if (names.has(name)) delete at[name];
        else open.push(member(at, name) ?? null);
      }
    }
  }
}
