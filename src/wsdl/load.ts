import { setImmediate as otherWork } from 'node:timers/promises';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { WSDL20 } from '../xml/namespaces.ts';
import { clarkName } from '../xml/qname.ts';
import { schemaNeed } from '../xsd/builtin/schemas/table.ts';
import { resolveSchemas } from '../xsd/resolve/schemas.ts';
import type { NeededComponent } from '../xsd/resolve/symbols.ts';
import { createDocumentCache, type DocumentOutcome } from './load/document-cache.ts';
import { createFetcher } from './load/fetch-document.ts';
import { defaultLoadLimits } from './load/limits.ts';
import { loadDocuments } from './load/load-documents.ts';
import { createLocator } from './load/locate-document.ts';
import type { LoadOptions } from './load/options.ts';
import { createDocumentReader } from './load/read-document.ts';
import { type Resource, sourceResource } from './load/resource.ts';
import type { Definitions } from './model/service.ts';
import type { ParsedDefinitions } from './parse/components.ts';
import { isDefinitions, parseDefinitions } from './parse/definitions.ts';
import { reportWsdl } from './report.ts';
import { resolveDefinitions } from './resolve/definitions.ts';

/**
 * Loads a WSDL with all that it refers to, and resolves it: the one way from a path or URL to {@link Definitions}.
 * @returns undefined when there is no WSDL to be had there; what is wrong inside it is reported and the rest served
 */
export async function loadDefinitions(
  source: string,
  options: LoadOptions,
  sink: DiagnosticSink,
): Promise<Definitions | undefined> {
  const resource = namedResource(source, sink);
  if (resource === undefined) return undefined;
  const limits = { ...defaultLoadLimits, ...options.limits };
  const cache = options.cache ?? createDocumentCache();
  const fetcher = createFetcher(resource.kind === 'url' ? new URL(source) : undefined, options, limits);
  try {
    const read = createDocumentReader(fetcher, cache, limits);
    const first = await read(resource);
    if (!isWsdl(first, resource, sink)) return undefined;
    const locate = createLocator(read, fetcher, options);
    const loaded = await loadDocuments(first, { locate, limits, sink, schemaNeed });
    // a gateway that loads anew serves meanwhile
    await otherWork();
    const parsed = loaded.wsdls.map((root) => parseDefinitions(root, sink));
    const schemas = resolveSchemas(loaded.schemas, sink, {
      pool: cache.components,
      needed: referredComponents(parsed),
    });
    return resolveDefinitions({ source, documents: loaded.displays, parsed, schemas }, sink);
  } finally {
    await fetcher.close();
  }
}

/** What the parts of messages refer to. */
function referredComponents(parsed: readonly ParsedDefinitions[]): readonly NeededComponent[] {
  const parts = parsed.flatMap(({ messages }) => messages).flatMap((message) => message.parts);
  return parts.flatMap(({ element, type }): NeededComponent[] => [
    ...(element === undefined ? [] : [{ space: 'element', name: element.name } as const]),
    ...(type === undefined ? [] : [{ space: 'type', name: type.name } as const]),
  ]);
}

function namedResource(source: string, sink: DiagnosticSink): Resource | undefined {
  try {
    return sourceResource(source);
  } catch {
    const location = { file: source, line: 1, column: 1 };
    reportWsdl(sink, 'error', 'wsdl/document-missing', `"${source}" is neither a path nor a URL`, location);
    return undefined;
  }
}

/** True for a document that is WSDL 1.1; else says what it is. */
function isWsdl(
  outcome: DocumentOutcome,
  { display }: Resource,
  sink: DiagnosticSink,
): outcome is Extract<DocumentOutcome, { readonly kind: 'document' }> {
  const location = { file: display, line: 1, column: 1 };
  switch (outcome.kind) {
    case 'absent':
      reportWsdl(sink, 'error', 'wsdl/document-missing', 'there is no such file', location);
      return false;
    case 'unreadable':
      reportWsdl(sink, 'error', outcome.rule, `the WSDL cannot be read: ${outcome.reason}`, location);
      return false;
    case 'malformed':
      sink.report({ level: 'error', rule: outcome.rule, message: outcome.message, location: outcome.location });
      return false;
    case 'document': {
      const { root } = outcome;
      if (isDefinitions(root)) return true;
      const rule = root.name.namespace === WSDL20 ? 'wsdl/version-2' : 'wsdl/not-a-wsdl';
      reportWsdl(sink, 'error', rule, `the document is ${clarkName(root.name)}`, root.location);
      return false;
    }
  }
}
