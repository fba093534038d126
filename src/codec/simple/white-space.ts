import type { Facets } from '../../xsd/model/facet.ts';

/** How a type treats white space (XSD 1.0 Part 2 §4.3.6). */
export type WhiteSpace = NonNullable<Facets['whiteSpace']>;

/** The text as the facet leaves it; the very same string when there is nothing to do. */
export function normaliseSpace(text: string, whiteSpace: WhiteSpace): string {
  if (whiteSpace === 'preserve') return text;
  if (whiteSpace === 'replace') return /[\t\n\r]/.test(text) ? text.replace(/[\t\n\r]/g, ' ') : text;
  if (!/[\t\n\r]|^ | $| {2}/.test(text)) return text;
  return splitItems(text).join(' ');
}

/** The items of a list (§2.5.1.2): what stands between runs of white space. */
export function splitItems(text: string): string[] {
  return text.split(/[ \t\n\r]+/).filter((part) => part !== '');
}

/** What texts look like that the facet leaves as they are, as an ECMAScript pattern without anchors; undefined for all texts. */
export function normalisedPattern(whiteSpace: WhiteSpace): string | undefined {
  switch (whiteSpace) {
    case 'preserve':
      return undefined;
    case 'replace':
      return '[^\\t\\r\\n]*';
    case 'collapse':
      return '([^ \\t\\r\\n]+( [^ \\t\\r\\n]+)*)?';
  }
}
