import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Rule } from '../../src/diagnostics/catalogue/rule.ts';
import { problemTypes } from '../../src/gateway/problem-catalogue.ts';
import { repositoryRoot } from '../import-statements.ts';

/** Every rule of every file in the catalogue folder, so that a new file cannot be forgotten here. */
async function catalogue(): Promise<Rule[]> {
  const folder = join(repositoryRoot, 'src/diagnostics/catalogue');
  const files = readdirSync(folder).filter((file) => file !== 'rule.ts');
  const modules = await Promise.all(
    files.map((file) => import(join(folder, file)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) => Object.values(module).filter(isRules)).flat();
}

function isRules(value: unknown): value is readonly Rule[] {
  return (
    Array.isArray(value) && value.every((entry) => typeof entry === 'object' && 'id' in entry && 'remedy' in entry)
  );
}

const rules = await catalogue();
const pageOf = (id: string) => `${id.replaceAll('/', '--')}.md`;

const pages = readdirSync(join(repositoryRoot, 'docs/errors'));
const ids = [...rules.map(({ id }) => id), ...problemTypes.map(({ slug }) => slug)];
const textOf = (id: string) => readFileSync(join(repositoryRoot, 'docs/errors', pageOf(id)), 'utf8');

describe('docs/errors', () => {
  test('every rule and every type of problem has a page', () => {
    expect(ids.map(pageOf).filter((page) => !pages.includes(page))).toEqual([]);
  });

  test('every page is of a rule or of a type of problem', () => {
    const known = new Set(ids.map(pageOf));
    expect(pages.filter((page) => !known.has(page))).toEqual([]);
  });

  test('no two rules or types of problem have one id', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('a page has its id for a title and says what to do', () => {
    const wrong = ids
      .filter((id) => pages.includes(pageOf(id)))
      .filter((id) => !textOf(id).startsWith(`# ${id}\n`) || !/what to do/iu.test(textOf(id)));
    expect(wrong).toEqual([]);
  });

  test.each(problemTypes.map((type) => [type.slug, type] as const))(
    'the page of %s agrees with the table',
    (slug, type) => {
      const [, json = ''] = /```json\n(.*?)```/su.exec(textOf(slug)) ?? [];
      expect(JSON.parse(json)).toMatchObject({
        type: `/problems/${slug}`,
        title: type.title,
        status: type.statuses[0],
      });
      for (const status of type.statuses) expect(textOf(slug)).toContain(String(status));
    },
  );
});
