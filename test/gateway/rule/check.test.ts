import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/load.ts';
import { collectDiagnostics } from '../../../src/diagnostics/diagnostic.ts';
import { checkRules } from '../../../src/gateway/rule/check.ts';
import { schemaOperation } from '../schema-operation.ts';

const credential = {
  type: 'object' as const,
  properties: { publicValue: { type: 'string' as const }, isActive: { type: 'boolean' as const } },
};
const operations = [
  schemaOperation({
    selector: 'User.Save',
    input: {
      type: 'object',
      properties: {
        type: { type: ['string', 'null'] },
        credentials: { anyOf: [credential, { type: 'null' }] },
        ids: { type: 'array', items: { type: 'integer' } },
      },
    },
    output: { type: 'object', properties: { response: { type: 'array', items: { type: 'string' } } } },
  }),
  schemaOperation({
    selector: 'User.Import',
    input: {
      type: 'object',
      required: ['rows', 'mode'],
      properties: { rows: { type: 'array', items: credential }, mode: { enum: ['add', 'replace'] } },
    },
  }),
  schemaOperation({ selector: 'User.Rename', input: { type: 'string' } }),
];

function check(routes: string): { findings: string[]; paths: string[] } {
  const { config, diagnostics } = readConfig(`backends: { crm: { wsdl: a.wsdl } }\nroutes:\n${routes}`, 'c.yaml', {});
  expect(diagnostics).toEqual([]);
  const sink = collectDiagnostics();
  const rules = checkRules(config?.routes ?? [], operations, sink, () => new Set(['session']));
  return {
    paths: rules.map(({ template }) => template.display),
    findings: sink.diagnostics.map(
      ({ rule, message, location, remedy }) =>
        `${location.line}:${location.column} ${rule} ${message}${remedy === undefined ? '' : ` (${remedy})`}`,
    ),
  };
}

