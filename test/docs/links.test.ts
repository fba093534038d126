import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../import-statements.ts';

/** Markdown of the repository, relative to its root. */
function pages(): string[] {
  const under = (folder: string) =>
    existsSync(join(repositoryRoot, folder))
      ? readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          join(folder, file),
        )
      : [];
  const top = readdirSync(repositoryRoot);
  return [...top, ...['docs', 'k8s', 'monitoring', 'examples', 'test/bench'].flatMap(under)].filter(
    (file) => file.endsWith('.md') && !file.includes('node_modules'),
  );
}

test('every relative link in the documentation leads to a file', () => {
  const broken = pages().flatMap((page) =>
    [...readFileSync(join(repositoryRoot, page), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/gu)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(join(repositoryRoot, dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});
