import type { JsonSchema } from '../codec/json-schema.ts';
import type { ChangeLog } from './change.ts';
import type { ComparableDocuments } from './comparable-documents.ts';
import { compareDocumentation } from './compare-documentation.ts';
import { compareForms, compareSchemas } from './compare-schema.ts';
import type { ComponentPair, SchemaFindings, Side } from './schema-findings.ts';

/** Two schemas on one side of a route. */
export interface SchemaPlace {
  readonly side: Side;
  /** In the words of a change: `POST /users request`. */
  readonly place: string;
  /** What the whole is called, such as the name of a parameter; '' for a body. */
  readonly path: string;
}

/** Logs what is different in two schemas and in all that they refer to. */
export type FindChanges = (before: JsonSchema, after: JsonSchema, place: SchemaPlace) => void;

/**
 * Makes the search. What is different in a pair of components is found once; each place then only says by which way it leads
 * there, the shortest one.
 */
export function createFindChanges(documents: ComparableDocuments, log: ChangeLog): FindChanges {
  const known = new Map<string, SchemaFindings>();

  const findingsOf = ({ before, after }: ComponentPair, side: Side): SchemaFindings => {
    const key = `${side} ${keyOf(before)} ${keyOf(after)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const fresh: SchemaFindings = { findings: [], pairs: [] };
    const scope = { documents, side, found: fresh };
    if (compareForms(before, after, '', scope)) compareDocumentation(before.schema, after.schema, '', scope);
    known.set(key, fresh);
    return fresh;
  };
  const isSame = ({ before: { component: old }, after: { component: latest } }: ComponentPair): boolean =>
    old?.key === latest?.key && latest !== undefined && !documents.isAffected(`#/components/schemas/${latest.name}`);

  return (before, after, { side, place, path }) => {
    const whole = side === 'request' ? 'the body' : 'the answer';
    const found: SchemaFindings = { findings: [], pairs: [] };
    compareSchemas(before, after, '', { documents, side, found });
    const met = new Set<string>();
    const open: { found: SchemaFindings; prefix: string; component?: string }[] = [{ found, prefix: path }];
    for (const step of open) {
      for (const { rule, predicate, path: within } of step.found.findings) {
        const subject = (step.prefix + within).replace(/^[ .]/, '');
        const origin = step.component === undefined ? undefined : { component: step.component, path: within };
        log.add(rule, place, subject === '' ? whole : `\`${subject}\``, predicate, origin);
      }
      for (const pair of step.found.pairs) {
        const key = `${keyOf(pair.before)} ${keyOf(pair.after)}`;
        if (met.has(key) || isSame(pair)) continue;
        met.add(key);
        open.push({ found: findingsOf(pair, side), prefix: step.prefix + pair.path, component: key });
      }
    }
  };
}

function keyOf({ component }: ComponentPair['before']): string {
  return component?.key ?? '';
}
