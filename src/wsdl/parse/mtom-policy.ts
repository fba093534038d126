import { attribute, childElements, type XmlElement } from '../../xml/document.ts';
import type { Refusal } from './components.ts';

/** `wsp:Policy` elements of one document by what a `PolicyReference` may call them: `#id`, or their `Name`. */
export type Policies = ReadonlyMap<string, XmlElement>;

const policyNamespaces: ReadonlySet<string> = new Set([
  'http://schemas.xmlsoap.org/ws/2002/12/policy',
  'http://schemas.xmlsoap.org/ws/2004/09/policy',
  'http://www.w3.org/2006/07/ws-policy',
  'http://www.w3.org/ns/ws-policy',
]);

/** Finds the policies that stand in `wsdl:definitions`. */
export function findPolicies(definitions: XmlElement): Policies {
  const policies = new Map<string, XmlElement>();
  for (const child of childElements(definitions)) {
    if (!isPolicyElement(child, 'Policy')) continue;
    for (const { local, value } of child.attributes) {
      if (local === 'Id' || local === 'id') policies.set(`#${value}`, child);
      if (local === 'Name') policies.set(value, child);
    }
  }
  return policies;
}

/**
 * Refuses what a policy attached here (inline or by reference) binds to MTOM in every alternative (WS-Policy 1.5 §4.3).
 * An assertion with `wsp:Optional`, or an alternative without it, leaves plain messages allowed.
 */
export function mtomRefusal(element: XmlElement, policies: Policies): Refusal | undefined {
  for (const child of childElements(element)) {
    const policy = isPolicyElement(child, 'PolicyReference')
      ? policies.get(attribute(child, 'URI') ?? '')
      : isPolicyElement(child, 'Policy')
        ? child
        : undefined;
    if (policy !== undefined && demandsMtom(policy, policies, 0)) {
      return {
        rule: 'wsdl/mtom',
        reason: `the policy of this ${element.name.local} requires MTOM`,
        location: policy.location,
      };
    }
  }
  return undefined;
}

function demandsMtom(element: XmlElement, policies: Policies, depth: number): boolean {
  if (depth > 32) return false; // nobody nests policies so; ends references in a circle
  const optional = element.attributes.some(
    ({ local, value }) => local === 'Optional' && /^(true|1)$/.test(value.trim()),
  );
  if (optional) return false;
  if (element.name.local === 'OptimizedMimeSerialization' || /soap12-mtom-policy/.test(element.name.namespace))
    return true;
  if (isPolicyElement(element, 'PolicyReference')) {
    const policy = policies.get(attribute(element, 'URI') ?? '');
    return policy !== undefined && demandsMtom(policy, policies, depth + 1);
  }
  if (isPolicyElement(element, 'ExactlyOne')) {
    const alternatives = childElements(element);
    return alternatives.length > 0 && alternatives.every((child) => demandsMtom(child, policies, depth + 1));
  }
  const operator = isPolicyElement(element, 'Policy') || isPolicyElement(element, 'All');
  return operator && childElements(element).some((child) => demandsMtom(child, policies, depth + 1));
}

function isPolicyElement(element: XmlElement, local: string): boolean {
  return element.name.local === local && policyNamespaces.has(element.name.namespace);
}
