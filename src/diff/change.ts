import type { Impact } from './rules/diff-rule.ts';
import { type DiffRuleId, impactOf } from './rules/rules.ts';

/** One change between two documents, in the words of those who call the API. */
export interface Change {
  readonly rule: DiffRuleId;
  readonly impact: Impact;
  /** Where it shows: a route and its side, such as `POST /services/User/SaveUser request`; `document` for the whole. */
  readonly place: string;
  /** A sentence: "`rank` is now required". */
  readonly message: string;
  /** Other places where the same change of a shared type shows, in the order of the document. */
  readonly alsoIn: readonly string[];
}

/** Where a change of a shared component comes from, so that it is told once however many routes it shows on. */
export interface Origin {
  readonly component: string;
  /** Place within the component. */
  readonly path: string;
}

/** Collects changes; those of one origin become one. */
export interface ChangeLog {
  /** @param subject - what the change is about, at this place; @param predicate - what is said of it, at any place */
  add(rule: DiffRuleId, place: string, subject: string, predicate: string, origin?: Origin): void;
  /** Breaking ones first, then compatible, then cosmetic; each kind in the order of the document. */
  changes(): readonly Change[];
}

const ORDER: readonly Impact[] = ['breaking', 'compatible', 'cosmetic'];

/** Makes an empty log. */
export function createChangeLog(): ChangeLog {
  const found = new Map<string, { readonly change: Omit<Change, 'alsoIn'>; readonly alsoIn: Set<string> }>();
  return {
    add: (rule, place, subject, predicate, origin) => {
      const where = origin === undefined ? `${place}\n${subject}` : `${origin.component}\n${origin.path}`;
      const key = `${rule}\n${where}\n${predicate}`;
      const known = found.get(key);
      if (known !== undefined) known.alsoIn.add(place);
      else {
        const change = { rule, impact: impactOf(rule), place, message: `${subject} ${predicate}` };
        found.set(key, { change, alsoIn: new Set() });
      }
    },
    changes: () => {
      const all = [...found.values()].map(({ change, alsoIn }): Change => {
        alsoIn.delete(change.place);
        return { ...change, alsoIn: [...alsoIn] };
      });
      return ORDER.flatMap((impact) => all.filter((change) => change.impact === impact));
    },
  };
}
