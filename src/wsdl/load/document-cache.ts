import type { Location } from '../../diagnostics/location.ts';
import type { XmlElement } from '../../xml/document.ts';
import type { XmlRule } from '../../xml/error.ts';
import { type ComponentPool, createComponentPool } from '../../xsd/resolve/component-pool.ts';
import type { Refusal } from '../parse/components.ts';
import type { ReadingLog } from './readings.ts';
import type { Resource } from './resource.ts';

/** A document that was read and parsed, or what is wrong with it. */
export type DocumentOutcome =
  | {
      readonly kind: 'document';
      readonly root: XmlElement;
      /** Where it was found in the end, redirects followed: the base of the locations in it. */
      readonly resource: Resource;
      readonly bytes: number;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly rule: Refusal['rule']; readonly reason: string }
  | { readonly kind: 'malformed'; readonly rule: XmlRule; readonly message: string; readonly location: Location };

/** What several loads share: each document is read and parsed once, and schema components that are the same are one. */
export interface DocumentCache {
  /** By the key of their resource. */
  readonly documents: Map<string, Promise<DocumentOutcome>>;
  readonly components: ComponentPool;
  /** Takes down what is read; absent where nobody asks. */
  readonly log?: ReadingLog;
}

/** An empty cache. It keeps the trees of all documents read through it: drop it once the WSDLs are loaded. */
export function createDocumentCache(log?: ReadingLog): DocumentCache {
  const cache = { documents: new Map(), components: createComponentPool() };
  return log === undefined ? cache : { ...cache, log };
}
