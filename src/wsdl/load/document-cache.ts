import type { Location } from '../../diagnostics/location.ts';
import type { XmlElement } from '../../xml/document.ts';
import type { XmlRule } from '../../xml/error.ts';
import type { Refusal } from '../parse/components.ts';
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

/** Documents by the key of their resource, so that what many WSDLs import is read and parsed once. */
export type DocumentCache = Map<string, Promise<DocumentOutcome>>;

/** An empty cache. It keeps the trees of all documents read through it: drop it once the WSDLs are loaded. */
export function createDocumentCache(): DocumentCache {
  return new Map();
}
