import { describe, expect, it } from 'vitest';
import { createSeal } from '../../../src/resilience/shared/seal.ts';

const seal = createSeal('s'.repeat(32));

describe('seal', () => {
  it.each(['', '7T:abc', 'ü€😀', 'x'.repeat(100_000)])('opens what it closed', (text) => {
    expect(seal.open(seal.close(text, 'place'), 'place')).toBe(text);
  });

  it('tells nothing of the text, and never looks the same twice', () => {
    const [one, other] = [seal.close('7T:abc', 'p'), seal.close('7T:abc', 'p')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(3), 'base64url').toString('latin1')).not.toContain('7T');
  });

  const sealed = seal.close('text', 'place');
  const changed = `${sealed.slice(0, 20)}${sealed[20] === 'A' ? 'B' : 'A'}${sealed.slice(21)}`;
  it.each([
    ['another place', seal, sealed, 'elsewhere'],
    ['another secret', createSeal('t'.repeat(32)), sealed, 'place'],
    ['a changed text', seal, changed, 'place'],
    ['a short text', seal, 's1.AAAA', 'place'],
    ['plain text', seal, 'text', 'place'],
  ])('does not open %s', (_name, opener, text, place) => {
    expect(opener.open(text, place)).toBeUndefined();
  });
});
