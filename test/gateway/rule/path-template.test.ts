import { expect, it } from 'vitest';
import { literalTemplate, parsePathTemplate } from '../../../src/gateway/rule/path-template.ts';

it.each([
  ['/users', '/users'],
  ['/users/me/credentials/{type}', '/users/me/credentials/{type}'],
  ['/credentials/{type}/{credentials.publicValue}', '/credentials/{type}/{publicValue}'],
  ['/a/{x.id}/b/{y.id}', '/a/{x.id}/b/{y.id}'],
  ['/a%20b/{c}', '/a%20b/{c}'],
  ['/{$type}', '/{$type}'],
])('path template: reads %s', (source, display) => {
  expect(parsePathTemplate(source)).toMatchObject({ ok: true, template: { source, display } });
});

it.each([
  ['users', 0, 'a path starts with "/"'],
  ['/', 1, 'a segment is empty; a path has neither "//" nor "/" at its end'],
  ['/users/', 7, 'a segment is empty; a path has neither "//" nor "/" at its end'],
  ['/users//x', 7, 'a segment is empty; a path has neither "//" nor "/" at its end'],
  ['/users/*', 7, 'the wildcard "*" is not supported; name a variable'],
  ['/users/{id', 7, 'a variable fills its segment: "{" is closed by "}" before the next "/"'],
  ['/users/x{id}', 7, 'a variable fills its segment: nothing may stand before or after it'],
  ['/users/{id}:get', 7, 'a variable fills its segment: "{" is closed by "}" before the next "/"'],
  ['/users/{id=a}', 7, 'a variable has no template of its own ("=") here'],
  ['/users/{}', 7, '"" is not a dotted path of field names'],
  ['/users/{a..b}', 7, '"a..b" is not a dotted path of field names'],
  ['/a b', 1, 'a character that must be percent-encoded in a path'],
  ['/a%2', 1, '"%" is not followed by two hexadecimal digits of UTF-8'],
  ['/a/%2e%2e/b', 3, 'clients take "." and ".." out of a path'],
  ['/{id}/x/{id}', 8, 'the variable "id" occurs twice'],
])('path template: refuses %s at column %i', (source, offset, message) => {
  expect(parsePathTemplate(source)).toEqual({ ok: false, errors: [{ offset, message }] });
});

it('path template: a literal path is taken apart as it stands in a URL', () => {
  expect(literalTemplate('/services/%C3%84rger/Do').segments).toEqual([
    { kind: 'literal', text: 'services' },
    { kind: 'literal', text: 'Ärger' },
    { kind: 'literal', text: 'Do' },
  ]);
});
