import { collectDiagnostics, type Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { attribute, parseDocument } from '../../../src/xml/document.ts';
import { documentLimits } from '../../../src/xml/limits.ts';
import type { ComplexType } from '../../../src/xsd/model/complex-type.ts';
import type { ElementDeclaration } from '../../../src/xsd/model/element.ts';
import type { Particle } from '../../../src/xsd/model/particle.ts';
import type { SchemaSet } from '../../../src/xsd/model/schema-set.ts';
import type { SimpleType } from '../../../src/xsd/model/simple-type.ts';
import type { SchemaDocument } from '../../../src/xsd/resolve/schema-document.ts';
import { resolveSchemas, type SchemaOptions } from '../../../src/xsd/resolve/schemas.ts';

/** Schemas resolved from text, with what was found. */
export interface ResolvedText {
  readonly schemas: SchemaSet;
  readonly diagnostics: readonly Diagnostic[];
  /** `level rule` of each finding, in order. */
  readonly findings: readonly string[];
}

/** Resolves the first document; the others are reached by their file names in `schemaLocation`. */
export function resolveDocuments(texts: Readonly<Record<string, string>>, options?: SchemaOptions): ResolvedText {
  const documents = new Map<string, SchemaDocument>();
  for (const [file, text] of Object.entries(texts)) {
    documents.set(file, { root: parseDocument(text, file, documentLimits), file });
  }
  const [first] = documents.values();
  const sink = collectDiagnostics();
  const schemas = resolveSchemas(
    {
      documents: first === undefined ? [] : [first],
      locate: (_from, directive) => documents.get(attribute(directive, 'schemaLocation') ?? ''),
    },
    sink,
    options,
  );
  const { diagnostics } = sink;
  return { schemas, diagnostics, findings: diagnostics.map(({ level, rule }) => `${level} ${rule}`) };
}

/** A schema of namespace `urn:t` (prefix `t`), elements qualified, around the given components. */
export function schemaOf(components: string, attributes = 'elementFormDefault="qualified"'): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" ${attributes}>
${components}
</xs:schema>`;
}

/** Resolves the components of one such schema. */
export function resolveComponents(components: string, options?: SchemaOptions): ResolvedText {
  return resolveDocuments({ 'a.xsd': schemaOf(components) }, options);
}

/** The complex type of that name in `urn:t`. */
export function complexType({ schemas }: ResolvedText, local: string, namespace = 'urn:t'): ComplexType {
  const type = schemas.findType({ namespace, local });
  if (type?.kind !== 'complex') throw new Error(`there is no complex type ${local}`);
  return type;
}

/** The simple type of that name in `urn:t`. */
export function simpleType({ schemas }: ResolvedText, local: string, namespace = 'urn:t'): SimpleType {
  const type = schemas.findType({ namespace, local });
  if (type?.kind !== 'simple') throw new Error(`there is no simple type ${local}`);
  return type;
}

/** The element of that name in `urn:t`. */
export function element({ schemas }: ResolvedText, local: string, namespace = 'urn:t'): ElementDeclaration {
  const found = schemas.findElement({ namespace, local });
  if (found === undefined) throw new Error(`there is no element ${local}`);
  return found;
}

/** A content model in a notation like that of regular expressions: `sequence(a choice(b c?)* any)`; names in no namespace as `.a`. */
export function renderContent({ content }: ComplexType): string {
  if (content.kind === 'empty') return 'empty';
  if (content.kind === 'simple') return `simple ${content.type.name?.local ?? '(anonymous)'}`;
  return `${content.mixed ? 'mixed ' : ''}${renderParticle(content.particle)}`;
}

function renderParticle({ term, minOccurs, maxOccurs }: Particle): string {
  return renderTerm(term) + renderOccurs(minOccurs, maxOccurs);
}

function renderTerm(term: Particle['term']): string {
  if (term.kind === 'element') return `${term.name.namespace === '' ? '.' : ''}${term.name.local}`;
  if (term.kind === 'wildcard') return 'any';
  return `${term.kind}(${term.particles.map(renderParticle).join(' ')})`;
}

function renderOccurs(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (max === 1) return min === 0 ? '?' : '';
  return `{${min},${max}}`;
}

/** Attributes in order: `a b! c=default d==fixed *`; `!` required, `*` a wildcard. */
export function renderAttributes({ attributes, attributeWildcard }: ComplexType): string {
  const uses = attributes.map(({ name, required, defaultValue, fixedValue }) => {
    const value = fixedValue !== undefined ? `==${fixedValue}` : defaultValue !== undefined ? `=${defaultValue}` : '';
    return `${name.namespace === '' ? '' : '{}'}${name.local}${required ? '!' : ''}${value}`;
  });
  return [...uses, ...(attributeWildcard === undefined ? [] : ['*'])].join(' ');
}
