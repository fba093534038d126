import { parseDocument } from '../../xml/document.ts';
import { decodeXml } from '../../xml/encoding.ts';
import { XmlError } from '../../xml/error.ts';
import { documentLimits } from '../../xml/limits.ts';
import type { DocumentCache, DocumentOutcome } from './document-cache.ts';
import type { DocumentFetcher } from './fetch-document.ts';
import type { LoadLimits } from './limits.ts';
import { readDocumentFile } from './read-file.ts';
import type { ReadingLog } from './readings.ts';
import { type Resource, urlResource } from './resource.ts';

/** Reads and parses one document; the same one only once for a cache. Never throws for what the document is. */
export type ReadDocument = (resource: Resource) => Promise<DocumentOutcome>;

/** Makes the reader of one load. */
export function createDocumentReader(
  fetcher: DocumentFetcher,
  { documents, log }: DocumentCache,
  limits: LoadLimits,
): ReadDocument {
  return (resource) => {
    const known = documents.get(resource.key);
    if (known !== undefined) return known;
    const outcome = resource.kind === 'url' ? readUrl(resource, fetcher, limits) : readFile(resource, limits, log);
    if (resource.kind === 'url') log?.network();
    documents.set(resource.key, outcome);
    return outcome;
  };
}

async function readFile(resource: Resource, limits: LoadLimits, log: ReadingLog | undefined): Promise<DocumentOutcome> {
  const outcome = await readDocumentFile(resource.key, limits.documentBytesMax);
  log?.file(resource.key, outcome);
  if (outcome.kind === 'absent') return outcome;
  if (outcome.kind === 'bytes') return parse(outcome.bytes, { ...resource, key: outcome.key }, limits);
  return unreadable(outcome, limits);
}

async function readUrl(resource: Resource, fetcher: DocumentFetcher, limits: LoadLimits): Promise<DocumentOutcome> {
  const outcome = await fetcher.fetch(new URL(resource.key));
  if (outcome.kind === 'bytes') return parse(outcome.bytes, urlResource(outcome.url), limits, outcome.contentType);
  if (outcome.kind !== 'refused') return unreadable(outcome, limits);
  return { kind: 'unreadable', rule: 'wsdl/network-refused', reason: `${outcome.origin} is not an allowed origin` };
}

function unreadable(
  outcome: { readonly kind: 'too-large' } | { readonly kind: 'failed'; readonly reason: string },
  limits: LoadLimits,
): DocumentOutcome {
  if (outcome.kind === 'failed') return { kind: 'unreadable', rule: 'wsdl/document-missing', reason: outcome.reason };
  const reason = `it has more than ${limits.documentBytesMax} bytes (documentBytesMax)`;
  return { kind: 'unreadable', rule: 'wsdl/document-limit', reason };
}

function parse(bytes: Uint8Array, resource: Resource, limits: LoadLimits, contentType?: string): DocumentOutcome {
  try {
    const text = decodeXml(bytes, resource.display, contentType);
    const root = parseDocument(text, resource.display, { ...documentLimits, bytesMax: limits.documentBytesMax });
    return { kind: 'document', root, resource, bytes: bytes.byteLength };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { kind: 'malformed', rule: error.rule, message: error.message, location: error.location };
  }
}
