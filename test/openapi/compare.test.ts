import { describe, expect, it } from 'vitest';
import { compareDocuments, renderDifferences } from '../../src/openapi/compare.ts';

describe('comparing documents', () => {
  it('passes over what is equal, whatever the order of its members', () => {
    expect(compareDocuments({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toEqual([]);
  });

  it('says what was added, removed and changed, and where', () => {
    const before = { paths: { '/a': { get: {} }, '/b': { get: { summary: 'old' } } }, tags: ['x', 'y'] };
    const after = { paths: { '/b': { get: { summary: 'new' } }, '/c/d': { get: {} } }, tags: ['x'] };
    expect(renderDifferences(compareDocuments(before, after))).toBe(`- /paths/~1a
~ /paths/~1b/get/summary: "old" -> "new"
+ /paths/~1c~1d
- /tags/1: "y"
`);
  });

  it('tells a changed kind of value, and a member that became null from one that went', () => {
    expect(renderDifferences(compareDocuments({ a: {}, b: 1, c: 1 }, { a: [], b: null }))).toBe(`~ /a: … -> …
~ /b: 1 -> null
- /c: 1
`);
  });

  it('counts what it does not print', () => {
    const after = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`m${index}`, index]));
    expect(renderDifferences(compareDocuments({}, after)).split('\n').at(-2)).toBe('… and 10 more');
  });
});
