import { multiCharacterEscape, renderClass } from './character-class.ts';
import { expandedSize, type PatternSyntax } from './syntax.ts';

/** Patterns larger than this when counts are written out are not given to other engines, which may refuse them. */
const SIZE_MAX = 10_000;

/**
 * The same pattern in ECMAScript (flag `u`), without anchors; undefined when it is too large for common engines.
 * @param ascii - the texts are known to be ASCII, so that digits need not be those of all scripts
 */
export function renderEcmaScript(syntax: PatternSyntax, ascii: boolean): string | undefined {
  if (expandedSize(syntax) > SIZE_MAX) return undefined;
  return ascii ? render(syntax).replaceAll(ALL_DIGITS, '0-9') : render(syntax);
}

const ALL_DIGITS = multiCharacterEscape('d') ?? '';

function render(syntax: PatternSyntax): string {
  switch (syntax.kind) {
    case 'alternatives':
      return `(?:${syntax.branches.map(render).join('|')})`;
    case 'sequence':
      return syntax.parts.map(render).join('');
    case 'character':
      return renderClass(syntax.characters);
    case 'repeat': {
      const { part, min, max } = syntax;
      const whole = part.kind === 'character' || part.kind === 'alternatives' ? render(part) : `(?:${render(part)})`;
      return whole + renderCount(min, max);
    }
  }
}

function renderCount(min: number, max: number): string {
  if (min === 0 && max === 1) return '?';
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  return min === max ? `{${min}}` : `{${min},${max}}`;
}
