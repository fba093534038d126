import type { XmlLimits } from './reader.ts';

/** For replies of a backend (design.md §6): depth 128, 256 attributes on an element, 64 MiB, 5 million elements. */
export const defaultReplyLimits: XmlLimits = {
  depthMax: 128,
  attributesMax: 256,
  elementsMax: 5_000_000,
  bytesMax: 64 * 1024 * 1024,
};

/** For WSDL and schema documents at load: each file at most 48 MiB, nested at most 256 deep. */
export const documentLimits: XmlLimits = {
  depthMax: 256,
  attributesMax: 1024,
  elementsMax: 1_000_000,
  bytesMax: 48 * 1024 * 1024,
};
