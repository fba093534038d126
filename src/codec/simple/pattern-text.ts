/** Takes `^` and `$` off a pattern that has them around the whole of it. */
export function withoutAnchors(pattern: string): string {
  return pattern.replace(/^\^/, '').replace(/\$$/, '');
}

/** The end of a text, and the end of an item in a list, in patterns. */
export const TEXT_END = '$';
export const ITEM_END = '(?![^ ])';

/**
 * A pattern for texts that match all of the patterns, up to the end that is given. Neither they nor the outcome have anchors.
 * @returns undefined when there are no patterns
 */
export function allOfPatterns(patterns: readonly string[], end: string): string | undefined {
  const last = patterns.at(-1);
  if (last === undefined) return undefined;
  const before = patterns.slice(0, -1).map((pattern) => `(?=${grouped(pattern)}${end})`);
  return before.join('') + grouped(last);
}

/** The pattern as one piece: groups it where an alternative at its top would reach too far. */
export function grouped(pattern: string): string {
  return hasOpenAlternative(pattern) ? `(?:${pattern})` : pattern;
}

/** A pattern for one text as written. */
export function literalPattern(text: string): string {
  return text.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&').replace(/[\n\r\t]/g, (space) => ESCAPES[space] ?? space);
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Whether a `|` stands outside all groups and classes. */
function hasOpenAlternative(pattern: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}
