import { type ComponentPair, note, type SchemaScope } from './schema-findings.ts';
import type { Form } from './shape.ts';

/**
 * Pairs the forms of two schemas: by what tells them apart, else the one that is left over on both sides. What has no partner
 * is told as gone or new.
 */
export function pairForms(
  before: readonly Form[],
  after: readonly Form[],
  path: string,
  scope: SchemaScope,
): readonly ComponentPair[] {
  const left = [...after];
  const alone: Form[] = [];
  const pairs: [Form, Form][] = [];
  for (const form of before) {
    const at = partnerOf(form, left);
    const [partner] = at < 0 ? [] : left.splice(at, 1);
    if (partner === undefined) alone.push(form);
    else pairs.push([form, partner]);
  }
  const [onlyOld, onlyNew] = [alone[0], left[0]];
  const isOneLeft = alone.length === 1 && left.length === 1 && onlyOld !== undefined && onlyNew !== undefined;
  if (isOneLeft && canBePaired(onlyOld, onlyNew)) pairs.push([onlyOld, onlyNew]);
  else {
    for (const { label } of alone) note('alternative-narrowed', `can no longer be ${named(label)}`, path, scope);
    for (const { label } of left) note('alternative-widened', `may now be ${named(label)}`, path, scope);
  }
  const several = before.length > 1 || after.length > 1;
  return pairs.map(([old, latest]) => {
    const within = several && !isTypeLabel(latest.label) ? `${path} (${latest.label})` : path;
    return { before: old, after: latest, path: within };
  });
}

/** Equal forms first, then forms of one label. */
function partnerOf(form: Form, candidates: readonly Form[]): number {
  const text = JSON.stringify(form.schema);
  const equal = candidates.findIndex(({ schema, label }) => label === form.label && JSON.stringify(schema) === text);
  return equal >= 0 ? equal : candidates.findIndex(({ label }) => label === form.label);
}

/** Two named types are two types, unless it is a name that has come or gone. */
function canBePaired(old: Form, latest: Form): boolean {
  return isTypeLabel(old.label) || isTypeLabel(latest.label);
}

function isTypeLabel(label: string): boolean {
  return /^(?:anything$|an? )/.test(label);
}

function named(label: string): string {
  return isTypeLabel(label) ? label : `of the type \`${label}\``;
}
