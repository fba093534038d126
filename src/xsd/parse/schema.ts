import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { XmlElement } from '../../xml/document.ts';
import { childElements } from '../../xml/document.ts';
import { XS } from '../../xml/namespaces.ts';
import { parseAttributes, parseGlobalAttribute } from './attribute.ts';
import { parseGlobalComplexType } from './complex-type.ts';
import type { ParsedAttributeGroup, ParsedComponent, SymbolSpace } from './components.ts';
import { parseGlobalElement } from './element.ts';
import { checkGrammar } from './grammar.ts';
import { parseGroup } from './particle.ts';
import {
  attributeOf,
  type ComponentScope,
  componentScope,
  documentationOf,
  nameOf,
  type SchemaScope,
} from './scope.ts';
import { parseGlobalSimpleType } from './simple-type.ts';

/** One schema document as it is seen from where it is included: its components and what it redefines. */
export interface ParsedSchema {
  readonly targetNamespace: string;
  readonly components: readonly ParsedComponent[];
  /** By the `xs:redefine` they stand in. */
  readonly redefinitions: ReadonlyMap<XmlElement, readonly ParsedComponent[]>;
}

type ParseBody = (element: XmlElement, scope: ComponentScope) => ParsedComponent['body'] | undefined;

const parsers: ReadonlyMap<string, { readonly space: SymbolSpace; readonly parse: ParseBody }> = new Map([
  ['element', { space: 'element', parse: parseGlobalElement }],
  ['complexType', { space: 'type', parse: parseGlobalComplexType }],
  ['simpleType', { space: 'type', parse: parseGlobalSimpleType }],
  ['attribute', { space: 'attribute', parse: parseGlobalAttribute }],
  ['group', { space: 'group', parse: parseGroup }],
  ['attributeGroup', { space: 'attributeGroup', parse: parseAttributeGroup }],
] as const);

/** What has been read elsewhere, or says nothing that matters here. Notations are names for others to use (XSD 1.0 Part 1 §3.12). */
const passedOver: ReadonlySet<string> = new Set(['annotation', 'include', 'import', 'redefine', 'notation']);

/**
 * Reads `<schema targetNamespace? elementFormDefault? attributeFormDefault? blockDefault? …>((include | import | redefine |
 * annotation)*, (simpleType | complexType | group | attributeGroup | element | attribute | notation)*)</schema>` (XSD 1.0 Part 1
 * §3.15.2), in any order.
 * @param includedInto - target namespace of the schema that includes this one, where that is to be its own
 */
export function parseSchema(root: XmlElement, includedInto: string | undefined, sink: DiagnosticSink): ParsedSchema {
  const own = attributeOf(root, 'targetNamespace') ?? '';
  const scope: SchemaScope = {
    targetNamespace: own === '' ? (includedInto ?? '') : own,
    chameleon: own === '' && includedInto !== undefined && includedInto !== '',
    elementsQualified: attributeOf(root, 'elementFormDefault') === 'qualified',
    attributesQualified: attributeOf(root, 'attributeFormDefault') === 'qualified',
    blockDefault: attributeOf(root, 'blockDefault') ?? '',
    sink,
  };
  const redefinitions = childElements(root, XS, 'redefine').map(
    (redefine) => [redefine, parseComponents(redefine, scope, true)] as const,
  );
  return {
    targetNamespace: scope.targetNamespace,
    components: parseComponents(root, scope, false),
    redefinitions: new Map(redefinitions),
  };
}

function parseComponents(parent: XmlElement, scope: SchemaScope, redefining: boolean): ParsedComponent[] {
  return childElements(parent).flatMap((element) => {
    const { namespace, local } = element.name;
    const parser = namespace === XS ? parsers.get(local) : undefined;
    if (parser !== undefined) return parseComponent(element, parser.space, parser.parse, scope, redefining) ?? [];
    if (namespace === XS && !passedOver.has(local)) {
      const later = local === 'override' || local === 'defaultOpenContent';
      const rule = later ? 'xsd/unsupported' : 's4s-elt-invalid';
      const message = `${local} cannot stand in ${parent.name.local}`;
      componentScope(scope).report('error', rule, message, element.location);
    }
    return [];
  });
}

function parseComponent(
  element: XmlElement,
  space: SymbolSpace,
  parse: ParseBody,
  scope: SchemaScope,
  redefining: boolean,
): ParsedComponent | undefined {
  const { targetNamespace } = scope;
  const name = { namespace: targetNamespace, local: attributeOf(element, 'name') ?? '' };
  const inside = componentScope(scope, redefining ? { space, name } : undefined);
  const body = parse(element, inside);
  if (body === undefined) return undefined;
  const refusal = inside.refusal();
  return {
    space,
    name,
    body,
    targetNamespace,
    location: element.location,
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** Reads a global `<attributeGroup name>(annotation?, (attribute | attributeGroup)*, anyAttribute?)</attributeGroup>` (§3.6.2). */
function parseAttributeGroup(element: XmlElement, scope: ComponentScope): ParsedAttributeGroup | undefined {
  checkGrammar(element, 'attributeGroup', scope);
  const name = nameOf(element, scope.targetNamespace, scope);
  if (name === undefined) return undefined;
  const { location } = element;
  return {
    kind: 'attributeGroup',
    name,
    attributes: parseAttributes(element, scope),
    location,
    ...documentationOf(element),
  };
}
