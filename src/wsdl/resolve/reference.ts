import type { Location } from '../../diagnostics/location.ts';
import { renderLocation } from '../../diagnostics/location.ts';
import { nearMatch } from '../../diagnostics/near-match.ts';
import { WSDL } from '../../xml/namespaces.ts';
import { clarkName, parseClarkName, type QName } from '../../xml/qname.ts';
import type { Reference } from '../model/service.ts';
import type { Refusal } from '../parse/components.ts';
import type { ResolveContext } from './context.ts';

/**
 * Follows a reference to a component. One without prefix that names nothing in the default namespace is taken to mean the
 * target namespace of its document, which is what its author forgot, with a warning.
 * @param kind - the component's element name, for messages
 * @param owner - target namespace of the document the reference stands in
 * @returns the component, or a refusal with a near match
 */
export function followReference<Component extends { readonly location: Location }>(
  kind: string,
  reference: Reference,
  owner: string,
  table: ReadonlyMap<string, Component>,
  context: ResolveContext,
): Component | Refusal {
  const { name, location } = reference;
  const found = table.get(clarkName(name));
  if (found !== undefined) return found;
  if (name.namespace === '' || name.namespace === WSDL) {
    const meant = table.get(clarkName({ namespace: owner, local: name.local }));
    if (meant !== undefined) {
      const message = `${kind} "${name.local}" is taken from the target namespace ${owner}`;
      context.once('warning', 'wsdl/unprefixed-reference', message, location);
      return meant;
    }
  }
  const reason = `${kind} ${clarkName(name)} is not defined${nearText(name, table, context)}`;
  return { rule: 'wsdl/undefined-reference', reason, location };
}

/** `; near: tns:Person (Person.xsd:12:3)`, or nothing: the same local name elsewhere, else a similar one in the namespace. */
export function nearText(
  name: QName,
  table: ReadonlyMap<string, { readonly location: Location }>,
  context: ResolveContext,
): string {
  if (!context.mayCompare(table.size)) return '';
  const candidates = [...table.keys()].map(parseClarkName);
  const elsewhere = candidates.find(({ local }) => local === name.local);
  const near = elsewhere ?? similarName(name, candidates);
  const component = near === undefined ? undefined : table.get(clarkName(near));
  if (near === undefined || component === undefined) return '';
  return `; near: ${clarkName(near)} (${renderLocation(component.location)})`;
}

function similarName({ namespace, local }: QName, candidates: readonly QName[]): QName | undefined {
  const inNamespace = candidates.filter((each) => each.namespace === namespace).map((each) => each.local);
  const similar = nearMatch(local, inNamespace);
  return similar === undefined ? undefined : { namespace, local: similar };
}
