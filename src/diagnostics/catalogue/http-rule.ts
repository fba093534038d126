import type { Rule } from './rule.ts';

/** What can be wrong with a route (google.api.http rules over the loaded WSDLs). */
export const httpRuleRules: readonly Rule[] = [
  {
    id: 'http-rule/path-template',
    title: 'A path template that cannot be read',
    remedy: 'A path is literals and {variables}, one to a segment, such as /users/{id}/roles.',
  },
  {
    id: 'http-rule/reserved-path',
    title: "A path that is the gateway's own",
    remedy: 'Choose a path that does not start with services, problems, health, metrics, docs or openapi.',
  },
  {
    id: 'http-rule/duplicate-path',
    title: 'Two routes with one method and path',
    remedy: 'Change the path or the method of one of them, or take it out.',
  },
  {
    id: 'http-rule/unknown-selector',
    title: 'A selector that names no operation',
    remedy: 'Write Service.Operation as `soapstone inspect` lists it.',
  },
  {
    id: 'http-rule/unknown-field',
    title: 'A field that the message does not have',
    remedy: 'Name a field by its JSON name, dotted for nested ones.',
  },
  {
    id: 'http-rule/not-scalar',
    title: 'A path variable or constant that is not a scalar field',
    remedy: 'Bind a field that is a string, a number, a boolean or an enumeration; send others in the body.',
  },
  {
    id: 'http-rule/bound-twice',
    title: 'A field that is bound twice',
    remedy: 'Bind each field by the path, the body or a constant, not by two of them.',
  },
  {
    id: 'http-rule/required-field',
    title: 'A required field that nothing binds',
    remedy: 'Bind the field by the body (body: NAME, or body: "*"), for a query cannot express it.',
  },
  {
    id: 'http-rule/unknown-handler',
    title: 'A handler that the profile does not have',
    remedy: "Name one of the profile's handlers, or leave the handler out.",
  },
];
