import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../import-statements.ts';

test('the image holds everything that the npm package holds', () => {
  const read = (file: string) => readFileSync(join(repositoryRoot, file), 'utf8');
  const { files } = JSON.parse(read('package.json')) as { readonly files: readonly string[] };
  const lastStage =
    read('Dockerfile')
      .split(/^FROM /mu)
      .at(-1) ?? '';
  const targets = [...lastStage.matchAll(/^COPY .* \.\/(\S+)$/gmu)].map(([, target]) => target);
  expect(targets).toEqual(expect.arrayContaining(files.map((file) => file.replace(/\/$/u, ''))));
  const readmitted = read('.dockerignore').match(/^!(.*)$/gmu) ?? [];
  const sources = files.filter((file) => file !== 'dist').map((file) => `!${file.split('/')[0]}`);
  expect(readmitted).toEqual(expect.arrayContaining(sources));
});
