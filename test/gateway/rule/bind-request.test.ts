import { describe, expect, it } from 'vitest';
import { collectDiagnostics } from '../../../src/diagnostics/diagnostic.ts';
import { type BindResult, compileRequestBinder } from '../../../src/gateway/rule/bind-request.ts';
import { checkRules } from '../../../src/gateway/rule/check.ts';
import type { HttpRuleSource } from '../../../src/gateway/rule/http-rule.ts';
import { BigNumeral, type JsonValue } from '../../../src/json/value.ts';
import { schemaOperation } from '../schema-operation.ts';

const operation = schemaOperation({
  selector: 'Session.Start',
  input: {
    type: 'object',
    properties: {
      userName: { type: ['string', 'null'] },
      inner: { type: 'object', properties: { a: { type: 'string' } } },
    },
  },
});

function bind(
  rule: Partial<HttpRuleSource>,
  body: JsonValue | undefined,
  query = '',
  values: readonly string[] = [],
): BindResult {
  const source: HttpRuleSource = {
    selector: 'Session.Start',
    method: 'POST',
    path: '/sessions',
    location: { file: 'c.yaml', line: 1, column: 1 },
    ...rule,
  };
  const sink = collectDiagnostics();
  const [checked] = checkRules([source], [operation], sink);
  if (checked === undefined) throw new Error(JSON.stringify(sink.diagnostics));
  return compileRequestBinder(checked).bind(values, new URLSearchParams(query), body);
}

describe('a field that the path and the body both set', () => {
  const other = [{ pointer: '/a', detail: 'is set to another value by the route; leave it out' }];
  it.each<[string, string, JsonValue, readonly unknown[]]>([
    ['the same text', '4711', '4711', []],
    ['the same number, for the schema to take or to refuse', '4711', 4711, []],
    ['another number', '4711', 4712, other],
    ['a number written otherwise', '1.50', 1.5, []],
    ['a number that is the same only when rounded', '0.1000000000000000055', 0.1, other],
    ['a number that no double holds', '12345678901234567890', new BigNumeral('12345678901234567890'), []],
    ['text that is no number', 'x', 4711, other],
    ['null', '4711', null, other],
  ])('%s', (_name, text, value, issues) => {
    const bound = bind({ path: '/x/{inner.a}', body: 'inner' }, { a: value }, '', [text]);
    expect(bound.ok ? [] : bound.issues).toEqual(issues);
    expect(bound.ok ? bound.input : { inner: { a: value } }).toEqual({ inner: { a: value } });
  });
});

describe('fields that a route requires though the schema does not', () => {
  const inBody = { body: '*', required: ['userName', 'inner.a'] };
  it.each([
    ['all are there', inBody, { userName: 'x', inner: { a: 'y' } }, []],
    ['no body at all', inBody, undefined, ['/userName', '/inner/a']],
    ['one is null', inBody, { userName: null, inner: { a: 'y' } }, ['/userName']],
    ['the object around it is missing', inBody, { userName: 'x' }, ['/inner/a']],
    ['a body that is a field', { body: 'inner', required: ['inner.a'] }, {}, ['/a']],
  ])('%s', (_name, rule, body, pointers) => {
    const bound = bind(rule, body);
    expect(bound.ok ? [] : bound.issues.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('are named as parameters where they come from the query', () => {
    expect(bind({ required: ['userName'] }, undefined)).toEqual({
      ok: false,
      input: {},
      issues: [{ pointer: '', detail: 'query parameter "userName": is required', parameter: 'userName' }],
    });
    expect(bind({ required: ['userName'] }, undefined, 'userName=x').ok).toBe(true);
  });
});
