/** What a PromQL expression names. */
export interface PromQlNames {
  readonly metrics: readonly string[];
  /** In matchers and in grouping lists. */
  readonly labels: readonly string[];
  /** Values that labels are compared with, the alternatives of a pattern one by one. */
  readonly compared: readonly (readonly [label: string, value: string])[];
}

const WORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);

/**
 * Metrics and labels that an expression names. Reads the subset that rules and panels use: matchers, grouping lists,
 * functions and operators; an identifier that is none of these is a metric.
 */
export function namesIn(expression: string): PromQlNames {
  const labels: string[] = [];
  const compared: [string, string][] = [];
  const withoutMatchers = expression.replaceAll(/\{([^}]*)\}/gu, (_all, matchers: string) => {
    for (const [, label = '', value = ''] of matchers.matchAll(/([A-Za-z_]\w*)\s*(?:=~|!~|!=|=)\s*"([^"]*)"/gu)) {
      labels.push(label);
      compared.push(...value.split('|').map((each): [string, string] => [label, each]));
    }
    return ' ';
  });
  const withoutGroups = withoutMatchers.replaceAll(
    /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/gu,
    (_all, list: string) => {
      labels.push(...list.split(',').flatMap((label) => (label.trim() === '' ? [] : [label.trim()])));
      return ' ';
    },
  );
  const bare = withoutGroups.replaceAll(/\[[^\]]*\]/gu, ' ').replaceAll(/"[^"]*"/gu, ' ');
  const metrics = [...bare.matchAll(/(?<![\w.:$])([A-Za-z_:][\w:]*)(?!\w)(\s*\()?/gu)]
    .filter(([, name = '', call]) => call === undefined && !WORDS.has(name.toLowerCase()))
    .map(([, name = '']) => name);
  return { metrics: [...new Set(metrics)], labels: [...new Set(labels)], compared };
}
