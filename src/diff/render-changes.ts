import type { Change } from './change.ts';
import type { Impact } from './rules/diff-rule.ts';

const HEADINGS: readonly (readonly [Impact, string])[] = [
  ['breaking', 'Breaking'],
  ['compatible', 'Compatible'],
  ['cosmetic', 'Cosmetic'],
];

/** Other places that are named for one change; the rest is counted. */
const PLACES_NAMED_MAX = 3;

/** Changes for a terminal. */
export function renderChangesText(changes: readonly Change[]): string {
  const sections = HEADINGS.flatMap(([impact, heading]) => {
    const lines = changes
      .filter((change) => change.impact === impact)
      .map(({ rule, place, message, alsoIn }) => `  ${place}: ${message}  [${rule}]\n${also(alsoIn, '    ')}`);
    return lines.length === 0 ? [] : [`${heading}\n${lines.join('')}`];
  });
  return [...sections, `${summary(changes)}\n`].join('\n');
}

/** Changes as Markdown, for a release note or a pull request. */
export function renderChangesMarkdown(changes: readonly Change[]): string {
  const sections = HEADINGS.flatMap(([impact, heading]) => {
    const lines = changes
      .filter((change) => change.impact === impact)
      .map(({ rule, place, message, alsoIn }) => {
        const [method = '', path = '', ...rest] = place.split(' ');
        const where = path === '' ? place : [`\`${method} ${path}\``, ...rest].join(' ');
        return `- ${where}: ${message} (\`${rule}\`)\n${also(alsoIn, '  ')}`;
      });
    return lines.length === 0 ? [] : [`## ${heading}\n\n${lines.join('')}`];
  });
  return [`# Changes for callers\n\n${summary(changes)}\n`, ...sections].join('\n');
}

/** Changes for programs. */
export function renderChangesJson(changes: readonly Change[]): string {
  const count = (impact: Impact) => changes.filter((change) => change.impact === impact).length;
  const report = {
    breaking: count('breaking'),
    compatible: count('compatible'),
    cosmetic: count('cosmetic'),
    changes,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function also(places: readonly string[], indent: string): string {
  if (places.length === 0) return '';
  const named = places.slice(0, PLACES_NAMED_MAX).join(', ');
  const left = places.length - PLACES_NAMED_MAX;
  return `${indent}also ${named}${left > 0 ? ` and ${left} more` : ''}\n`;
}

function summary(changes: readonly Change[]): string {
  if (changes.length === 0) return 'No changes for callers.';
  const counts = HEADINGS.map(([impact]) => {
    const count = changes.filter((change) => change.impact === impact).length;
    return `${count} ${impact}`;
  });
  return `${counts.join(', ')}.`;
}
