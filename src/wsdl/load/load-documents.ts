import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { attribute, childElements, type XmlElement } from '../../xml/document.ts';
import { WSDL, WSDL20 } from '../../xml/namespaces.ts';
import { clarkName } from '../../xml/qname.ts';
import { type SchemaDocument, type SchemaSource, schemaDirectives } from '../../xsd/resolve/schema-document.ts';
import { isDefinitions } from '../parse/definitions.ts';
import { reportWsdl } from '../report.ts';
import type { DocumentOutcome } from './document-cache.ts';
import { inlineSchemas, isSchema } from './inline-schemas.ts';
import type { LoadLimits } from './limits.ts';
import type { LocateDocument } from './locate-document.ts';
import type { Resource } from './resource.ts';

/** What {@link loadDocuments} works with. */
export interface DocumentsContext {
  readonly locate: LocateDocument;
  readonly limits: LoadLimits;
  readonly sink: DiagnosticSink;
  /** Whether a namespace's documents are looked for, and missed where they cannot be had. */
  readonly schemaNeed: (namespace: string) => 'built-in' | 'optional' | 'needed';
}

/** The documents of one WSDL, each once, in the order they were met. */
export interface LoadedDocuments {
  /** `wsdl:definitions` elements, the WSDL's own first. */
  readonly wsdls: readonly XmlElement[];
  readonly schemas: SchemaSource;
  /** How the user would name each document. */
  readonly displays: readonly string[];
}

type FoundDocument = Extract<DocumentOutcome, { readonly kind: 'document' }>;

/** A document in the graph, with its schemas: itself, or those inline in it. */
interface Document {
  readonly root: XmlElement;
  readonly resource: Resource;
  readonly schemas: readonly SchemaDocument[];
}

/** A reference from one document to another. */
interface Directive {
  readonly element: XmlElement;
  readonly base: Resource;
  readonly location: string;
  /** Target namespace that the document should have; undefined when anything goes. */
  readonly namespace?: string;
  /** True for an `xs:import`, which is but a hint (XSD 1.0 Part 1 §4.2.3). */
  readonly hint: boolean;
  /** True when nobody misses the document. */
  readonly optional?: boolean;
  /** Takes the document once it is there. */
  readonly found: (document: Document) => void;
}

/**
 * Loads all that a WSDL refers to with a location, breadth first: `wsdl:import`, `xs:import`, `xs:include`, `xs:redefine`.
 * Each document is read once however many ways lead to it, so circles end. One that cannot be had is a diagnostic at the
 * directive; the rest goes on.
 */
