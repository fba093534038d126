import type { HttpRule, PathSegment } from '../gateway/rule/http-rule.ts';

/** Gives the variables of a rule's path the names that a document has for them. */
export type NamePath = (rule: HttpRule) => HttpRule;

/**
 * Names paths that differ in the names of their variables alone, such as `/o/{id}` and `/o/{name}`, as the first of them is
 * named: they are identical to OpenAPI, and identical paths MUST NOT exist (OpenAPI 3.1 §4.8.8).
 */
export function createPathNames(): NamePath {
  const firsts = new Map<string, HttpRule>();
  return (rule) => {
    const { segments, display } = rule.template;
    const path = JSON.stringify(segments.map((segment) => (segment.kind === 'literal' ? segment.text : undefined)));
    const first = firsts.get(path);
    if (first === undefined) firsts.set(path, rule);
    return first === undefined || first.template.display === display ? rule : renameLike(first, rule);
  };
}

function renameLike({ template: { display, segments }, pathFields }: HttpRule, rule: HttpRule): HttpRule {
  return {
    ...rule,
    template: {
      ...rule.template,
      display,
      segments: rule.template.segments.map((segment, index) => renameSegment(segment, segments[index])),
    },
    pathFields: rule.pathFields.map((field, index) => ({ ...field, name: pathFields[index]?.name ?? field.name })),
  };
}

function renameSegment(segment: PathSegment, like: PathSegment | undefined): PathSegment {
  return segment.kind === 'variable' && like?.kind === 'variable' ? { ...segment, name: like.name } : segment;
}
