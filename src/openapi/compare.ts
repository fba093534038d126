import { renderPointer } from '../json/pointer.ts';

/** One difference between two documents, at a JSON Pointer that holds in the one that has it. */
export interface DocumentDifference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly pointer: string;
  /** Scalars, as JSON; absent where the difference is a whole object or array. */
  readonly before?: string;
  readonly after?: string;
}

/**
 * Compares two documents, or any two JSON values: what is equal is passed over, what one side alone has is one difference
 * however large it is. The order of members does not count, that of arrays does.
 */
export function compareDocuments(before: unknown, after: unknown): readonly DocumentDifference[] {
  const differences: DocumentDifference[] = [];
  compareAt(before, after, [], differences);
  return differences;
}

/**
 * The differences as lines a person can read: `+` added, `-` removed, `~` changed, each with its pointer.
 * @param max - lines; the rest is counted
 */
export function renderDifferences(differences: readonly DocumentDifference[], max = 50): string {
  const lines = differences.slice(0, max).map(({ kind, pointer, before, after }) => {
    const at = pointer === '' ? '(root)' : pointer;
    if (kind === 'added') return `+ ${at}${after === undefined ? '' : `: ${after}`}`;
    if (kind === 'removed') return `- ${at}${before === undefined ? '' : `: ${before}`}`;
    return `~ ${at}: ${before ?? '…'} -> ${after ?? '…'}`;
  });
  const left = differences.length - lines.length;
  return [...lines, ...(left > 0 ? [`… and ${left} more`] : [])].map((line) => `${line}\n`).join('');
}

function compareAt(
  before: unknown,
  after: unknown,
  steps: readonly (string | number)[],
  differences: DocumentDifference[],
): void {
  if (isMembers(before) && isMembers(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compareMember(own(before, name), own(after, name), [...steps, name], differences);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      compareMember(before[index], after[index], [...steps, index], differences);
    }
  } else if (before !== after) {
    differences.push({ kind: 'changed', pointer: renderPointer(steps), ...sides(before, after) });
  }
}

function compareMember(
  before: unknown,
  after: unknown,
  steps: readonly (string | number)[],
  differences: DocumentDifference[],
): void {
  if (before === undefined && after === undefined) return;
  if (before !== undefined && after !== undefined) compareAt(before, after, steps, differences);
  else {
    const kind = before === undefined ? 'added' : 'removed';
    differences.push({ kind, pointer: renderPointer(steps), ...sides(before, after) });
  }
}

function sides(before: unknown, after: unknown): Pick<DocumentDifference, 'before' | 'after'> {
  return {
    ...(isShown(before) ? { before: JSON.stringify(before) } : {}),
    ...(isShown(after) ? { after: JSON.stringify(after) } : {}),
  };
}

function isShown(value: unknown): boolean {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(members: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
