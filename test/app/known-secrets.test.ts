import { describe, expect, it } from 'vitest';
import { createKnownSecrets } from '../../src/app/known-secrets.ts';

describe('secrets over reloads', () => {
  it('are known with those before them, each once', () => {
    const secrets = createKnownSecrets(['a', 'b']);
    secrets.add(['b', 'c']);
    expect(secrets.texts()).toEqual(['b', 'c', 'a']);
  });

  it('are never forgotten while they are in use; of those before, the oldest are', () => {
    const secrets = createKnownSecrets(['first']);
    const many = Array.from({ length: 1500 }, (_, index) => `many-${index}`);
    secrets.add(many);
    expect(secrets.texts()).toEqual([...many, 'first']);
    secrets.add(['last']);
    expect(secrets.texts()).toEqual(['last', ...many.slice(0, 1000)]);
  });
});
