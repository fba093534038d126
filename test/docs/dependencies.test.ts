import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryRoot } from '../import-statements.ts';

const page = readFileSync(join(repositoryRoot, 'docs/dependencies.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as Record<string, object>;

const [, atRunTime = '', forDevelopment = ''] = page.split(/^## .*$/mu);
const named = (section: string) => [...section.matchAll(/^\| `([^`]+)` \|/gmu)].map(([, name]) => name);

describe('docs/dependencies.md', () => {
  test('names each dependency at run time, and no other', () => {
    expect(named(atRunTime)).toEqual(Object.keys(manifest.dependencies ?? {}).sort());
  });

  test('names each dependency for development, and no other', () => {
    expect(named(forDevelopment)).toEqual(Object.keys(manifest.devDependencies ?? {}).sort());
  });
});
