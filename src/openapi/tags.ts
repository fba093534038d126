import type { HttpRule } from '../gateway/rule/http-rule.ts';
import type { TagObject } from './model.ts';

/** The group of a route: the service of a generic one, the resource of a declared one. */
export function tagOf({ tag, operation, template }: HttpRule, isGeneric: boolean): string {
  if (tag !== undefined) return tag;
  if (isGeneric) return operation.service;
  const [first] = template.segments;
  return first?.kind === 'literal' ? first.text : operation.service;
}

/**
 * The tags in use, resources before services, each in the order of names.
 * @param serviceDocumentation - text of the WSDL about a service
 */
export function describeTags(
  used: ReadonlyMap<string, 'resource' | 'service'>,
  serviceDocumentation: ReadonlyMap<string, string>,
): TagObject[] {
  const inOrder = [...used].sort(([a, kindA], [b, kindB]) =>
    kindA === kindB ? (a < b ? -1 : 1) : kindA === 'resource' ? -1 : 1,
  );
  return inOrder.map(([name, kind]) => ({
    name,
    description:
      kind === 'resource'
        ? `Routes of the resource ${name}.`
        : (serviceDocumentation.get(name) ?? `Every operation of the SOAP service ${name}.`),
  }));
}
