import type { XmlElement } from '../../xml/document.ts';
import type { ParsedCompositor, ParsedGroup, ParsedParticle } from './components.ts';
import { parseLocalElement } from './element.ts';
import { checkGrammar } from './grammar.ts';
import { parseOccurs } from './occurs.ts';
import { attributeOf, type ComponentScope, documentationOf, nameOf, referenceOf, schemaChildren } from './scope.ts';
import { parseWildcard } from './wildcard.ts';

const compositors: ReadonlySet<string> = new Set(['sequence', 'choice', 'all']);

/**
 * Reads the content of a type or a derivation: `(group | all | choice | sequence)?` (XSD 1.0 Part 1 §3.4.2).
 * Undefined when there is none, or it may not occur.
 */
export function parseContentParticle(element: XmlElement, scope: ComponentScope): ParsedParticle | undefined {
  const [first, second] = schemaChildren(element).filter(
    ({ name }) => compositors.has(name.local) || name.local === 'group',
  );
  if (second !== undefined) {
    const message = `${element.name.local} has more than one of group, all, choice, sequence`;
    scope.report('error', 's4s-elt-invalid', message, second.location);
  }
  return first === undefined ? undefined : parseParticle(first, scope);
}

/** Reads a global `<group name>(annotation?, (all | choice | sequence))</group>` (§3.7.2). */
export function parseGroup(element: XmlElement, scope: ComponentScope): ParsedGroup | undefined {
  checkGrammar(element, 'group', scope);
  const name = nameOf(element, scope.targetNamespace, scope);
  if (name === undefined) return undefined;
  const [first, second] = schemaChildren(element).filter((child) => compositors.has(child.name.local));
  if (first === undefined || second !== undefined) {
    const message = `group "${name.local}" has not exactly one of all, choice, sequence`;
    scope.report(second === undefined ? 'warning' : 'error', 's4s-elt-invalid', message, element.location);
  }
  if (first !== undefined) checkGrammar(first, 'compositor', scope);
  return {
    kind: 'group',
    name,
    compositor: first === undefined ? { kind: 'sequence', particles: [] } : parseCompositor(first, scope),
    location: element.location,
    ...documentationOf(element),
  };
}

/** Reads `<sequence minOccurs? maxOccurs?>`, `<choice …>`, `<all …>`, `<group ref …/>`, `<element …>` or `<any …/>`. */
function parseParticle(element: XmlElement, scope: ComponentScope): ParsedParticle | undefined {
  const { location } = element;
  const { local } = element.name;
  if (local === 'element') return parseLocalElement(element, scope);
  const occurs = parseOccurs(element, scope);
  if (local === 'any') {
    checkGrammar(element, 'any', scope);
    return occurs && { ...occurs, term: parseWildcard(element, scope), location };
  }
  if (local === 'group') {
    checkGrammar(element, 'groupReference', scope);
    const reference = referenceOf(element, 'ref', 'group', scope);
    if (attributeOf(element, 'ref') === undefined) {
      scope.report('error', 's4s-att-must-appear', 'group has no ref', location);
    }
    return reference && occurs && { ...occurs, term: { kind: 'groupReference', reference }, location };
  }
  checkGrammar(element, 'compositor', scope);
  if (local === 'all' && occurs !== undefined && occurs.maxOccurs !== 1) {
    scope.report('warning', 'cos-all-limited', 'all occurs more than once', location);
  }
  const compositor = parseCompositor(element, scope);
  return occurs && { ...occurs, term: compositor, location };
}

function parseCompositor(element: XmlElement, scope: ComponentScope): ParsedCompositor {
  const kind = element.name.local === 'all' ? 'all' : element.name.local === 'choice' ? 'choice' : 'sequence';
  const particles = schemaChildren(element).flatMap((child) =>
    /^(element|any|group|sequence|choice|all)$/.test(child.name.local) ? (parseParticle(child, scope) ?? []) : [],
  );
  if (kind === 'all') {
    for (const { term, maxOccurs, location } of particles) {
      const single = term.kind === 'element' || term.kind === 'elementReference';
      if (single && maxOccurs === 1) continue;
      const message = single ? 'an element in all may occur more than once' : 'all holds something else than elements';
      scope.report('warning', 'cos-all-limited', message, location);
    }
  }
  return { kind, particles };
}
