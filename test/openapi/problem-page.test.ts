import { describe, expect, it } from 'vitest';
import { problemTypes } from '../../src/gateway/problem-catalogue.ts';
import { problemPage } from '../../src/openapi/problem-page.ts';

describe('the page of a problem', () => {
  it.each(problemTypes.map(({ slug }) => slug))('tells meaning and remedy of %s in every form', (slug) => {
    const page = problemPage(slug);
    expect(page?.json.type).toBe(`/problems/${slug}`);
    expect(page?.markdown).toContain(page?.json.meaning);
    expect(page?.markdown).toContain(page?.json.remedy);
    expect(page?.html).toContain(`<code>${slug}</code>`);
    expect(page?.html).not.toMatch(/<script|<style|https?:/);
  });

  it('is not there for a name that is no problem', () => {
    expect(problemPage('constructor')).toBeUndefined();
  });
});
