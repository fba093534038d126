import { describe, expect, it } from 'vitest';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { genericRule } from '../../src/gateway/expose.ts';
import { compileRouteClasses } from '../../src/gateway/route-class.ts';
import { checkRules } from '../../src/gateway/rule/check.ts';
import { schemaOperation } from './schema-operation.ts';

const operations = ['User.SaveUser', 'User.GetUser'].map((selector) => schemaOperation({ selector }));
const location = { file: 'c.yaml', line: 1, column: 1 };
const declared = checkRules(
  [{ selector: 'User.SaveUser', method: 'POST', path: '/users', location }],
  operations,
  collectDiagnostics(),
);
const classOf = compileRouteClasses(
  [...declared, ...operations.map(genericRule)],
  [
    { name: 'saves', operations: ['*.Save*'], windowMs: 1, limit: 1 },
    { name: 'users', operations: ['User.*'], windowMs: 1, limit: 1 },
  ],
);

describe('classes of routes', () => {
  it.each([
    ['POST', '/users', 'saves'],
    ['POST', '/services/User/SaveUser', 'saves'],
    ['POST', '/services/User/GetUser', 'users'],
    ['GET', '/users', undefined],
    ['POST', '/other', undefined],
    ['POST', '/%zz', undefined],
  ])('%s %s is of class %s', (method, path, name) => {
    expect(classOf(method, path)).toBe(name);
  });
});
