import { expect, it } from 'vitest';
import { matchesOperation } from '../../src/resilience/operation-pattern.ts';

it.each([
  ['User.Get', 'User.Get', true],
  ['User.Get', 'User.GetAll', false],
  ['User.Get*', 'User.Get', true],
  ['User.Get*', 'User.GetAll', true],
  ['*.Get', 'User.Get', true],
  ['*', 'User.Get', true],
  ['U*r.G*t', 'User.Get', true],
  ['U*r.G*t', 'User.Gets', false],
  ['User*Get', 'UserGet', true],
  ['ab*ab', 'ab', false],
  ['a*b*c', 'a-b-c', true],
  ['a*b*b', 'a-b', false],
  ['User.get*', 'User.Get', false],
  ['User?Get', 'User.Get', false],
  ['', 'User.Get', false],
])('operation pattern: %s and %s: %s', (pattern, selector, expected) => {
  expect(matchesOperation(pattern, selector)).toBe(expected);
});
