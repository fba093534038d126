import { isAbsolute } from 'node:path';
import type { XmlElement } from '../../xml/document.ts';
import type { DocumentOutcome } from './document-cache.ts';
import type { DocumentFetcher } from './fetch-document.ts';
import { fileCandidates } from './file-candidates.ts';
import type { LoadOptions } from './options.ts';
import type { ReadDocument } from './read-document.ts';
import { findIgnoringCase } from './read-file.ts';
import type { ReadingLog } from './readings.ts';
import { fileResource, type Resource, resolveLocation, sourceResource, urlResource } from './resource.ts';

/** A document found for a location; `guessed` when it lies elsewhere than the location says. */
export interface LocatedDocument {
  readonly outcome: DocumentOutcome;
  readonly guessed: boolean;
}

/** Finds the document that a location in another one means. */
export type LocateDocument = (
  base: Resource,
  location: string,
  /** What a guessed file must hold to be taken. */
  accepts: (root: XmlElement) => boolean,
) => Promise<LocatedDocument>;

/**
 * Makes the finder of one load. Asked in turn: the catalog; the place the location names, when it is a file or an allowed
 * origin; for a WSDL on disk the names under which such a document is commonly saved beside it.
 */
export function createLocator(read: ReadDocument, fetcher: DocumentFetcher, options: LoadOptions): LocateDocument {
  const log = options.cache?.log;
  return async (base, location, accepts) => {
    const target = resolveLocation(base, location);
    const mapped =
      options.catalog?.get(location) ?? (target && 'url' in target ? options.catalog?.get(target.url.href) : undefined);
    if (mapped !== undefined) return { outcome: await read(sourceResource(mapped)), guessed: false };

    if (target !== undefined && 'url' in target && fetcher.permits(target.url.origin)) {
      return { outcome: await read(urlResource(target.url)), guessed: false };
    }
    const refused: DocumentOutcome =
      target !== undefined && 'url' in target
        ? { kind: 'unreadable', rule: 'wsdl/network-refused', reason: networkReason(base, target.url) }
        : { kind: 'absent' };
    if (base.kind === 'url') return { outcome: refused, guessed: false };

    const { exact, guessed } = fileCandidates(target !== undefined && 'path' in target ? target.path : location);
    for (const path of exact) {
      const outcome = await readIgnoringCase(fileResource(base, path), read, log);
      if (outcome.kind !== 'absent') return { outcome, guessed: false };
    }
    for (const path of guessed) {
      const resource = fileResource(base, path);
      if (resource.key === base.key) continue;
      const outcome = await readIgnoringCase(resource, read, log);
      if (outcome.kind === 'document' && outcome.resource.key !== base.key && accepts(outcome.root)) {
        return { outcome, guessed: true };
      }
    }
    return { outcome: refused, guessed: false };
  };
}

async function readIgnoringCase(
  resource: Resource,
  read: ReadDocument,
  log: ReadingLog | undefined,
): Promise<DocumentOutcome> {
  const outcome = await read(resource);
  if (outcome.kind !== 'absent') return outcome;
  const found = await findIgnoringCase(resource.key);
  log?.name(resource.key, found);
  if (found === undefined || !isAbsolute(found)) return outcome;
  return read({ ...resource, key: found });
}

function networkReason(base: Resource, { origin }: URL): string {
  return base.kind === 'url'
    ? `${origin} is another origin than that of the WSDL`
    : `the WSDL is a file, so ${origin} is not asked`;
}