describe('HTTP rules at start-up', () => {
  it('take the routes of the design', () => {
    const routes = `  - { selector: User.Save, post: "/users/me/credentials/{type}", body: credentials }
  - { selector: User.Save, put: "/users/me/credentials/{type}/{credentials.publicValue}", body: credentials }
  - { selector: User.Save, get: "/saved", response_body: response, constants: { type: imap } }
  - { selector: User.Import, post: /import, body: "*" }
  - { selector: User.Import, put: "/import/{mode}", body: rows }
`;
    expect(check(routes)).toEqual({
      findings: [],
      paths: [
        '/users/me/credentials/{type}',
        '/users/me/credentials/{type}/{publicValue}',
        '/saved',
        '/import',
        '/import/{mode}',
      ],
    });
  });

  it.each([
    [
      'an unknown selector',
      '{ selector: User.Sav, post: /a }',
      '3:17 http-rule/unknown-selector POST /a: no operation is called "User.Sav" (did you mean "User.Save"?)',
    ],
    [
      'an unknown variable',
      '{ selector: User.Save, post: "/a/{tpe}" }',
      '3:37 http-rule/unknown-field POST /a/{tpe}: the input has no field "tpe" (did you mean "type"?)',
    ],
    [
      'an unknown nested variable',
      '{ selector: User.Save, get: "/a/{credentials.id}" }',
      '3:36 http-rule/unknown-field GET /a/{credentials.id}: the input has no field "credentials.id" ("id" is unknown) (its fields: type, credentials, ids)',
    ],
    [
      'a variable that is an object',
      '{ selector: User.Save, get: "/a/{credentials}" }',
      '3:36 http-rule/not-scalar GET /a/{credentials}: "credentials" is not a scalar field',
    ],
    [
      'a variable that is an array',
      '{ selector: User.Save, get: "/a/{ids}" }',
      '3:36 http-rule/not-scalar GET /a/{ids}: "ids" is not a scalar field',
    ],
    [
      'an unknown body field',
      '{ selector: User.Save, post: /a, body: credential }',
      '3:44 http-rule/unknown-field POST /a: the input has no field "credential" for the body (did you mean "credentials"?)',
    ],
    [
      'an unknown response_body',
      '{ selector: User.Save, get: /a, response_body: answer }',
      '3:52 http-rule/unknown-field GET /a: the output has no field "answer" (its fields: response)',
    ],
    [
      'a field bound twice',
      '{ selector: User.Save, post: "/a/{type}", body: type }',
      '3:53 http-rule/bound-twice POST /a/{type}: "type" is bound by the path or a constant already',
    ],
    [
      'an input that is one value, which nothing binds',
      '{ selector: User.Rename, get: /a }',
      "3:17 http-rule/required-field GET /a: the input is one value and no object: nothing binds it (write body: '*')",
    ],
    [
      'a required field that nothing binds',
      '{ selector: User.Import, post: "/a/{mode}" }',
      '3:17 http-rule/required-field POST /a/{mode}: the required field "rows" is bound by nothing (bind it by the body)',
    ],
    [
      'a bad template, at its column',
      '{ selector: User.Save, get: /a//b }',
      '3:36 http-rule/path-template GET /a//b: a segment is empty; a path has neither "//" nor "/" at its end',
    ],
    [
      "the gateway's own paths",
      '{ selector: User.Save, get: /services/x }',
      '3:33 http-rule/reserved-path GET /services/x: paths under "/services" are the gateway\'s own',
    ],
    [
      'an unknown constant',
      '{ selector: User.Save, get: /a, constants: { tpye: x } }',
      '3:50 http-rule/unknown-field GET /a: the input has no field "tpye" (did you mean "type"?)',
    ],
    [
      'a constant of another type',
      '{ selector: User.Save, get: /a, constants: { type: 1 } }',
      '3:50 http-rule/not-scalar GET /a: "type" takes string, not number',
    ],
    [
      'an unknown field that is to be required',
      '{ selector: User.Save, post: /a, body: "*", required: [tpye] }',
      '3:59 http-rule/unknown-field POST /a: the input has no field "tpye" to require (did you mean "type"?)',
    ],
    [
      'an unknown handler',
      '{ selector: User.Save, post: /a, handler: sesion }',
      '3:47 http-rule/unknown-handler POST /a: the profile has no handler "sesion" (did you mean "session"?)',
    ],
  ])('refuse %s', (_name, route, finding) => {
    expect(check(`  - ${route}\n`)).toEqual({ findings: [finding], paths: [] });
  });

  it('read a constant that is text as what the field takes', () => {
    const operation = schemaOperation({
      selector: 'User.List',
      input: { type: 'object', properties: { active: { type: 'boolean' }, page: { type: 'integer' } } },
    });
    const source = {
      selector: 'User.List',
      method: 'GET',
      path: '/users',
      location: { file: 'c', line: 1, column: 1 },
    };
    const constantsOf = (constants: Record<string, string>) => {
      const sink = collectDiagnostics();
      const [rule] = checkRules([{ ...source, method: 'GET', constants }], [operation], sink);
      return rule?.constantFields.map(({ value }) => value) ?? sink.diagnostics.map(({ message }) => message);
    };
    expect(constantsOf({ active: 'true', page: '2' })).toEqual([true, 2]);
    expect(constantsOf({ active: 'yes' })).toEqual(['GET /users: "active" takes boolean, not string']);
  });

  it('refuse two rules on one path, whatever their variables are called', () => {
    const routes = `  - { selector: User.Save, get: "/a/{type}" }
  - { selector: User.Save, get: "/a/{credentials.publicValue}" }
`;
    expect(check(routes).findings).toEqual([
      '4:33 http-rule/duplicate-path GET /a/{credentials.publicValue}: the route of User.Save has this method and path already (c.yaml:3)',
    ]);
  });

  it('report every mistake of every route at once', () => {
    const routes = `  - { selector: User.Nope, get: "/a/{x" }
  - { selector: User.Save, post: "/b/{nope}", body: nothing, response_body: no }
`;
    expect(check(routes).findings).toHaveLength(5);
  });
});

describe('query fields', () => {
  it('are the scalars that path, body and constants leave over, dotted when nested', () => {
    const sink = collectDiagnostics();
    const location = { file: 'c.yaml', line: 1, column: 1 };
    const source = { selector: 'User.Save', method: 'GET' as const, path: '/a/{type}', location };
    const [rule] = checkRules([source], operations, sink);
    expect(rule?.queryFields.map(({ name, repeated, required }) => ({ name, repeated, required }))).toEqual([
      { name: 'credentials.publicValue', repeated: false, required: false },
      { name: 'credentials.isActive', repeated: false, required: false },
      { name: 'ids', repeated: true, required: false },
    ]);
  });

  it('end where a recursive type begins again', () => {
    const folder: Record<string, unknown> = { type: 'object' };
    folder.properties = { name: { type: 'string' }, parent: { anyOf: [folder, { type: 'null' }] } };
    const operation = schemaOperation({ selector: 'Files.Find', input: { type: 'object' } });
    const recursive = {
      ...operation,
      codec: {
        ...operation.codec,
        input: { ...operation.codec.input, schema: () => ({ type: 'object' as const, properties: { in: folder } }) },
      },
    };
    const location = { file: 'c.yaml', line: 1, column: 1 };
    const source = { selector: 'Files.Find', method: 'GET' as const, path: '/files', location };
    const [rule] = checkRules([source], [recursive], collectDiagnostics());
    expect(rule?.queryFields.map(({ name }) => name)).toEqual(['in.name']);
  });
});
