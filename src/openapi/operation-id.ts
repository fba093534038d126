import type { HttpRule } from '../gateway/rule/http-rule.ts';

/** Gives operations their `operationId`: a name that generators of clients can use as it is, unique in the document. */
export type NameOperation = (rule: HttpRule, isGeneric: boolean) => string;

/**
 * Generic routes are named for their operation (`User_SaveUser`), declared ones for their method and path
 * (`getUsersMeCredentialsByType`). Numbered where two would be one.
 */
export function createOperationIds(): NameOperation {
  const taken = new Set<string>();
  return ({ operation, method, template }, isGeneric) => {
    const base = isGeneric
      ? operation.selector.replaceAll(/[^A-Za-z0-9_]+/g, '_')
      : method.toLowerCase() +
        template.segments
          .map((segment) => (segment.kind === 'literal' ? pascal(segment.text) : `By${pascal(segment.name)}`))
          .join('');
    let id = base;
    for (let n = 2; taken.has(id.toLowerCase()); n += 1) id = `${base}_${n}`;
    taken.add(id.toLowerCase());
    return id;
  };
}

function pascal(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