export async function loadDocuments(first: FoundDocument, context: DocumentsContext): Promise<LoadedDocuments> {
  const { sink, limits } = context;
  const documents = new Map<string, Document>();
  const wsdls: XmlElement[] = [];
  const starts = new Set<SchemaDocument>();
  const targets = new Map<XmlElement, SchemaDocument>();
  const namespaces = new Set<string>();
  const queue: Directive[] = [];
  const missing: ((namespaces: ReadonlySet<string>) => void)[] = [];
  const malformed = new Set<string>();
  let totalBytes = 0;

  const enter = ({ root, resource, bytes }: FoundDocument): Document => {
    const known = documents.get(resource.key);
    if (known !== undefined) return known;
    totalBytes += bytes;
    const roots = isDefinitions(root) ? inlineSchemas(root, sink) : [root];
    const schemas = roots.map((each): SchemaDocument => ({ root: each, file: resource.display }));
    const document = { root, resource, schemas };
    documents.set(resource.key, document);
    if (isDefinitions(root)) {
      wsdls.push(root);
      for (const schema of schemas) starts.add(schema);
      for (const element of childElements(root, WSDL, 'import')) addWsdlImport(element, resource);
    }
    for (const schema of schemas) {
      namespaces.add(targetNamespace(schema.root));
      addSchemaDirectives(schema, resource);
    }
    return document;
  };

  const addWsdlImport = (element: XmlElement, base: Resource): void => {
    const location = attribute(element, 'location')?.trim() ?? '';
    const namespace = attribute(element, 'namespace')?.trim();
    const found = ({ schemas }: Document) => {
      for (const schema of schemas) starts.add(schema);
    };
    if (location === '') return;
    queue.push({ element, base, location, hint: false, found, ...(namespace === undefined ? {} : { namespace }) });
  };

  const addSchemaDirectives = (schema: SchemaDocument, base: Resource): void => {
    for (const { kind, element, namespace = '', schemaLocation } of schemaDirectives(schema.root)) {
      const hint = kind === 'import';
      const need = hint ? context.schemaNeed(namespace) : 'needed';
      if (schemaLocation === undefined || need === 'built-in') continue;
      const optional = need === 'optional';
      const wanted = hint ? namespace : targetNamespace(schema.root);
      const found = ({ schemas }: Document) => {
        const target = schemas.find(({ root }) => targetNamespace(root) === wanted) ?? schemas[0];
        if (target !== undefined) targets.set(element, target);
      };
      queue.push({ element, base, location: schemaLocation, hint, optional, found, ...(hint ? { namespace } : {}) });
    }
  };

  const follow = async (directive: Directive): Promise<void> => {
    const { element, base, location } = directive;
    const quoted = `${element.name.local} of "${location}"`;
    const passed = documents.size >= limits.documentsMax ? 'documentsMax' : 'totalBytesMax';
    if (documents.size >= limits.documentsMax || totalBytes >= limits.totalBytesMax) {
      reportWsdl(
        sink,
        'error',
        'wsdl/document-limit',
        `${quoted} passes ${passed} = ${limits[passed]}`,
        element.location,
      );
      return;
    }
    const { outcome, guessed } = await context.locate(base, location, (root) => isExpected(root, directive.namespace));
    if (directive.optional === true && !isSchemaDocument(outcome)) return;
    if (outcome.kind === 'absent' || outcome.kind === 'unreadable') {
      const rule = outcome.kind === 'absent' ? 'wsdl/document-missing' : outcome.rule;
      const reason = outcome.kind === 'absent' ? 'there is no such document' : outcome.reason;
      missing.push((defined) => {
        const harmless = directive.hint && defined.has(directive.namespace ?? '');
        reportWsdl(sink, harmless ? 'warning' : 'error', rule, `${quoted} failed: ${reason}`, element.location);
      });
    } else if (outcome.kind === 'malformed') {
      if (malformed.has(outcome.location.file)) return;
      malformed.add(outcome.location.file);
      sink.report({ level: 'error', rule: outcome.rule, message: outcome.message, location: outcome.location });
    } else if (!isDefinitions(outcome.root) && !isSchema(outcome.root)) {
      const message = `${quoted} led to ${clarkName(outcome.root.name)}, neither definitions nor schema`;
      const rule = outcome.root.name.namespace === WSDL20 ? 'wsdl/version-2' : 'wsdl/not-a-wsdl';
      reportWsdl(sink, 'error', rule, message, element.location);
    } else {
      if (guessed) {
        const message = `${quoted} was taken from ${outcome.resource.display}`;
        reportWsdl(sink, 'info', 'wsdl/document-substituted', message, element.location);
      }
      directive.found(enter(outcome));
    }
  };

  enter(first);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) await follow(next);
  for (const report of missing) report(namespaces);
  return {
    wsdls,
    schemas: { documents: [...starts], locate: (_from, directive) => targets.get(directive) },
    displays: [...documents.values()].map(({ resource }) => resource.display),
  };
}

function targetNamespace(root: XmlElement): string {
  return attribute(root, 'targetNamespace') ?? '';
}

function isSchemaDocument(outcome: DocumentOutcome): boolean {
  return outcome.kind === 'document' && isSchema(outcome.root);
}

function isExpected(root: XmlElement, namespace: string | undefined): boolean {
  if (isDefinitions(root)) return true;
  return isSchema(root) && (namespace === undefined || targetNamespace(root) === namespace);
}
