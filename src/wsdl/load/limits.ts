/** How much one WSDL may make the loader read. Passing one is `wsdl/document-limit` at the reference that passes it. */
export interface LoadLimits {
  /** Bytes of one document, unpacked. */
  readonly documentBytesMax: number;
  /** Bytes of all documents of one WSDL. */
  readonly totalBytesMax: number;
  /** Documents of one WSDL, itself among them. */
  readonly documentsMax: number;
  /** Redirects followed for one document. */
  readonly redirectsMax: number;
  /** Milliseconds to fetch one document, redirects and body included. */
  readonly fetchTimeoutMs: number;
}

/** Ample for every WSDL met in the wild: the largest ones have a few megabytes and some hundred documents. */
export const defaultLoadLimits: LoadLimits = {
  documentBytesMax: 32 * 1024 * 1024,
  totalBytesMax: 128 * 1024 * 1024,
  documentsMax: 2000,
  redirectsMax: 5,
  fetchTimeoutMs: 15_000,
};
